/** What only the whole text can tell: the signs of list items and notes, and header rows. */
import type { Node } from "prosemirror-model";
import { Plugin, PluginKey, type EditorState } from "prosemirror-state";
import { Decoration, DecorationSet, type DecorationAttrs } from "prosemirror-view";
import { circled, listSigns, roman } from "../content/signs.ts";

interface Drawn { at: number; size: number; attrs: DecorationAttrs }

/** The signs of the items directly under a node, in cells each for itself. */
function drawItems(parent: Node, start: number, drawn: Drawn[]): void {
  const children: { node: Node; at: number }[] = [];
  parent.forEach((node, offset) => children.push({ node, at: start + offset }));
  const isItem = ({ node }: { node: Node }): boolean => node.type.name === "list_item";
  if (!children.some(isItem)) return;
  const signs = listSigns(children.map((one) => {
    if (!isItem(one)) return null;
    const { ordered, depth, start: first } = one.node.attrs as { ordered: boolean; depth: number; start: number | null };
    return { ordered, depth, start: first ?? undefined };
  }));
  children.forEach(({ node, at }, n) => {
    if (signs[n]) drawn.push({ at, size: node.nodeSize, attrs: { "data-sign": signs[n]! } });
  });
}

function drawHead(table: Node, at: number, drawn: Drawn[]): void {
  table.forEach((row, offset, n) => {
    if (n >= (table.attrs["header_rows"] as number)) return;
    row.forEach((cell, inside) => drawn.push({
      at: at + 2 + offset + inside, size: cell.nodeSize, attrs: { class: "is-head", role: "columnheader" },
    }));
  });
}

function look(doc: Node): Drawn[] {
  const drawn: Drawn[] = [];
  const counts = { foot: 0, end: 0 };
  drawItems(doc, 0, drawn);
  doc.descendants((node, at) => {
    if (node.type.name === "table_cell") drawItems(node, at + 1, drawn);
    else if (node.type.name === "table") drawHead(node, at, drawn);
    else if (node.type.name === "note") {
      const label = node.attrs["endnote"] === true ? roman(++counts.end) : circled(++counts.foot);
      drawn.push({ at, size: node.nodeSize, attrs: { "data-label": label } });
    }
  });
  return drawn;
}

const shape = (drawn: readonly Drawn[]): string => drawn.map((one) => Object.values(one.attrs).join()).join("|");

interface State { set: DecorationSet; shape: string; places: number }

function fresh(doc: Node, drawn: Drawn[]): State {
  const set = DecorationSet.create(doc, drawn.map((one) => Decoration.node(one.at, one.at + one.size, one.attrs)));
  return { set, shape: shape(drawn), places: drawn.length };
}

const key = new PluginKey<State>("drawing");

/** Typing moves what is drawn; it is drawn anew only where signs change. */
export const drawing = (): Plugin<State> => new Plugin<State>({
  key,
  state: {
    init: (_, state) => fresh(state.doc, look(state.doc)),
    apply(tr, before) {
      if (!tr.docChanged) return before;
      const drawn = look(tr.doc);
      const set = before.set.map(tr.mapping, tr.doc);
      const same = shape(drawn) === before.shape && set.find().length === drawn.length;
      return same && set.find().every((one, n) => one.from === drawn[n]?.at) ? { ...before, set } : fresh(tr.doc, drawn);
    },
  },
  props: { decorations: (state: EditorState) => key.getState(state)?.set },
});
