/** Notes are written at the foot of the paper: each row opens into a small editor of its own. */
import type { Node } from "prosemirror-model";
import { NodeSelection, Plugin, PluginKey, TextSelection, type Command, type EditorState } from "prosemirror-state";
import type { EditorView } from "prosemirror-view";
import { newId, wordsOf, type Block } from "../content/model.ts";
import { circled, roman } from "../content/signs.ts";
import { schema } from "../schema/schema.ts";
import { say, type Words } from "../words.ts";
import { NoteEditor } from "./note_editor.ts";

interface Row { at: number; node: Node; label: string }

const key = new PluginKey<number | null>("notes");

/** The notes in the order in which they are listed: footnotes, then endnotes. */
function rowsOf(doc: Node): Row[] {
  const [foot, end]: [Row[], Row[]] = [[], []];
  doc.descendants((node, at) => {
    if (node.type.name !== "note") return;
    if (node.attrs["endnote"] === true) end.push({ at, node, label: roman(end.length + 1) });
    else foot.push({ at, node, label: circled(foot.length + 1) });
  });
  return [...foot, ...end];
}

const isOpen = (state: EditorState): number | null => key.getState(state) ?? null;

/** Opens the note's row at the foot. */
export const openNote = (view: EditorView, at: number | null): void => view.dispatch(view.state.tr.setMeta(key, { at }));

/** Enter or a second click on a note's mark leads to its words. */
export const openChosen: Command = (state, _dispatch, view) => {
  const { selection } = state;
  if (!(selection instanceof NodeSelection) || selection.node.type.name !== "note" || !view) return false;
  openNote(view, selection.from);
  return true;
};

/** A new note behind the selection, open for writing. */
export const insertNote = (endnote: boolean): Command => (state, dispatch, view) => {
  const { $to } = state.selection;
  if (state.doc.type.name !== "doc" || !$to.parent.inlineContent) return false;
  const blocks = [{ id: newId(), type: "paragraph", runs: [] }];
  if (!dispatch || !view) return true;
  dispatch(state.tr.insert($to.pos, schema.node("note", { blocks, endnote })).setMeta(key, { at: $to.pos }));
  return true;
};

class Notes {
  private drawn = "";
  private editor: { at: number; inner: NoteEditor } | null = null;

  constructor(private readonly view: EditorView, private readonly list: HTMLElement, private readonly words: Words, private readonly more: Plugin[]) {
    this.update();
  }

  update(): void {
    const rows = rowsOf(this.view.state.doc);
    const open = isOpen(this.view.state);
    const shape = JSON.stringify([rows.map((row) => [row.label, row.at === open ? "" : wordsOf(row.node.attrs["blocks"])]), rows.findIndex((row) => row.at === open)]);
    if (this.editor) this.editor.at = open ?? this.editor.at;
    if (shape !== this.drawn) this.draw(rows, open);
    this.drawn = shape;
    const opened = rows.find((row) => row.at === open);
    if (opened) this.editor?.inner.follow(opened.node.attrs["blocks"] as Block[]);
    this.followMarks(rows);
  }

  destroy(): void {
    this.editor?.inner.destroy();
  }

  private draw(rows: Row[], open: number | null): void {
    const stays = this.editor !== null && open !== null && this.editor.at === open;
    if (!stays) {
      this.editor?.inner.destroy();
      this.editor = null;
    }
    this.list.hidden = rows.length === 0;
    const made = rows.map((row) => this.row(row, row.at === open));
    const focused = stays && this.editor!.inner.dom.contains(document.activeElement);
    this.list.replaceChildren(...made);
    if (open !== null && (!stays || focused)) this.editor?.inner.focus();
  }

  private row(row: Row, open: boolean): HTMLElement {
    const line = document.createElement("div");
    const label = document.createElement("button");
    line.className = "note";
    Object.assign(label, { type: "button", className: "note-label", textContent: row.label });
    label.setAttribute("aria-label", say(this.words, "editNote", { label: row.label }));
    label.addEventListener("click", () => openNote(this.view, row.at));
    line.append(label, open ? this.openRow(row) : this.closedRow(row));
    return line;
  }

  private closedRow(row: Row): HTMLElement {
    const words = document.createElement("div");
    words.className = "note-words";
    words.append(...(row.node.attrs["blocks"] as Block[]).map((block) => {
      const line = document.createElement("p");
      line.textContent = wordsOf(block).join("");
      return line;
    }));
    words.addEventListener("mousedown", (event) => { event.preventDefault(); openNote(this.view, row.at); });
    return words;
  }

  private openRow(row: Row): HTMLElement {
    const blocks = row.node.attrs["blocks"] as Block[];
    const label = say(this.words, "noteWords", { label: row.label });
    this.editor ??= { at: row.at, inner: new NoteEditor(this.view, blocks, () => this.editor?.at ?? null, label, this.more) };
    return this.editor.inner.dom;
  }

  /** What a reader of the screen hears at a mark, and what the mouse shows. */
  private followMarks(rows: Row[]): void {
    this.list.querySelectorAll<HTMLElement>(".note").forEach((line, n) => line.classList.toggle("is-open", rows[n]?.at === isOpen(this.view.state)));
  }
}

/** `at` follows the note of the open row through edits; it is closed with the note. `more` are plug-ins that each note's editor has too. */
export const notes = (list: HTMLElement, words: Words, more: Plugin[]): Plugin<number | null> => new Plugin<number | null>({
  key,
  state: {
    init: () => null,
    apply(tr, at) {
      const wanted = tr.getMeta(key) as { at: number | null } | undefined;
      if (wanted) return wanted.at;
      if (at === null) return null;
      const moved = tr.mapping.mapResult(at);
      return tr.doc.nodeAt(moved.pos)?.type.name === "note" ? moved.pos : null;
    },
  },
  view: (view) => new Notes(view, list, words, more),
  props: {
    handleDOMEvents: { focus: (view) => { if (isOpen(view.state) !== null) openNote(view, null); return false; } },
    handleClickOn: (view, _pos, node, nodePos, _event, direct) => {
      if (!direct || node.type.name !== "note") return false;
      const { selection } = view.state;
      if (!(selection instanceof NodeSelection) || selection.from !== nodePos) return false;
      openNote(view, nodePos);
      return true;
    },
  },
});

/** Back from the foot to behind the mark. */
export function backToText(view: EditorView, at: number | null): void {
  const state = view.state;
  const tr = at === null ? state.tr : state.tr.setSelection(TextSelection.create(state.doc, at + 1));
  view.dispatch(tr.setMeta(key, { at: null }).scrollIntoView());
  view.focus();
}
