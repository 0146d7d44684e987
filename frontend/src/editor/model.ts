/** The content model of a draft, without any DOM: flat blocks with stable ids. */

export type Mark = "bold";
export interface Run { text: string; marks: Mark[] }
export interface Paragraph { id: string; type: "paragraph"; runs: Run[] }
export interface ListItem { id: string; type: "list_item"; ordered: boolean; depth: number; runs: Run[] }
export type Block = Paragraph | ListItem;
export interface Content { version: 1; blocks: Block[] }

/** The deepest step of a list, counted from 0; documents refuse more. */
export const deepest = 4;

const idLetters = "abcdefghijklmnopqrstuvwxyz234567";

/** Twelve letters of base 32: 60 bits, unique within any draft. */
export function newId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(12));
  return Array.from(bytes, (byte) => idLetters[byte % 32]).join("");
}

/** Control characters and zero-width marks never belong to the text; a fixed space is a space. */
export function cleanText(text: string): string {
  return text
    .replace(/\u00a0/g, " ")
    .replace(/[\u0000-\u0008\u000b-\u001f\u007f\u200b\u2060\ufeff]/g, "")
    .replace(/[\t\n]/g, " ");
}

const sameMarks = (a: Run, b: Run): boolean => a.marks.join() === b.marks.join();

/** Neighbours with the same marks become one run; empty runs go. */
export function joinRuns(runs: readonly Run[]): Run[] {
  const joined: Run[] = [];
  for (const run of runs) {
    const last = joined.at(-1);
    if (run.text === "") continue;
    if (last && sameMarks(last, run)) last.text += run.text;
    else joined.push({ text: run.text, marks: [...run.marks] });
  }
  return joined;
}

export function blockText(block: Block): string {
  return block.runs.map((run) => run.text).join("");
}

export function plainText(content: Content): string {
  return content.blocks.map(blockText).join("\n");
}

/** Non-blank characters, counted as code points. */
export function countCharacters(text: string): number {
  return Array.from(text.replace(/\s/gu, "")).length;
}

function shapeOf(block: Block): unknown[] {
  const form = block.type === "list_item" ? [block.ordered, block.depth] : [];
  return [block.type, ...form, joinRuns(block.runs).map((run) => [run.text, run.marks])];
}

/** The same words in the same shape, whatever the ids. */
export function sameText(a: Content, b: Content): boolean {
  return JSON.stringify(a.blocks.map(shapeOf)) === JSON.stringify(b.blocks.map(shapeOf));
}

class Unreadable extends Error {}

type Stored = Record<string, unknown>;

function textOf(value: unknown): string {
  if (typeof value !== "string") throw new Unreadable();
  return value;
}

function listOf(value: unknown): Stored[] {
  if (!Array.isArray(value)) throw new Unreadable();
  return value as Stored[];
}

/** A run without marks may leave them out. */
function toRun(stored: Stored): Run {
  const marks = listOf(stored["marks"] ?? []) as unknown[];
  return { text: textOf(stored["text"]), marks: marks.includes("bold") ? ["bold"] : [] };
}

function toBlock(stored: Stored): Block {
  const id = textOf(stored["id"]);
  const runs = listOf(stored["runs"]).map(toRun);
  if (stored["type"] === "paragraph") return { id, type: "paragraph", runs };
  if (stored["type"] !== "list_item") throw new Unreadable();
  return { id, type: "list_item", ordered: stored["ordered"] === true, depth: Number(stored["depth"] ?? 0), runs };
}

/** Content from its JSON; null where it isn't content, so that nobody takes it for empty. */
export function parseContent(json: string | null | undefined): Content | null {
  try {
    const stored = JSON.parse(json ?? "") as Stored | null;
    return { version: 1, blocks: listOf(stored?.["blocks"]).map(toBlock) };
  } catch {
    return null;
  }
}
