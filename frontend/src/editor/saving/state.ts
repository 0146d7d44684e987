/** Knows whether there is text that the server lacks, tells the page, and keeps it in the browser. */
import type { Content } from "../content/model.ts";
import { sameText } from "../content/shape.ts";
import type { Autosave, State } from "./autosave.ts";
import { forget, keep } from "./store.ts";

const keptAfter = 400;

export class Saving {
  /** Saves as the text is written, where the page has an address for that. */
  autosave: Autosave | null = null;
  private saved: Content;
  private settled: State;
  private timer = 0;
  private leaving = false;
  private checking = false;

  constructor(private readonly form: HTMLFormElement, private readonly read: () => Content, private readonly key: string) {
    // after a refused save the server gives the text back, and it is still not saved
    this.saved = form.dataset["unsavedStart"] === undefined ? read() : { version: 1, blocks: [] };
    this.settled = form.querySelector<HTMLElement>("[data-save-state]")?.dataset["state"] === "kept" ? "kept" : "saved";
    if (this.isDirty) this.show("dirty");
  }

  /** Sends, failures and leaving the page. */
  watch(): void {
    this.form.addEventListener("submit", (event) => this.submitted(event));
    window.addEventListener("beforeunload", (event) => this.warn(event));
    window.addEventListener("pagehide", () => this.hidden());
    window.addEventListener("pageshow", () => this.returned());
  }

  get base(): string {
    return this.field("seen_draft")?.value ?? "";
  }

  set base(draft: string) {
    this.put("seen_draft", draft);
  }

  get revision(): number {
    return Number(this.field("copy_revision")?.value ?? 0);
  }

  set revision(revision: number) {
    this.put("copy_revision", String(revision));
  }

  get isDirty(): boolean {
    return !sameText(this.read(), this.saved);
  }

  /** Text was typed: kept in the browser soon, and sent after a pause. */
  touched(): void {
    window.clearTimeout(this.timer);
    this.show(this.isDirty ? "dirty" : this.settled);
    this.timer = window.setTimeout(() => this.keep(), keptAfter);
    this.autosave?.touched();
  }

  /** The server has this text as the person's own; it is no version yet. */
  arrived(content: Content, at: string): void {
    this.saved = content;
    this.settled = "kept";
    for (const shown of document.querySelectorAll("[data-saved-at]")) shown.textContent = at;
    if (this.isDirty) return;
    void forget(this.key);
    this.show("kept");
  }

  show(state: State): void {
    for (const shown of document.querySelectorAll<HTMLElement>("[data-save-state]")) shown.dataset["state"] = state;
    document.documentElement.toggleAttribute("data-unsaved", state !== "saved" && state !== "kept");
  }

  private keep(): void {
    if (this.isDirty) void keep(this.key, this.base, this.read());
    else void forget(this.key);
  }

  private submitted(event: SubmitEvent): void {
    this.put("content", JSON.stringify(this.read()));
    this.keep();
    if (event.submitter?.dataset["compare"] === undefined && this.autosave && !event.defaultPrevented) {
      event.preventDefault();
      if (!this.checking) void this.sendWhenReady(this.autosave);
      return;
    }
    this.leaving = true;
    this.show("saving");
  }

  /** The form leaves the page only for a server that is there and knows who asks. */
  private async sendWhenReady(autosave: Autosave): Promise<void> {
    this.checking = true;
    const state = await autosave.ready();
    this.checking = false;
    if (state === "offline" || state === "expired" || state === "failed") return this.show(state);
    this.put("content", JSON.stringify(this.read()));
    this.leaving = true;
    this.show("saving");
    this.form.submit();
  }

  private hidden(): void {
    this.keep();
    if (this.isDirty && !this.leaving) void this.autosave?.flush();
  }

  private returned(): void {
    this.leaving = false;
    this.show(this.isDirty ? "dirty" : this.settled);
  }

  private warn(event: BeforeUnloadEvent): void {
    this.keep();
    if (this.isDirty && !this.leaving) event.preventDefault();
  }

  private field(name: string): HTMLInputElement | null {
    return this.form.querySelector<HTMLInputElement>(`input[name="${name}"]`);
  }

  private put(name: string, value: string): void {
    const field = this.field(name);
    if (field) field.value = value;
  }
}
