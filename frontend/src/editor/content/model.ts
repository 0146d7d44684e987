/** The content model of a draft, without any DOM: flat blocks with stable ids, as stored. */

export type Mark = "bold" | "highlight" | "italic" | "strike" | "subscript" | "superscript" | "underline";
/** Words with the same marks; marks and link are left out where there are none. */
export interface Run { text: string; marks?: Mark[]; link?: string }
/** Anything else within a line: a note, a line break, a kept object. It is passed on as it came. */
export interface Atom { type: string; [field: string]: unknown }
export type Inline = Run | Atom;

interface Line { id: string; runs: Inline[]; landscape?: boolean }
export interface Paragraph extends Line { type: "paragraph" }
export interface Heading extends Line { type: "heading"; level: number }
export interface ListItem extends Line { type: "list_item"; ordered: boolean; depth: number; start?: number }
export type TextBlock = Paragraph | Heading | ListItem;
/** A block that this editor shows and moves but cannot change: a table, a picture, an object. */
export interface Kept { id: string; type: string; [field: string]: unknown }
export type Block = TextBlock | Kept;
export interface Content { version: 1; blocks: Block[] }

const textTypes = new Set(["paragraph", "heading", "list_item"]);
export const isText = (block: Block): block is TextBlock => textTypes.has(block.type);
export const isRun = (one: Inline): one is Run => !("type" in one) || one.type === "text";

const idLetters = "abcdefghijklmnopqrstuvwxyz234567";

/** Twelve letters of base 32: 60 bits, unique within any draft. */
export function newId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(12));
  return Array.from(bytes, (byte) => idLetters[byte % 32]).join("");
}

const strange = /[\t\n\u0000-\u0008\u000b-\u001f\u007f\u00a0\u200b\u2060\ufeff]/g;

/** Control characters and zero-width marks never belong to text from elsewhere; a fixed space is a space. */
export const cleanText = (text: string): string => text.replace(strange, (sign) => ("\t\n\u00a0".includes(sign) ? " " : ""));

const sameLooks = (a: Run, b: Run): boolean =>
  (a.marks ?? []).join() === (b.marks ?? []).join() && (a.link ?? "") === (b.link ?? "");

/** Neighbours with the same marks and link become one run; empty runs go. */
export function joinRuns(line: readonly Inline[]): Inline[] {
  const joined: Inline[] = [];
  for (const one of line) {
    const last = joined.at(-1);
    if (!isRun(one)) joined.push(one);
    else if (last && isRun(last) && sameLooks(last, one)) joined[joined.length - 1] = { ...last, text: last.text + one.text };
    else if (one.text !== "") joined.push(one);
  }
  return joined;
}

export const isBlankLine = (line: readonly Inline[]): boolean =>
  line.every((one) => isRun(one) && one.text.trim() === "");

/** All words under a part of the content, in reading order: those of cells, notes and objects too. */
export function wordsOf(part: unknown): string[] {
  if (Array.isArray(part)) return part.flatMap(wordsOf);
  if (typeof part !== "object" || part === null) return [];
  const { text, runs, caption, rows, blocks } = part as Record<string, unknown>;
  return [...(typeof text === "string" ? [text] : []), ...[runs, caption, rows, blocks].flatMap(wordsOf)];
}

const blockText = (block: Block): string => wordsOf(block).join("");

/** Non-blank characters, counted as code points. */
export function countCharacters(text: string): number {
  return Array.from(text.replace(/\s/gu, "")).length;
}

const counts = new WeakMap<Block, number>();

/** The same over a whole content; blocks are never changed, so each is counted once. */
export function countContent(content: Content): number {
  return content.blocks.reduce((sum, block) => {
    const count = counts.get(block) ?? countCharacters(blockText(block));
    counts.set(block, count);
    return sum + count;
  }, 0);
}
