/** Lines while they are read: runs are gathered, trimmed, and become blocks. */
import { cleanText, isBlankLine, isRun, joinRuns, newId, type Block, type Inline } from "../content/model.ts";
import { text, type Kind } from "./kinds.ts";
import type { Looks } from "./looks.ts";

const wide = "[\\u2e80-\\u9fff\\uf900-\\ufaff\\uff00-\\uffef\\u3000-\\u303f]";
const wrapped = new RegExp(`(${wide})[ \\t]*\\r?\\n[ \\t]*(?=${wide})`, "g");

/** A source's own line ends are blanks, but not between Chinese characters. */
export const unwrapped = (words: string): string => cleanText(words.replace(wrapped, "$1").replace(/[ \t\r\n]+/g, " "));

const isBreak = (one: Inline | undefined): boolean => one !== undefined && !isRun(one) && one.type === "line_break";

/** Without blanks at its ends (an indent is the house style's business) and without double ones. */
function trimmed(line: readonly Inline[]): Inline[] {
  const runs = joinRuns(line);
  while (isBreak(runs.at(-1))) runs.pop();
  while (isBreak(runs[0])) runs.shift();
  const tidy = runs.map((one, n): Inline => {
    if (!isRun(one)) return one;
    const [first, last] = [n === 0 || isBreak(runs[n - 1]), n === runs.length - 1 || isBreak(runs[n + 1])];
    const begun = first ? one.text.replace(/^[\s\u3000]+/, "") : one.text;
    const words = (last ? begun.trimEnd() : begun).replace(/ {2,}/g, " ");
    return { ...one, text: words };
  });
  return joinRuns(tidy);
}

export class Lines {
  readonly blocks: Block[] = [];
  private line: Inline[] = [];
  private kind: Kind = text;

  /** A new line begins; one without words leaves nothing behind. */
  begin(kind: Kind = text): void {
    const runs = trimmed(this.line);
    if (!isBlankLine(runs)) this.blocks.push({ id: newId(), ...this.kind, runs } as Block);
    this.line = [];
    this.kind = kind;
  }

  get isEmpty(): boolean {
    return isBlankLine(this.line);
  }

  /** Headings are bold by being headings. */
  words(words: string, looks: Looks): void {
    const marks = this.kind.type === "heading" ? looks.marks.filter((one) => one !== "bold") : [...looks.marks];
    this.line.push({ text: words, ...(marks.length > 0 ? { marks } : {}), ...(looks.link ? { link: looks.link } : {}) });
  }

  atom(atom: Inline): void {
    this.line.push(atom);
  }

  block(block: Block): void {
    this.begin();
    this.blocks.push(block);
  }
}
