/** What the selection touches. */
import type { Node } from "prosemirror-model";
import { NodeSelection, type EditorState } from "prosemirror-state";
import { isLine } from "../schema/schema.ts";

export interface Found { node: Node; at: number }

/** The lines of words in the selection; one that it only ends in front of is left out. */
export function selectedLines(state: EditorState): Found[] {
  const found: Found[] = [];
  for (const { $from, $to } of state.selection.ranges) {
    const several = $from.pos < $to.pos && !$from.sameParent($to);
    const end = several && $to.parentOffset === 0 && $to.parent.content.size > 0 ? $to.pos - 1 : $to.pos;
    state.doc.nodesBetween($from.pos, Math.max(end, $from.pos), (node, at) => {
      if (isLine(node) && !found.some((one) => one.at === at)) found.push({ node, at });
    });
  }
  return found;
}

/** The chosen picture, or the one whose caption the caret is in. */
export function selectedPicture(state: EditorState): Found | null {
  const { selection } = state;
  if (selection instanceof NodeSelection) {
    return selection.node.type.name === "picture" ? { node: selection.node, at: selection.from } : null;
  }
  const { $from } = selection;
  return $from.parent.type.name === "picture" ? { node: $from.parent, at: $from.before() } : null;
}
