/** Where the person writes: the text, or the note that is open at its foot. */
import type { EditorView } from "prosemirror-view";

const notes = new WeakMap<Element, EditorView>();
let last: EditorView | null = null;

export function register(view: EditorView): void {
  notes.set(view.dom, view);
  view.dom.addEventListener("focus", () => { last = view; });
}

/** The editor that has, or had last, the caret. */
export const target = (text: EditorView): EditorView => (last && !last.isDestroyed ? last : text);
