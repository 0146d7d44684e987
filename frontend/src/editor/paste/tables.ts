/** A table of HTML as rows of cells that cover a grid, as documents want it. */
import type { Block } from "../content/model.ts";
import { newId } from "../content/model.ts";
import { limits } from "../schema/schema.ts";
import { look } from "./disarm.ts";

interface Cell { blocks: Block[]; columns?: number; rows?: number }

/** Word ends a table with a row without height that only holds widths. */
const isReal = (row: HTMLTableRowElement): boolean => row.getAttribute("height") !== "0" && row.cells.length > 0;

const wholeOf = (text: string | null, most: number): number => Math.max(1, Math.min(most, Math.round(Number.parseFloat(text ?? "1")) || 1));

/** Sizes cut so that no cell reaches into another or below the table; null where it is too wide. */
function grid(rows: HTMLTableRowElement[], read: (cell: Element) => Block[]): Cell[][] | null {
  const taken = rows.map(() => new Set<number>());
  const cells = rows.map((row, y) => {
    let x = 0;
    return [...row.cells].map((cell): Cell => {
      while (taken[y]!.has(x)) x += 1;
      const asked = wholeOf(cell.getAttribute("colspan"), limits.mostColumns);
      let columns = 1;
      while (columns < asked && !taken[y]!.has(x + columns)) columns += 1;
      const tall = Math.min(wholeOf(cell.getAttribute("rowspan"), limits.mostRows), rows.length - y);
      for (let b = 0; b < tall; b += 1) for (let a = 0; a < columns; a += 1) taken[y + b]!.add(x + a);
      x += columns;
      const blocks = read(cell).slice(0, limits.mostCellBlocks);
      return { blocks, ...(columns > 1 ? { columns } : {}), ...(tall > 1 ? { rows: tall } : {}) };
    });
  });
  const fits = rows.length <= limits.mostRows && taken.every((row) => Math.max(-1, ...row) < limits.mostColumns);
  return fits ? cells : null;
}

function widthsOf(rows: HTMLTableRowElement[], columns: number): number[] {
  const whole = rows.find((row) => row.cells.length === columns && [...row.cells].every((cell) => cell.colSpan === 1));
  const widths = [...(whole?.cells ?? [])].map((cell) => Number.parseFloat(cell.getAttribute("width") || look(cell, "width")));
  return widths.every((one) => one > 0) ? widths.map((one) => Math.round(one)) : [];
}

function headRows(rows: HTMLTableRowElement[]): number {
  const first = rows.findIndex((row) => row.parentElement?.nodeName !== "THEAD" && [...row.cells].some((cell) => cell.nodeName !== "TH"));
  return first === -1 ? 0 : first;
}

/** The table as a block; null where it cannot be one: then its lines are text. */
export function tableOf(table: HTMLTableElement, depth: number, read: (cell: Element) => Block[]): Block | null {
  const rows = [...table.rows].filter(isReal);
  const cells = depth < limits.deepestTable && rows.length > 0 ? grid(rows, read) : null;
  if (!cells) return null;
  const columns = Math.max(...cells.map((row) => row.reduce((sum, cell) => sum + (cell.columns ?? 1), 0)));
  const widths = widthsOf(rows, columns);
  return { id: newId(), type: "table", header_rows: headRows(rows), rows: cells, ...(widths.length > 0 ? { widths } : {}) };
}
