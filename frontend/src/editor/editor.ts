/** The editor of one section: the text, its bar, its notes, and the saving of it all. */
import { gapCursor } from "prosemirror-gapcursor";
import { history } from "prosemirror-history";
import { keymap } from "prosemirror-keymap";
import type { Node } from "prosemirror-model";
import { EditorState, NodeSelection, type Plugin, type Transaction } from "prosemirror-state";
import { tableEditing } from "prosemirror-tables";
import { EditorView } from "prosemirror-view";
import { LinkDialog } from "./bar/link.ts";
import { PictureTools } from "./bar/picture.ts";
import { Tools } from "./bar/tools.ts";
import { countContent, type Content } from "./content/model.ts";
import { blankIds } from "./content/shape.ts";
import { ids } from "./ids.ts";
import { keys } from "./keys.ts";
import { clipboard } from "./paste/plugin.ts";
import type { Desk } from "./pictures/pictures.ts";
import { waiting } from "./pictures/waiting.ts";
import { watchPreview } from "./preview.ts";
import { Autosave, type Page } from "./saving/autosave.ts";
import { Requests } from "./saving/requests.ts";
import { showQuota } from "./quota.ts";
import { offerBack } from "./saving/restore.ts";
import { Saving } from "./saving/state.ts";
import type { Kept } from "./saving/store.ts";
import { endsInLine, nodesOf } from "./schema/from_content.ts";
import { Reader } from "./schema/to_content.ts";
import { register } from "./targets.ts";
import { drawing } from "./views/drawing.ts";
import { marked } from "./views/marked.ts";
import { nodeViews } from "./views/nodes.ts";
import { notes } from "./views/notes.ts";
import { say, type Words } from "./words.ts";

const find = (form: HTMLElement, selector: string): HTMLElement => form.querySelector<HTMLElement>(selector)!;

export class Editor {
  private readonly key: string;
  private locked = false;
  private latest: { doc: Node; content: Content } | null = null;
  private readonly known: Set<string>;
  private readonly reader: Reader;
  private readonly view: EditorView;
  private readonly saving: Saving;
  private readonly tools: Tools;
  private readonly pictures: PictureTools;
  private readonly link: LinkDialog;

  constructor(private readonly form: HTMLFormElement, area: HTMLElement, start: Content, doc: Node, private readonly words: Words) {
    this.key = form.dataset["editor"] ?? "";
    this.known = blankIds(start);
    this.reader = new Reader(this.known);
    const token = form.querySelector<HTMLInputElement>("[name=csrf_token]")?.value ?? "";
    const desk: Desk = { words, token, tell: (said) => this.tell(said) };
    this.view = new EditorView({ mount: area }, {
      state: EditorState.create({ doc, plugins: this.plugins(desk) }),
      nodeViews: nodeViews(words),
      editable: () => !this.locked,
      attributes: ({ doc }) => ({ class: doc.content.size === 2 && doc.firstChild!.isTextblock ? "is-empty" : "" }),
      dispatchTransaction: (tr) => this.apply(tr),
    });
    register(this.view);
    const bar = find(form, ".editor-bar");
    this.tools = new Tools(bar, this.view);
    this.pictures = new PictureTools(bar, this.view, desk);
    this.link = new LinkDialog(document.getElementById("link-dialog") as HTMLDialogElement, this.view);
    area.addEventListener("huigao:caret", () => this.tools.show());
    bar.querySelector("[data-tool=link]")?.addEventListener("click", () => this.link.open());
    this.saving = new Saving(form, () => this.content(), this.key);
    this.saving.watch();
    this.saving.autosave = this.autosave();
    watchPreview(() => this.content());
    this.show();
    this.offer(start);
  }

  private plugins(desk: Desk): Plugin[] {
    const save = (): boolean => { this.form.requestSubmit(); return true; };
    const everywhere = [
      clipboard(this.key, desk),
      keymap({ "Mod-s": save, "Mod-k": () => this.link.open(), "Alt-F10": () => this.tools.focus() }),
    ];
    return [
      ...everywhere, waiting(), ids(), endsInLine(), ...keys(), tableEditing({ allowTableNodeSelection: true }),
      gapCursor(), history(), drawing(), marked(), notes(find(this.form, "[data-editor-notes]"), this.words, everywhere),
    ];
  }

  /** Asked for several times a key, so each state of the text is read once. */
  private content(): Content {
    const { doc } = this.view.state;
    if (this.latest?.doc !== doc) this.latest = { doc, content: this.reader.content(doc) };
    return this.latest.content;
  }

  private apply(tr: Transaction): void {
    const before = this.view.state.doc;
    this.view.updateState(this.view.state.apply(tr));
    if (this.view.state.doc !== before) this.saving.touched();
    this.show();
  }

  private show(): void {
    const { state } = this.view;
    const count = countContent(this.content());
    for (const shown of document.querySelectorAll("[data-count]")) shown.textContent = String(count);
    showQuota(count);
    const chosen = state.selection instanceof NodeSelection;
    for (const hint of document.querySelectorAll<HTMLElement>("[data-chosen-hint]")) hint.hidden = !chosen;
    this.tools.show();
    this.pictures.show();
  }

  private tell(said: string): void {
    const bar = find(document.body, "[data-editor-said]");
    bar.querySelector("[data-words]")!.textContent = said;
    bar.hidden = false;
  }

  /** Saving as one writes, where the page gives an address for it. */
  private autosave(): Autosave | null {
    const url = this.form.dataset["copy"];
    if (!url) return null;
    const { saving } = this;
    const page: Page = {
      get base() { return saving.base; },
      set base(draft) { saving.base = draft; },
      get revision() { return saving.revision; },
      set revision(revision) { saving.revision = revision; },
      get isDirty() { return saving.isDirty; },
      read: () => this.content(),
      replace: (content) => this.replace(content),
      lock: (locked) => this.lock(locked),
      arrived: (content, at) => saving.arrived(content, at),
      show: (state) => saving.show(state),
      say: (name, holes) => say(this.words, name, holes),
      tell: (said) => this.tell(said),
    };
    return new Autosave(page, new Requests(url, this.key.split("-")[0]!));
  }

  private lock(locked: boolean): void {
    this.locked = locked;
    this.view.setProps({});
  }

  /** Another text in place of this one; undo leads back. */
  private replace(content: Content): void {
    blankIds(content).forEach((id) => this.known.add(id));
    const { state } = this.view;
    this.view.dispatch(state.tr.replaceWith(0, state.doc.content.size, nodesOf(content.blocks)));
  }

  private offer(start: Content): void {
    const bar = document.querySelector<HTMLElement>("[data-restore]");
    void offerBack(bar, this.key, this.saving.base, start, (kept) => void this.takeBack(kept));
    if (this.saving.isDirty) this.saving.touched();
  }

  /** Put together with what came since; else as it was, upon its older base, for the server to compare. */
  private async takeBack(kept: Kept): Promise<void> {
    const isOlder = kept.base !== this.saving.base;
    const joined = isOlder ? await this.saving.autosave?.joined(kept.base, kept.content) : null;
    if (!joined) this.saving.base = kept.base;
    this.replace(joined ?? kept.content);
  }
}
