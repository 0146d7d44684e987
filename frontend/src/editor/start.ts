/** Brings a section's editor to life: `<form data-editor>` with its content in #content. */
import { clicked, letGo, removeChosen } from "./chosen.ts";
import { copy, pasted } from "./clip.ts";
import { blockAround, depthOf, isListItem, isOrdered, openContent, readContent } from "./dom.ts";
import { deleteSpan, insertBlocks } from "./edit.ts";
import { History } from "./history.ts";
import { readPreviews } from "./kept.ts";
import { beforeInput, keyDown } from "./keys.ts";
import { countContent, newId, type Block, type Content } from "./model.ts";
import { showNotes } from "./notes.ts";
import { parseContent } from "./parse.ts";
import { linesOf } from "./paste.ts";
import { offerBack } from "./restore.ts";
import { Saving } from "./saving.ts";
import { tidy } from "./tidy.ts";
import { showTools, watchTools } from "./tools.ts";

class Editor {
  private readonly saving: Saving;
  private readonly key: string;
  private history: History;
  private composing = false;
  private typing = false;

  constructor(private readonly form: HTMLFormElement, private readonly area: HTMLElement, start: Content) {
    this.key = form.dataset["editor"] ?? "";
    readPreviews(document.getElementById("previews"), start);
    openContent(area, start);
    tidy(area);
    this.history = new History(area);
    this.saving = new Saving(form, area, this.key);
    this.watchText();
    this.watchClipboard();
    this.watchSaving();
    this.show();
    const bar = document.querySelector<HTMLElement>("[data-restore]");
    offerBack(bar, this.key, this.saving.base, start, (backup) => {
      openContent(area, backup.content);
      // an older base stays with its text, so that the server can show both versions
      this.saving.base = backup.base;
      this.changed();
    });
    if (this.saving.isDirty) this.saving.touched();
    document.dispatchEvent(new CustomEvent("huigao:ready"));
  }

  private changed(isTyping = false): void {
    if (this.composing || this.typing) return;
    tidy(this.area);
    this.history.record(isTyping);
    this.show();
    this.saving.touched();
  }

  private show(): void {
    const characters = countContent(readContent(this.area));
    for (const shown of document.querySelectorAll("[data-count]")) shown.textContent = String(characters);
    showNotes(this.area, this.form.querySelector<HTMLElement>("[data-editor-notes]"));
    const bar = this.form.querySelector<HTMLElement>(".editor-bar");
    if (bar) showTools(bar, this.area);
  }

  /** Undo and redo put a whole text back, so there is nothing to record. */
  private step(take: () => boolean): boolean {
    letGo();
    if (!take()) return false;
    tidy(this.area);
    this.show();
    this.saving.touched();
    return false;
  }

  private readonly steps = {
    undo: (): boolean => this.step(() => this.history.undo()),
    redo: (): boolean => this.step(() => this.history.redo()),
  };

  private watchText(): void {
    const { area } = this;
    const tools = this.form.querySelector<HTMLElement>(".editor-bar");
    document.execCommand("defaultParagraphSeparator", false, "p");
    document.execCommand("styleWithCSS", false, "false");
    if (tools) watchTools(tools, area, this.steps, (act) => this.quietly(act));
    area.addEventListener("compositionstart", () => { letGo(); this.history.before(); this.composing = true; });
    area.addEventListener("compositionend", () => { this.composing = false; this.changed(true); });
    area.addEventListener("input", (event) => this.changed((event as InputEvent).inputType === "insertText"));
    area.addEventListener("beforeinput", (event) => this.beforeInput(event));
    area.addEventListener("keydown", (event) => this.keyDown(event));
    area.addEventListener("click", clicked);
    area.addEventListener("blur", letGo);
    // a drop would bring foreign markup and copies of ids
    area.addEventListener("drop", (event) => event.preventDefault());
  }

  private beforeInput(event: InputEvent): void {
    if (event.inputType === "historyUndo" || event.inputType === "historyRedo") {
      event.preventDefault();
      if (event.inputType === "historyUndo") this.steps.undo();
      else this.steps.redo();
    } else this.quietly(() => beforeInput(event, this.area));
  }

  private keyDown(event: KeyboardEvent): void {
    const bold = (): boolean => document.execCommand("bold");
    const save = (): boolean => {
      this.form.requestSubmit();
      return false;
    };
    this.quietly(() => keyDown(event, this.area, { bold, save, ...this.steps }));
  }

  private watchClipboard(): void {
    const { area } = this;
    area.addEventListener("copy", (event) => void copy(event, area, this.key));
    area.addEventListener("cut", (event) => this.quietly(() => {
      if (!copy(event, area, this.key)) return false;
      if (!removeChosen() && !deleteSpan(area)) document.getSelection()?.deleteFromDocument();
      return true;
    }));
    area.addEventListener("paste", (event) => {
      event.preventDefault();
      const blocks = event.clipboardData ? this.blocksOf(event.clipboardData) : [];
      if (blocks.length > 0) this.quietly(() => insertBlocks(area, blocks));
    });
  }

  private blocksOf(data: DataTransfer): Block[] {
    letGo();
    const own = pasted(data, this.area, this.key);
    const left = this.form.querySelector<HTMLElement>("[data-left-out]");
    if (left) left.hidden = !own || own.left === 0;
    return own ? own.blocks : linesOf(data).map((runs) => ({ ...this.likeHere(), id: newId(), runs }));
  }

  /** Words from elsewhere continue what they are put into: a list stays one. */
  private likeHere(): { type: "paragraph" } | { type: "list_item"; ordered: boolean; depth: number } {
    const block = blockAround(document.getSelection()?.focusNode ?? null, this.area);
    if (!block || !isListItem(block)) return { type: "paragraph" };
    return { type: "list_item", ordered: isOrdered(block), depth: depthOf(block) };
  }

  /** Several commands are one change: the text is looked at once, when all are done. */
  private quietly(act: () => boolean): void {
    if (this.typing) return void act();
    this.history.before();
    this.typing = true;
    const done = act();
    this.typing = false;
    if (done) this.changed();
  }

  private watchSaving(): void {
    const { form, saving } = this;
    form.addEventListener("submit", () => saving.submitted());
    form.addEventListener("huigao:saved", (event) => {
      saving.succeeded((event as CustomEvent<{ base?: string } | null>).detail?.base);
    });
    form.addEventListener("htmx:error", () => saving.failed());
    form.addEventListener("htmx:response:error", () => saving.failed());
    window.addEventListener("beforeunload", (event) => saving.warn(event));
    window.addEventListener("pagehide", () => saving.backup());
    window.addEventListener("pageshow", () => saving.returned());
  }
}

/** Text that can't be read is never shown as empty text, which a save would make true. */
function lock(form: HTMLFormElement, area: HTMLElement): void {
  area.contentEditable = "false";
  form.addEventListener("submit", (event) => event.preventDefault());
  for (const shown of document.querySelectorAll<HTMLElement>("[data-save-state]")) shown.dataset["state"] = "unreadable";
}

const form = document.querySelector<HTMLFormElement>("form[data-editor]");
const area = form?.querySelector<HTMLElement>("[data-editor-area]");
const start = parseContent(document.getElementById("content")?.textContent);
if (form && area && start) new Editor(form, area, start);
else if (form && area) lock(form, area);
