/** Brings a section's editor to life: `<form data-editor>` with its content in #content. */
import { readContent, writeContent } from "./dom.ts";
import { deleteSpan } from "./join.ts";
import { beforeInput, keyDown } from "./keys.ts";
import { countCharacters, parseContent, plainText, type Content } from "./model.ts";
import { linesOf, typeLines } from "./paste.ts";
import { offerBack } from "./restore.ts";
import { Saving } from "./saving.ts";
import { tidy } from "./tidy.ts";
import { showTools, watchTools } from "./tools.ts";

class Editor {
  private readonly saving: Saving;
  private composing = false;
  private typing = false;

  constructor(private readonly form: HTMLFormElement, private readonly area: HTMLElement, start: Content) {
    const key = form.dataset["editor"] ?? "";
    writeContent(area, start);
    tidy(area);
    this.saving = new Saving(form, area, key);
    this.watchText();
    this.watchSaving();
    this.count();
    const bar = document.querySelector<HTMLElement>("[data-restore]");
    offerBack(bar, key, this.saving.base, start, (backup) => {
      writeContent(area, backup.content);
      // an older base stays with its text, so that the server can show both versions
      this.saving.base = backup.base;
      this.changed();
    });
    if (this.saving.isDirty) this.saving.touched();
    document.dispatchEvent(new CustomEvent("huigao:ready"));
  }

  private changed(): void {
    if (this.composing || this.typing) return;
    tidy(this.area);
    this.count();
    this.saving.touched();
    const bar = this.form.querySelector<HTMLElement>(".editor-bar");
    if (bar) showTools(bar, this.area);
  }

  private count(): void {
    const characters = countCharacters(plainText(readContent(this.area)));
    for (const shown of document.querySelectorAll("[data-count]")) shown.textContent = String(characters);
  }

  private watchText(): void {
    const { area } = this;
    const tools = this.form.querySelector<HTMLElement>(".editor-bar");
    document.execCommand("defaultParagraphSeparator", false, "p");
    document.execCommand("styleWithCSS", false, "false");
    if (tools) watchTools(tools, area, () => this.changed());
    area.addEventListener("compositionstart", () => { this.composing = true; });
    area.addEventListener("compositionend", () => { this.composing = false; this.changed(); });
    area.addEventListener("input", () => this.changed());
    area.addEventListener("beforeinput", (event) => this.quietly(() => beforeInput(event, area)));
    area.addEventListener("keydown", (event) => this.key(event));
    area.addEventListener("paste", (event) => this.paste(event));
    // a drop would bring foreign markup and copies of ids
    area.addEventListener("drop", (event) => event.preventDefault());
  }

  private key(event: KeyboardEvent): void {
    const commands = { bold: () => void document.execCommand("bold"), save: () => this.form.requestSubmit() };
    if (keyDown(event, this.area, commands)) this.changed();
  }

  private paste(event: ClipboardEvent): void {
    event.preventDefault();
    if (!event.clipboardData) return;
    const lines = linesOf(event.clipboardData);
    if (lines.length === 0) return;
    this.quietly(() => {
      deleteSpan(this.area);
      typeLines(lines);
      return true;
    });
  }

  /** Several commands are one change: the text is looked at once, when all are done. */
  private quietly(act: () => boolean): void {
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
