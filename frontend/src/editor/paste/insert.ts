/** Puts blocks where the selection is: words join the line that they are put into. */
import { Fragment, Slice, type Node } from "prosemirror-model";
import { AllSelection, Selection, TextSelection, type EditorState, type Transaction } from "prosemirror-state";
import type { Block } from "../content/model.ts";
import { nodesOf } from "../schema/from_content.ts";
import { isLine } from "../schema/schema.ts";

/** Text put into an item of a list becomes items of that list. */
function likeHere(nodes: Node[], here: Node): Node[] {
  if (here.type.name !== "list_item" || nodes.some((node) => node.type.name !== "paragraph")) return nodes;
  return nodes.map((node) => here.type.create({ ...here.attrs, id: null, start: null }, node.content));
}

const endOf = (tr: Transaction, at: number): Transaction =>
  tr.setSelection(Selection.near(tr.doc.resolve(Math.min(at, tr.doc.content.size)), -1)).scrollIntoView();

/** In place of an empty line, or between blocks. */
function between(tr: Transaction, from: number, to: number, nodes: Node[]): Transaction {
  const content = Fragment.from(nodes);
  return endOf(tr.replaceWith(from, to, content), from + content.size);
}

export function insertBlocks(state: EditorState, blocks: readonly Block[]): Transaction {
  const tr = state.tr;
  if (state.selection instanceof AllSelection) return between(tr, 0, tr.doc.content.size, nodesOf(blocks));
  tr.deleteSelection();
  const { $from } = tr.selection;
  const here = $from.parent;
  const nodes = likeHere(nodesOf(blocks), here);
  if (!(tr.selection instanceof TextSelection)) return endOf(tr.replaceSelection(new Slice(Fragment.from(nodes), 0, 0)), tr.selection.to);
  if (isLine(here) && here.content.size === 0) return between(tr, $from.before(), $from.after(), nodes);
  const [first, last] = [nodes[0]!, nodes.at(-1)!];
  const words = nodes.length === 1 && isLine(first);
  if (here.type.name === "picture" && !words) return between(tr, $from.after(), $from.after(), nodes);
  const atEnd = $from.parentOffset === here.content.size;
  if (!isLine(first) && atEnd) return between(tr, $from.after(), $from.after(), nodes);
  const opens = isLine(first) && (first.type.name === "paragraph" || first.type === here.type || words);
  return tr.replaceSelection(new Slice(Fragment.from(nodes), opens ? 1 : 0, isLine(last) ? 1 : 0)).scrollIntoView();
}
