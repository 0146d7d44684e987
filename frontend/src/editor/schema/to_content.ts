/** The editor's document as content, to the last field as it came where nothing was changed. */
import type { Node } from "prosemirror-model";
import { isBlankLine, type Block, type Content, type Inline, type Mark, type TextBlock } from "../content/model.ts";
import { isLine } from "./schema.ts";

function inlineOf(node: Node): Inline {
  if (!node.isText) return atomOf(node);
  const marks = node.marks.filter((one) => one.type.name !== "link").map((one) => one.type.name as Mark).sort();
  const link = node.marks.find((one) => one.type.name === "link")?.attrs["href"] as string | undefined;
  return { text: node.text ?? "", ...(marks.length > 0 ? { marks } : {}), ...(link ? { link } : {}) };
}

function atomOf(node: Node): Inline {
  const { endnote, ...attrs } = node.attrs;
  const type = node.type.name === "inline_island" ? "island" : node.type.name;
  return { type, ...attrs, ...(endnote === true ? { endnote } : {}) };
}

function lineIn(node: Node): Inline[] {
  const line: Inline[] = [];
  node.forEach((child) => line.push(inlineOf(child)));
  return line;
}

/**
 * Reads a document. Empty lines are left out, but for those that the text was opened with
 * (`known`, their ids). Nodes never change, so each is read once.
 */
export class Reader {
  private readonly read = new WeakMap<Node, Block>();

  constructor(private readonly known: ReadonlySet<string>) {}

  content(doc: Node): Content {
    return { version: 1, blocks: this.blocks(doc) };
  }

  blocks(parent: Node): Block[] {
    const found: Block[] = [];
    parent.forEach((node) => {
      const block = this.block(node);
      if (!isLine(node) || !isBlankLine((block as TextBlock).runs) || this.known.has(block.id)) found.push(block);
    });
    return found;
  }

  private block(node: Node): Block {
    const known = this.read.get(node);
    if (known) return known;
    const { id, landscape, ...attrs } = node.attrs;
    const block = { id, type: node.type.name, ...this.own(node, attrs), ...(landscape === true ? { landscape } : {}) } as Block;
    this.read.set(node, block);
    return block;
  }

  private own(node: Node, attrs: Record<string, unknown>): Record<string, unknown> {
    if (node.type.name === "table") return this.table(node, attrs);
    if (node.type.name === "picture") return node.childCount > 0 ? { ...attrs, caption: lineIn(node) } : attrs;
    if (!isLine(node)) return attrs;
    const { start, ...more } = attrs;
    return { ...more, ...(typeof start === "number" ? { start } : {}), runs: lineIn(node) };
  }

  private table(node: Node, attrs: Record<string, unknown>): Record<string, unknown> {
    const rows: unknown[][] = [];
    node.forEach((row) => rows.push(this.row(row)));
    const widths = attrs["widths"] as number[];
    return { header_rows: attrs["header_rows"], rows, ...(widths.length > 0 ? { widths } : {}) };
  }

  private row(row: Node): unknown[] {
    const cells: { node: Node; blocks: Block[] }[] = [];
    row.forEach((node) => cells.push({ node, blocks: this.blocks(node) }));
    while (isGap(cells.at(-1))) cells.pop();
    return cells.map(({ node, blocks }) => {
      const { colspan, rowspan } = node.attrs as { colspan: number; rowspan: number };
      return { blocks, ...(colspan > 1 ? { columns: colspan } : {}), ...(rowspan > 1 ? { rows: rowspan } : {}) };
    });
  }
}

/** A cell at the end of a row that only the editor needed. */
function isGap(cell: { node: Node; blocks: Block[] } | undefined): boolean {
  if (!cell || cell.blocks.length > 0) return false;
  const { filler, colspan, rowspan } = cell.node.attrs as { filler: boolean; colspan: number; rowspan: number };
  return filler && colspan === 1 && rowspan === 1;
}
