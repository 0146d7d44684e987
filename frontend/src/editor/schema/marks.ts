/** Marks of words: bold, italic ... and links, as documents know them (content/model.py, MARKS). */
import type { MarkSpec } from "prosemirror-model";
import type { Mark } from "../content/model.ts";

const tags: Record<Mark, [string, ...string[]]> = {
  bold: ["strong", "b"],
  italic: ["em", "i"],
  underline: ["u"],
  strike: ["s", "del", "strike"],
  superscript: ["sup"],
  subscript: ["sub"],
  highlight: ["mark"],
};

const looks = Object.fromEntries(Object.entries(tags).map(([name, all]): [string, MarkSpec] => [
  name, { parseDOM: all.map((tag) => ({ tag })), toDOM: () => [all[0], 0] },
]));

/** `href` is an address of the web, of mail or a telephone, or `#` and a bookmark. */
const link: MarkSpec = {
  attrs: { href: { validate: "string" } },
  inclusive: false,
  parseDOM: [{ tag: "a[href]", getAttrs: (dom) => ({ href: dom.getAttribute("href") ?? "" }) }],
  toDOM: (mark) => ["a", { href: mark.attrs["href"] as string, title: mark.attrs["href"] as string }, 0],
};

export const marks: Record<string, MarkSpec> = { link, ...looks };
