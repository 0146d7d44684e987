/** Enter, Backspace and Delete where flat blocks and atoms want more than the usual. */
import type { Attrs, Node, NodeType, ResolvedPos } from "prosemirror-model";
import { NodeSelection, TextSelection, type Command, type EditorState } from "prosemirror-state";
import { isLine, schema } from "../schema/schema.ts";
import { itemAtStart, outdent } from "./lists.ts";
import { selectedPicture } from "./selected.ts";

/** What follows a line: an item goes on, after a heading comes text. The id goes where the words go (ids.ts). */
function following(node: Node, atEnd: boolean): { type: NodeType; attrs: Attrs } {
  const { id, landscape } = node.attrs;
  if (node.type.name === "heading" && atEnd) return { type: schema.nodes["paragraph"]!, attrs: { landscape } };
  const fresh = node.type.name === "list_item" ? { start: null } : {};
  return { type: node.type, attrs: { ...node.attrs, id, ...fresh } };
}

export const splitLine: Command = (state, dispatch) => {
  const { $from, $to } = state.selection;
  if (!(state.selection instanceof TextSelection) || !$from.parent.isTextblock || $from.parent.type.name === "picture") return false;
  if ($to.parent.type.name === "picture") return false;
  const tr = state.tr.deleteSelection();
  const { $from: $at } = tr.selection;
  const atEnd = $at.parentOffset === $at.parent.content.size;
  tr.split($at.pos, 1, [following($at.parent, atEnd)]);
  dispatch?.(tr.scrollIntoView());
  return true;
};

/** Enter on an empty item leaves the list, step by step. */
export const leaveList: Command = (state, dispatch) =>
  itemAtStart(state)?.content.size === 0 && outdent(state, dispatch);

/** Backspace at the start of an item leaves the list, step by step. */
export const leaveAtStart: Command = (state, dispatch) => itemAtStart(state) !== null && outdent(state, dispatch);

/** Puts an empty line behind a position, and the caret into it. */
function lineBehind(state: EditorState, at: number, dispatch: Parameters<Command>[1]): boolean {
  const tr = state.tr.insert(at, schema.node("paragraph"));
  dispatch?.(tr.setSelection(TextSelection.create(tr.doc, at + 1)).scrollIntoView());
  return true;
}

/** Enter in a caption or on a chosen picture, table or object: a new line below it. */
export const leaveBlock: Command = (state, dispatch) => {
  const picture = selectedPicture(state);
  if (picture) return lineBehind(state, picture.at + picture.node.nodeSize, dispatch);
  const { selection } = state;
  return selection instanceof NodeSelection && selection.node.isBlock && lineBehind(state, selection.to, dispatch);
};

/** A table, picture, object or page break beside a line is chosen first, too. */
export const chooseBlockBeside = (forward: boolean): Command => (state, dispatch) => {
  const { $from, empty } = state.selection;
  const edge = forward ? $from.parent.content.size : 0;
  if (!empty || $from.depth === 0 || !$from.parent.isTextblock || $from.parentOffset !== edge) return false;
  const beside = state.doc.resolve(forward ? $from.after() : $from.before());
  const node = forward ? beside.nodeAfter : beside.nodeBefore;
  if (!node || isLine(node) || !NodeSelection.isSelectable(node)) return false;
  const at = forward ? beside.pos : beside.pos - node.nodeSize;
  dispatch?.(state.tr.setSelection(NodeSelection.create(state.doc, at)).scrollIntoView());
  return true;
};

const isKept = (node: Node | null): node is Node =>
  node !== null && node.isInline && !node.isText && NodeSelection.isSelectable(node);

const besides = ($at: ResolvedPos, forward: boolean): Node | null => (forward ? $at.nodeAfter : $at.nodeBefore);

/** A note or object beside the caret is chosen first; the next press takes it out. */
export const chooseBeside = (forward: boolean): Command => (state, dispatch) => {
  const { $from, empty } = state.selection;
  const node = empty ? besides($from, forward) : null;
  if (!isKept(node)) return false;
  const at = forward ? $from.pos : $from.pos - node.nodeSize;
  dispatch?.(state.tr.setSelection(NodeSelection.create(state.doc, at)).scrollIntoView());
  return true;
};

export const breakLine: Command = (state, dispatch) => {
  if (!state.selection.$from.parent.inlineContent) return false;
  dispatch?.(state.tr.replaceSelectionWith(schema.node("line_break")).scrollIntoView());
  return true;
};
