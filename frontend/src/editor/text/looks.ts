/** Marks of the selected words: on and off, links, none. */
import { toggleMark } from "prosemirror-commands";
import type { Mark as PmMark } from "prosemirror-model";
import type { Command, EditorState } from "prosemirror-state";
import { limits, schema } from "../schema/schema.ts";
import type { Mark } from "../content/model.ts";

const opposite: Partial<Record<string, Mark>> = { superscript: "subscript", subscript: "superscript" };

export function hasLook(state: EditorState, name: string): boolean {
  const type = schema.marks[name]!;
  const { empty, $from, ranges } = state.selection;
  if (empty) return type.isInSet(state.storedMarks ?? $from.marks()) !== undefined;
  return ranges.some((range) => state.doc.rangeHasMark(range.$from.pos, range.$to.pos, type));
}

/** Words stand above the line or below it, never both. */
export const toggleLook = (name: Mark): Command => (state, dispatch) => {
  const other = opposite[name];
  return toggleMark(schema.marks[name]!)(state, dispatch && ((tr) => {
    if (other) for (const { $from, $to } of state.selection.ranges) tr.removeMark($from.pos, $to.pos, schema.marks[other]!);
    if (other) tr.removeStoredMark(schema.marks[other]!);
    dispatch(tr);
  }));
};

export const clearLooks: Command = (state, dispatch) => {
  if (state.selection.empty) return false;
  const tr = state.tr;
  for (const { $from, $to } of state.selection.ranges) tr.removeMark($from.pos, $to.pos);
  dispatch?.(tr.setStoredMarks([]));
  return true;
};

const address = /^(?:(?:https?|ftp):\/\/\S+|mailto:\S+|tel:[\d+() -]+|#\S+)$/i;

/** An address that documents take (content/fields.py), or null. A bare name gets what it lacks. */
export function goodLink(text: string): string | null {
  const typed = text.trim();
  const full = /^[\w.+-]+@[\w-]+(?:\.[\w-]+)+$/.test(typed) ? `mailto:${typed}`
    : /^[\w-]+(?:\.[\w-]+)+(?:[/?#]\S*)?$/.test(typed) ? `https://${typed}` : typed;
  return address.test(full) && full.length <= limits.longestLink ? full : null;
}

const linkIn = (marks: readonly PmMark[]): PmMark | undefined => schema.marks["link"]!.isInSet(marks);

/** The link at the caret or of the selected words, as far as it goes. */
export function linkAt(state: EditorState): { from: number; to: number; href: string } {
  const { from, to, empty, $from } = state.selection;
  const mark = linkIn(empty ? $from.marks() : ($from.nodeAfter?.marks ?? []));
  const href = (mark?.attrs["href"] as string | undefined) ?? "";
  if (!mark || !empty) return { from, to, href };
  let [start, end] = [$from.pos, $from.pos];
  $from.parent.forEach((child, offset) => {
    const at = $from.start() + offset;
    if (!mark.isInSet(child.marks) || at > $from.pos || at + child.nodeSize < $from.pos) return;
    [start, end] = [at, at + child.nodeSize];
  });
  return { from: start, to: end, href };
}

/** Links the words; an empty address takes the link away. Without words the address stands there. */
export const setLink = (href: string): Command => (state, dispatch) => {
  const { from, to } = linkAt(state);
  const tr = state.tr;
  if (href && from === to) tr.insertText(href, from);
  const end = from === to ? from + href.length : to;
  tr.removeMark(from, end, schema.marks["link"]!);
  if (href) tr.addMark(from, end, schema.mark("link", { href }));
  dispatch?.(tr.scrollIntoView());
  return true;
};
