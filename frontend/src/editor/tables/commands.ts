/** Tables: made, grown, shrunk, cells merged and split; header rows and column widths go along. */
import type { Node } from "prosemirror-model";
import { TextSelection, type Command, type EditorState, type Transaction } from "prosemirror-state";
import {
  addColumnAfter, addColumnBefore, addRowAfter, addRowBefore, deleteColumn, deleteRow,
  deleteTable, isInTable, mergeCells, selectedRect, splitCell, type TableRect,
} from "prosemirror-tables";
import { limits, schema } from "../schema/schema.ts";

const [usualRows, usualColumns] = [3, 3];

/** Runs the table's own command, then sees to what it does not know. */
function then(command: Command, may: (rect: TableRect) => boolean, after: (tr: Transaction, before: TableRect, now: Node) => void): Command {
  return (state, dispatch) => {
    if (!isInTable(state)) return false;
    const before = selectedRect(state);
    if (!may(before)) return false;
    return command(state, dispatch && ((tr) => {
      const now = tr.doc.nodeAt(before.tableStart - 1);
      if (now?.type.name === "table") after(tr, before, now);
      dispatch(tr);
    }));
  };
}

const set = (tr: Transaction, { tableStart }: TableRect, name: string, value: unknown): void => {
  if (tr.doc.nodeAt(tableStart - 1)?.attrs[name] !== value) tr.setNodeAttribute(tableStart - 1, name, value);
};

const headOf = (rect: TableRect): number => rect.table.attrs["header_rows"] as number;
const widthsOf = (rect: TableRect): number[] => rect.table.attrs["widths"] as number[];

/** A row that is put among the header rows is one of them. */
const addRow = (command: Command, edge: (rect: TableRect) => number): Command =>
  then(command, (rect) => rect.map.height < limits.mostRows, (tr, rect) => {
    if (edge(rect) < headOf(rect)) set(tr, rect, "header_rows", headOf(rect) + 1);
  });

/** A new column is as wide as the one beside it. */
const addColumn = (command: Command, edge: (rect: TableRect) => number, like: (rect: TableRect) => number): Command =>
  then(command, (rect) => rect.map.width < limits.mostColumns, (tr, rect) => {
    const widths = widthsOf(rect);
    if (widths.length === 0) return;
    const at = edge(rect);
    set(tr, rect, "widths", [...widths.slice(0, at), widths[like(rect)] ?? widths[0]!, ...widths.slice(at)]);
  });

export const rowAbove = addRow(addRowBefore, (rect) => rect.top);
export const rowBelow = addRow(addRowAfter, (rect) => rect.bottom);
export const columnLeft = addColumn(addColumnBefore, (rect) => rect.left, (rect) => rect.left);
export const columnRight = addColumn(addColumnAfter, (rect) => rect.right, (rect) => rect.right - 1);

export const removeTable: Command = deleteTable;

/** The last row or column goes with the table. */
const orTable = (command: Command, all: (rect: TableRect) => boolean): Command => (state, dispatch) =>
  isInTable(state) && (all(selectedRect(state)) ? removeTable : command)(state, dispatch);

export const removeRow: Command = orTable(
  then(deleteRow, () => true, (tr, rect, now) => {
    const gone = Math.max(0, Math.min(headOf(rect), rect.bottom) - rect.top);
    set(tr, rect, "header_rows", Math.min(headOf(rect) - gone, now.childCount));
  }),
  (rect) => rect.top === 0 && rect.bottom === rect.map.height,
);

export const removeColumn: Command = orTable(
  then(deleteColumn, () => true, (tr, rect) => {
    if (widthsOf(rect).length > 0) set(tr, rect, "widths", widthsOf(rect).filter((_, n) => n < rect.left || n >= rect.right));
  }),
  (rect) => rect.left === 0 && rect.right === rect.map.width,
);

export const merge: Command = mergeCells;
export const split: Command = splitCell;

export const isHead = (state: EditorState): boolean => isInTable(state) && selectedRect(state).top < headOf(selectedRect(state));

/** Rows down to the selected ones head the table on each page; once more, those above alone. */
export const toggleHead: Command = (state, dispatch) => {
  if (!isInTable(state)) return false;
  const rect = selectedRect(state);
  const tr = state.tr;
  set(tr, rect, "header_rows", rect.top < headOf(rect) ? rect.top : rect.bottom);
  dispatch?.(tr);
  return true;
};

const tablesAround = (state: EditorState): number => {
  const { $from } = state.selection;
  return Array.from({ length: $from.depth + 1 }, (_, depth) => $from.node(depth)).filter((node) => node.type.name === "table").length;
};

function newTable(): Node {
  const cell = (): Node => schema.node("table_cell", null, [schema.node("paragraph")]);
  const row = (): Node => schema.node("table_row", null, Array.from({ length: usualColumns }, cell));
  return schema.node("table", { header_rows: 1 }, Array.from({ length: usualRows }, row));
}

/** Three by three with one header row, below the line with the caret or in its place if it is empty. */
export const insertTable: Command = (state, dispatch) => {
  const { $to } = state.selection;
  if (state.doc.type.name !== "doc" || tablesAround(state) >= limits.deepestTable || $to.depth === 0) return false;
  if (!dispatch) return true;
  const empty = $to.parent.isTextblock && $to.parent.type.name !== "picture" && $to.parent.content.size === 0;
  const at = empty ? $to.before() : $to.after();
  const tr = state.tr.replaceWith(at, empty ? $to.after() : at, newTable());
  dispatch(tr.setSelection(TextSelection.near(tr.doc.resolve(at + 1))).scrollIntoView());
  return true;
};
