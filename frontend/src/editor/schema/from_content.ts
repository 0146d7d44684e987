/** Content as the editor's document. A place without any block gets an empty line to write on. */
import { Mark, type Node } from "prosemirror-model";
import { Plugin } from "prosemirror-state";
import { isRun, newId, type Atom, type Block, type Content, type Inline, type Run } from "../content/model.ts";
import { isLine, schema } from "./schema.ts";

type Stored = Record<string, unknown>;
interface StoredCell { blocks: Block[]; columns?: number; rows?: number }

const emptyLine = (): Node => schema.node("paragraph", { id: newId() });

function textOf(run: Run): Node {
  const marks = (run.marks ?? []).map((name) => schema.mark(name));
  if (run.link) marks.push(schema.mark("link", { href: run.link }));
  return schema.text(run.text, Mark.setFrom(marks));
}

function atomOf(atom: Atom): Node {
  const { type, ...attrs } = atom;
  return schema.node(type === "island" ? "inline_island" : type, attrs);
}

function lineOf(line: readonly Inline[]): Node[] {
  return line.filter((one) => !isRun(one) || one.text !== "").map((one) => (isRun(one) ? textOf(one) : atomOf(one)));
}

function cellNode(cell: StoredCell): Node {
  return schema.node("table_cell", { colspan: cell.columns ?? 1, rowspan: cell.rows ?? 1 }, nodesOf(cell.blocks));
}

/** How many columns each row lacks: a cell takes the first column that none above covers. */
function gapsOf(rows: readonly StoredCell[][]): number[] {
  const covered: Set<number>[] = rows.map(() => new Set());
  const ends = rows.map((row, y) => {
    let x = 0;
    for (const cell of row) {
      while (covered[y]!.has(x)) x += 1;
      for (let b = 0; b < (cell.rows ?? 1); b += 1) {
        for (let a = 0; a < (cell.columns ?? 1); a += 1) covered[y + b]?.add(x + a);
      }
      x += cell.columns ?? 1;
    }
    return x;
  });
  const wide = Math.max(1, ...ends, ...covered.map((taken) => Math.max(-1, ...taken) + 1));
  return covered.map((taken) => wide - taken.size);
}

function tableNode(stored: Stored): Node {
  const rows = stored["rows"] as StoredCell[][];
  const gaps = gapsOf(rows);
  const filler = (): Node => schema.node("table_cell", { filler: true }, [emptyLine()]);
  const made = rows.map((row, y) => schema.node("table_row", null, [...row.map(cellNode), ...Array.from({ length: gaps[y]! }, filler)]));
  const { id, landscape, header_rows, widths } = stored;
  return schema.node("table", { id, landscape: landscape ?? false, header_rows: header_rows ?? 0, widths: widths ?? [] }, made);
}

function nodeOf(block: Block): Node {
  if (block.type === "table") return tableNode(block as unknown as Stored);
  const { type, runs, caption, ...attrs } = block as unknown as Stored & { type: string };
  return schema.node(type, attrs, lineOf((runs ?? caption ?? []) as Inline[]));
}

export const nodesOf = (blocks: readonly Block[]): Node[] => (blocks.length > 0 ? blocks.map(nodeOf) : [emptyLine()]);

const ends = (doc: Node): boolean => doc.lastChild !== null && isLine(doc.lastChild);

/** The text, ending in a line to write on; null where it holds what this editor does not know. */
export function documentOrNull(content: Content): Node | null {
  try {
    const doc = schema.node("doc", null, nodesOf(content.blocks));
    doc.check();
    return ends(doc) ? doc : doc.copy(doc.content.addToEnd(emptyLine()));
  } catch {
    return null;
  }
}

/** Keeps a line at the end, whatever was put or taken there. */
export const endsInLine = (): Plugin => new Plugin({
  appendTransaction: (trs, _, { doc, tr }) =>
    (trs.some((one) => one.docChanged) && !ends(doc) ? tr.insert(doc.content.size, emptyLine()) : null),
});
