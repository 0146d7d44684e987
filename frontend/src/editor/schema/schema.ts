/** The editor's schema: the content of documents (workflow/documents/content), block by block. */
import { Schema, type Node } from "prosemirror-model";
import { blocks } from "./blocks.ts";
import { inlines } from "./inlines.ts";
import { marks } from "./marks.ts";

export const schema = new Schema({ nodes: { ...blocks, ...inlines }, marks });

/** Limits of documents (blocks_in.py, tables_in.py, inlines_in.py): the server refuses more. */
export const limits = {
  deepestList: 8, deepestHeading: 6, lastNumber: 32_767, mostEmu: 22 * 914_400,
  mostColumns: 63, mostRows: 2_000, deepestTable: 3, mostCellBlocks: 500, mostNoteBlocks: 50,
  mostBlocks: 20_000, mostRuns: 2_000, longestLink: 2_000,
} as const;

const lines = new Set(["paragraph", "heading", "list_item"]);

/** A block of words; a picture's caption is a line too, but the picture is no such block. */
export const isLine = (node: Node): boolean => lines.has(node.type.name);

export const hasId = (node: Node): boolean => "id" in node.attrs;
