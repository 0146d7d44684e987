/** Lists are a property of blocks: turning one on, off, deeper, shallower. Headings likewise. */
import type { Attrs, Node } from "prosemirror-model";
import type { Command, EditorState, Transaction } from "prosemirror-state";
import { limits, schema } from "../schema/schema.ts";
import { selectedLines, type Found } from "./selected.ts";

const isItem = (node: Node | null | undefined): node is Node => node?.type.name === "list_item";

/** What a block keeps whatever it becomes. */
const own = (node: Node): Attrs => ({ id: node.attrs["id"], landscape: node.attrs["landscape"] });

/** Changes each line; false where there is none or nothing would change. */
function change(act: (tr: Transaction, found: Found, all: Found[]) => void, only: (node: Node) => boolean = () => true): Command {
  return (state, dispatch) => {
    const lines = selectedLines(state).filter((one) => only(one.node));
    if (lines.length === 0 || !dispatch) return lines.length > 0;
    const tr = state.tr;
    lines.forEach((found) => act(tr, found, lines));
    if (tr.docChanged) dispatch(tr.scrollIntoView());
    return true;
  };
}

export const setParagraph: Command = change((tr, { node, at }) => tr.setNodeMarkup(at, schema.nodes["paragraph"], own(node)));

const asHeading = (level: number): Command =>
  change((tr, { node, at }) => tr.setNodeMarkup(at, schema.nodes["heading"], { ...own(node), level }));

/** A note has no headings. */
export const setHeading = (level: number): Command => (state, dispatch) =>
  state.doc.type.name === "doc" && asHeading(level)(state, dispatch);

export const isListOf = (node: Node, ordered: boolean): boolean => isItem(node) && node.attrs["ordered"] === ordered;

export const toggleList = (ordered: boolean): Command => change((tr, { node, at }, all) => {
  if (all.every((one) => isListOf(one.node, ordered))) tr.setNodeMarkup(at, schema.nodes["paragraph"], own(node));
  else if (!isListOf(node, ordered)) {
    const depth = isItem(node) ? (node.attrs["depth"] as number) : 0;
    tr.setNodeMarkup(at, schema.nodes["list_item"], { ...own(node), ordered, depth });
  }
});

/** The deepest step that an item may take: one below the item before it. */
function ceiling(tr: Transaction, at: number): number {
  const before = tr.doc.resolve(at).nodeBefore;
  return isItem(before) ? Math.min((before.attrs["depth"] as number) + 1, limits.deepestList) : 0;
}

/** An item at another depth begins no count of its own. */
const stepTo = (tr: Transaction, { node, at }: Found, depth: number): void => {
  if (depth !== node.attrs["depth"]) tr.setNodeMarkup(at, null, { ...node.attrs, depth, start: null });
};

/** One step deeper; the first item of a list stays where it is. */
export const indent: Command = change((tr, found) => {
  const depth = found.node.attrs["depth"] as number;
  stepTo(tr, found, Math.max(depth, Math.min(depth + 1, ceiling(tr, found.at))));
}, isItem);

/** One step up; from the top step an item becomes a paragraph. */
export const outdent: Command = change((tr, found) => {
  const depth = found.node.attrs["depth"] as number;
  if (depth > 0) stepTo(tr, found, depth - 1);
  else tr.setNodeMarkup(found.at, schema.nodes["paragraph"], own(found.node));
}, isItem);

/** The item with a bare caret at its very start. */
export function itemAtStart(state: EditorState): Node | null {
  const { $from, empty } = state.selection;
  return empty && $from.parentOffset === 0 && isItem($from.parent) ? $from.parent : null;
}
