/** Knows whether there is unsaved text, tells the page, and keeps a copy in the browser. */
import { forget, keep } from "./backup.ts";
import type { Content } from "../content/model.ts";
import { sameText } from "../content/shape.ts";

type State = "saved" | "dirty" | "saving" | "failed";

const backupAfter = 600;
const announceAfter = 2500;

export class Saving {
  private saved: Content;
  private timers: number[] = [];
  private leaving = false;

  constructor(private readonly form: HTMLFormElement, private readonly read: () => Content, private readonly key: string) {
    // after a refused save the server gives the text back, and it is still not saved
    this.saved = form.dataset["unsavedStart"] === undefined ? read() : { version: 1, blocks: [] };
    if (this.isDirty) this.show("dirty");
  }

  /** Sends, failures and leaving the page. */
  watch(): void {
    this.form.addEventListener("submit", () => this.submitted());
    this.form.addEventListener("huigao:saved", (event) => this.succeeded((event as CustomEvent<{ base?: string } | null>).detail?.base));
    this.form.addEventListener("htmx:error", () => this.failed());
    this.form.addEventListener("htmx:response:error", () => this.failed());
    window.addEventListener("beforeunload", (event) => this.warn(event));
    window.addEventListener("pagehide", () => this.backup());
    window.addEventListener("pageshow", () => this.returned());
  }

  get base(): string {
    return this.field("seen_draft")?.value ?? "";
  }

  set base(draft: string) {
    const field = this.field("seen_draft");
    if (field) field.value = draft;
  }

  get isDirty(): boolean {
    return !sameText(this.read(), this.saved);
  }

  /** Text was typed: backup soon, and `huigao:changed` for whoever saves automatically. */
  touched(): void {
    this.timers.forEach((timer) => window.clearTimeout(timer));
    this.show(this.isDirty ? "dirty" : "saved");
    this.timers = [
      window.setTimeout(() => this.backup(), backupAfter),
      window.setTimeout(() => this.announce(), announceAfter),
    ];
  }

  backup(): void {
    if (this.isDirty) keep(this.key, this.base, this.read());
    else forget(this.key);
  }

  writeField(): void {
    const field = this.field("content");
    if (field) field.value = JSON.stringify(this.read());
  }

  submitted(): void {
    this.writeField();
    this.backup();
    this.leaving = true;
    this.show("saving");
  }

  /** The server has the text; `base` is the draft that it became. */
  succeeded(base: string | undefined): void {
    this.leaving = false;
    if (base !== undefined) this.base = base;
    this.saved = this.read();
    forget(this.key);
    this.show("saved");
  }

  failed(): void {
    this.leaving = false;
    this.show("failed");
  }

  returned(): void {
    this.leaving = false;
    this.show(this.isDirty ? "dirty" : "saved");
  }

  warn(event: BeforeUnloadEvent): void {
    this.backup();
    if (this.isDirty && !this.leaving) event.preventDefault();
  }

  private announce(): void {
    if (!this.isDirty) return;
    this.writeField();
    this.form.dispatchEvent(new CustomEvent("huigao:changed", { bubbles: true }));
  }

  private field(name: string): HTMLInputElement | null {
    return this.form.querySelector<HTMLInputElement>(`input[name="${name}"]`);
  }

  private show(state: State): void {
    for (const shown of document.querySelectorAll<HTMLElement>("[data-save-state]")) shown.dataset["state"] = state;
    document.documentElement.toggleAttribute("data-unsaved", state !== "saved");
  }
}
