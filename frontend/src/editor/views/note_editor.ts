/** The editor of one note's lines; the text's history has its steps too. */
import { baseKeymap, chainCommands } from "prosemirror-commands";
import { redo, undo } from "prosemirror-history";
import { keymap } from "prosemirror-keymap";
import type { Node } from "prosemirror-model";
import { EditorState, Plugin, type Transaction } from "prosemirror-state";
import { EditorView } from "prosemirror-view";
import type { Block } from "../content/model.ts";
import { blankIds } from "../content/shape.ts";
import { ids } from "../ids.ts";
import { nodesOf } from "../schema/from_content.ts";
import { schema } from "../schema/schema.ts";
import { Reader } from "../schema/to_content.ts";
import { breakLine, leaveAtStart, leaveList, splitLine } from "../text/enter.ts";
import { toggleLook } from "../text/looks.ts";
import { drawing } from "./drawing.ts";
import { register } from "../targets.ts";

/** A note holds no note; nothing that brings one in goes through. */
const noNotes = new Plugin({
  filterTransaction: (tr) => {
    let found = false;
    if (tr.docChanged) tr.doc.descendants((node) => { found ||= node.type.name === "note"; });
    return !found;
  },
});

export class NoteEditor {
  readonly dom = document.createElement("div");
  private readonly view: EditorView;
  private written: Block[];
  private readonly reader: Reader;

  constructor(private readonly outer: EditorView, blocks: Block[], private readonly place: () => number | null, leave: () => void, label: string, more: Plugin[]) {
    this.written = blocks;
    this.reader = new Reader(blankIds({ version: 1, blocks }));
    this.dom.className = "note-words editor-note";
    const spoken = { role: "textbox", "aria-multiline": "true", "aria-label": label };
    for (const [name, value] of Object.entries(spoken)) this.dom.setAttribute(name, value);
    const back = (): boolean => { leave(); return true; };
    const step = (act: typeof undo) => (): boolean => act(outer.state, outer.dispatch);
    this.view = new EditorView({ mount: this.dom }, {
      state: EditorState.create({
        doc: schema.node("note_body", null, nodesOf(blocks)),
        plugins: [...more, noNotes, ids(), drawing(), keymap({
          Escape: back, "Mod-z": step(undo), "Mod-y": step(redo), "Mod-Shift-z": step(redo),
          "Mod-b": toggleLook("bold"), "Mod-i": toggleLook("italic"), "Mod-u": toggleLook("underline"),
          Enter: chainCommands(leaveList, splitLine), "Shift-Enter": breakLine, Backspace: leaveAtStart,
        }), keymap(baseKeymap)],
      }),
      dispatchTransaction: (tr) => this.apply(tr),
    });
    register(this.view);
  }

  focus(): void {
    this.view.focus();
  }

  destroy(): void {
    this.view.destroy();
  }

  /** The note changed from outside (undo): show it. */
  follow(blocks: Block[]): void {
    if (blocks === this.written) return;
    this.written = blocks;
    const doc: Node = schema.node("note_body", null, nodesOf(blocks));
    const start = this.view.state.doc.content.findDiffStart(doc.content);
    const end = this.view.state.doc.content.findDiffEnd(doc.content);
    if (start === null || !end) return;
    const overlap = Math.max(0, start - Math.min(end.a, end.b));
    this.view.dispatch(this.view.state.tr.replace(start, end.a + overlap, doc.slice(start, end.b + overlap)).setMeta("outside", true));
  }

  private apply(tr: Transaction): void {
    const { state } = this.view.state.applyTransaction(tr);
    this.view.updateState(state);
    this.outer.dom.dispatchEvent(new Event("huigao:caret"));
    const at = this.place();
    if (!tr.docChanged || tr.getMeta("outside") || at === null) return;
    this.written = this.reader.blocks(state.doc);
    this.outer.dispatch(this.outer.state.tr.setNodeAttribute(at, "blocks", this.written));
  }
}
