/** Cut and copy within the editor: nothing is lost on the way. */
import { Fragment, Slice, type Node } from "prosemirror-model";
import { CellSelection } from "prosemirror-tables";
import type { EditorView } from "prosemirror-view";
import { schema } from "../schema/schema.ts";

const kind = "application/x-huigao";

/** The section in "PERSON-SECTION". */
const sectionOf = (key: string): string => key.slice(key.indexOf("-") + 1);

/** Fills the clipboard: this editor's own form beside words and HTML for others. */
export function copy(view: EditorView, event: ClipboardEvent, key: string): boolean {
  const { selection } = view.state;
  if (!event.clipboardData || selection.empty) return false;
  const slice = selection.content();
  const { dom, text } = view.serializeForClipboard(slice);
  event.clipboardData.setData(kind, JSON.stringify({ key, cells: selection instanceof CellSelection, slice: slice.toJSON() as unknown }));
  event.clipboardData.setData("text/html", dom.innerHTML);
  event.clipboardData.setData("text/plain", text);
  event.preventDefault();
  return true;
}

function without(fragment: Fragment, gone: (node: Node) => boolean): { kept: Fragment; left: number } {
  const kept: Node[] = [];
  let left = 0;
  fragment.forEach((node) => {
    if (gone(node)) left += 1;
    else {
      const inner = without(node.content, gone);
      left += inner.left;
      kept.push(node.isLeaf ? node : node.copy(inner.kept.size === 0 && node.type.name === "table_cell" ? Fragment.from(schema.node("paragraph")) : inner.kept));
    }
  });
  return { kept: Fragment.from(kept), left };
}

const needsFile = (node: Node): boolean => "hash" in node.attrs;

/** What this editor copied; what comes from another section leaves its files there. Null for any other clipboard. */
export function ownSlice(data: DataTransfer, key: string): { slice: Slice; left: number } | null {
  const text = data.getData(kind);
  if (!text) return null;
  try {
    const stored = JSON.parse(text) as { key: string; slice: unknown };
    const slice = Slice.fromJSON(schema, stored.slice);
    slice.content.forEach((node) => node.check());
    if (sectionOf(stored.key) === sectionOf(key)) return { slice, left: 0 };
    const { kept, left } = without(slice.content, needsFile);
    return left === 0 ? { slice, left } : { slice: Slice.maxOpen(kept), left };
  } catch {
    return null;
  }
}

/** The slice without notes: a note holds none. */
export const withoutNotes = (slice: Slice): Slice => {
  const { kept, left } = without(slice.content, (node) => node.type.name === "note");
  return left === 0 ? slice : new Slice(kept, slice.openStart, slice.openEnd);
};
