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

/** The note that is written in; `turn` tells one opening from the next. */
interface Open { at: number; turn: object }

const key = new PluginKey<Open | null>("notes");

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

const openIn = (state: EditorState): Open | null => key.getState(state) ?? null;

/** Opens the note's row at the foot. */
const openNote = (view: EditorView, at: number | null): void => view.dispatch(view.state.tr.setMeta(key, { at }));

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
  private editor: { turn: object; inner: NoteEditor } | null = null;

  constructor(private readonly view: EditorView, private readonly list: HTMLElement, private readonly words: Words, private readonly more: Plugin[]) {
    this.update();
  }

  update(): void {
    const rows = rowsOf(this.view.state.doc);
    const open = openIn(this.view.state);
    // the open row is drawn by its own editor
    const shape = JSON.stringify(rows.map((row) => [row.label, row.at === open?.at ? null : wordsOf(row.node.attrs["blocks"])]));
    if (shape !== this.drawn || open?.turn !== this.editor?.turn) this.draw(rows, open);
    this.drawn = shape;
    const opened = rows.find((row) => row.at === open?.at);
    if (opened) this.editor?.inner.follow(opened.node.attrs["blocks"] as Block[]);
  }

  destroy(): void {
    this.editor?.inner.destroy();
  }

  private draw(rows: Row[], open: Open | null): void {
    const stays = this.editor !== null && this.editor.turn === open?.turn;
    const focused = stays && this.editor!.inner.dom.contains(document.activeElement);
    if (!stays) {
      this.editor?.inner.destroy();
      this.editor = null;
    }
    this.list.hidden = rows.length === 0;
    this.list.replaceChildren(...rows.map((row, n) => this.row(row, n, open)));
    if (open && (!stays || focused)) this.editor?.inner.focus();
  }

  /** Notes move while their rows stay as they are drawn. */
  private open(n: number): void {
    openNote(this.view, rowsOf(this.view.state.doc)[n]?.at ?? null);
  }

  private row(row: Row, n: number, open: Open | null): HTMLElement {
    const line = document.createElement("div");
    const label = document.createElement("button");
    line.className = "note";
    Object.assign(label, { type: "button", className: "note-label", textContent: row.label });
    label.setAttribute("aria-label", say(this.words, "editNote", { label: row.label }));
    label.addEventListener("click", () => this.open(n));
    line.append(label, row.at === open?.at ? this.openRow(row, open.turn) : this.closedRow(row, n));
    return line;
  }

  private closedRow(row: Row, n: number): HTMLElement {
    const words = document.createElement("div");
    words.className = "note-words";
    words.append(...(row.node.attrs["blocks"] as Block[]).map((block) => {
      const line = document.createElement("p");
      line.textContent = wordsOf(block).join("");
      return line;
    }));
    words.addEventListener("mousedown", (event) => { event.preventDefault(); this.open(n); });
    return words;
  }

  private openRow(row: Row, turn: object): HTMLElement {
    const blocks = row.node.attrs["blocks"] as Block[];
    const label = say(this.words, "noteWords", { label: row.label });
    const place = (): number | null => openIn(this.view.state)?.at ?? null;
    const leave = (): void => backToText(this.view, place());
    this.editor ??= { turn, inner: new NoteEditor(this.view, blocks, place, leave, label, this.more) };
    return this.editor.inner.dom;
  }
}

/** `at` follows the note of the open row through edits; it is closed with the note. `more` are plug-ins that each note's editor has too. */
export const notes = (list: HTMLElement, words: Words, more: Plugin[]): Plugin<Open | null> => new Plugin<Open | null>({
  key,
  state: {
    init: () => null,
    apply(tr, open) {
      const wanted = tr.getMeta(key) as { at: number | null } | undefined;
      if (wanted) return wanted.at === null ? null : { at: wanted.at, turn: {} };
      if (!open || !tr.docChanged) return open;
      const at = tr.mapping.map(open.at);
      return tr.doc.nodeAt(at)?.type.name === "note" ? { ...open, at } : null;
    },
  },
  view: (view) => new Notes(view, list, words, more),
  props: {
    handleDOMEvents: { focus: (view) => { if (openIn(view.state)) openNote(view, null); return false; } },
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
function backToText(view: EditorView, at: number | null): void {
  const state = view.state;
  const tr = at === null ? state.tr : state.tr.setSelection(TextSelection.create(state.doc, at + 1));
  view.dispatch(tr.setMeta(key, { at: null }).scrollIntoView());
  view.focus();
}
