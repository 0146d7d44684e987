/** Content from its JSON, checked as far as the editor relies on it; the rest is passed on. */
import { isText, type Block, type Content, type Inline } from "./model.ts";

class Unreadable extends Error {}

type Stored = Record<string, unknown>;

function mapping(value: unknown): Stored {
  if (typeof value !== "object" || value === null || Array.isArray(value)) throw new Unreadable();
  return value as Stored;
}

function list(value: unknown): unknown[] {
  if (!Array.isArray(value)) throw new Unreadable();
  return value;
}

function text(value: unknown): string {
  if (typeof value !== "string") throw new Unreadable();
  return value;
}

/** A run may leave out its marks; anything with a type of its own is an atom. */
function toInline(value: unknown): Inline {
  const stored = mapping(value);
  if (stored["type"] !== undefined && stored["type"] !== "text") text(stored["type"]);
  else list((text(stored["text"]), stored["marks"] ?? [])).forEach(text);
  return stored as unknown as Inline;
}

function toBlock(value: unknown): Block {
  const stored = mapping(value);
  text(stored["id"]);
  text(stored["type"]);
  const block = stored as unknown as Block;
  if (isText(block)) list(stored["runs"]).forEach(toInline);
  return block;
}

/** Null where it isn't content, so that nobody takes it for empty. */
export function parseContent(json: string | null | undefined): Content | null {
  try {
    const stored = mapping(JSON.parse(json ?? ""));
    return { version: 1, blocks: list(stored["blocks"]).map(toBlock) };
  } catch {
    return null;
  }
}
