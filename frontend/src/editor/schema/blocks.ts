/** Blocks: each has an id that outlives edits, and may stand on a wide page. */
import type { Node, NodeSpec } from "prosemirror-model";

const identity = { id: { default: null as string | null }, landscape: { default: false } };

const named = (node: Node): Record<string, string> => ({
  "data-id": (node.attrs["id"] as string | null) ?? "",
  "data-type": node.type.name,
  ...(node.attrs["landscape"] === true ? { "data-landscape": "true" } : {}),
});

const deepestOutline = 6;

const paragraph: NodeSpec = {
  group: "block line", content: "inline*", attrs: { ...identity },
  parseDOM: [{ tag: "p" }, { tag: "div" }],
  toDOM: (node) => ["p", named(node), 0],
};

/** `level` counts from 1 within the section. */
const heading: NodeSpec = {
  group: "block", content: "inline*", defining: true, attrs: { ...identity, level: { default: 1, validate: "number" } },
  toDOM: (node) => {
    const level = node.attrs["level"] as number;
    return ["p", { ...named(node), "data-level": String(level), role: "heading", "aria-level": String(Math.min(level + 1, deepestOutline)) }, 0];
  },
};

/** An item is a block of its own; a list is a run of items, nested by `depth`. */
const list_item: NodeSpec = {
  group: "block line", content: "inline*",
  attrs: { ...identity, ordered: { default: false }, depth: { default: 0 }, start: { default: null as number | null } },
  toDOM: (node) => {
    const { ordered, depth } = node.attrs as { ordered: boolean; depth: number };
    return ["p", { ...named(node), "data-ordered": String(ordered), "data-depth": String(depth) }, 0];
  },
};

/** Its own line is the caption. Sizes are in EMU. */
const picture: NodeSpec = {
  group: "block", content: "inline*", isolating: true, defining: true, draggable: true,
  attrs: { ...identity, hash: {}, media: {}, width: {}, height: {}, alt: { default: "" } },
  toDOM: (node) => ["figure", named(node), ["figcaption", 0]],
};

const page_break: NodeSpec = {
  group: "block", attrs: { ...identity },
  toDOM: (node) => ["div", { ...named(node), class: "page-break", role: "separator" }, ["span"]],
};

/** Something of Word's that fills whole paragraphs. */
const island: NodeSpec = {
  group: "block", draggable: true, attrs: { ...identity, hash: {}, kind: {}, text: {} },
  toDOM: (node) => ["div", { ...named(node), class: "kept-card" }, node.attrs["text"] as string],
};

/** Cells may be fewer in a row than the table is wide: `filler` marks those that only the editor needs. */
const table: NodeSpec = {
  group: "block", content: "table_row+", tableRole: "table", isolating: true,
  attrs: { ...identity, header_rows: { default: 0 }, widths: { default: [] as number[] } },
  toDOM: () => ["table", ["tbody", 0]],
};

const table_row: NodeSpec = { content: "table_cell*", tableRole: "row", parseDOM: [{ tag: "tr" }], toDOM: () => ["tr", 0] };

const table_cell: NodeSpec = {
  content: "block+", tableRole: "cell", isolating: true,
  attrs: { colspan: { default: 1 }, rowspan: { default: 1 }, colwidth: { default: null }, filler: { default: false } },
  parseDOM: [{ tag: "td" }],
  toDOM: (node) => {
    const { colspan, rowspan } = node.attrs as { colspan: number; rowspan: number };
    return ["td", { ...(colspan > 1 ? { colspan: String(colspan) } : {}), ...(rowspan > 1 ? { rowspan: String(rowspan) } : {}) }, 0];
  },
};

export const blocks: Record<string, NodeSpec> = {
  doc: { content: "block+" },
  paragraph, heading, list_item, table, picture, page_break, island, table_row, table_cell,
  note_body: { content: "line+" },
};
