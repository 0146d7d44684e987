/** The dialog in which a link's address is written. */
import type { EditorView } from "prosemirror-view";
import { target } from "../targets.ts";
import { goodLink, linkAt, setLink } from "../text/looks.ts";

export class LinkDialog {
  private readonly field: HTMLInputElement;

  constructor(private readonly dialog: HTMLDialogElement, private readonly text: EditorView) {
    this.field = dialog.querySelector("input")!;
    dialog.querySelector("form")?.addEventListener("submit", (event) => this.submit(event));
    dialog.querySelector("[data-link-remove]")?.addEventListener("click", () => this.put(""));
    dialog.addEventListener("close", () => target(text).focus());
  }

  open(): boolean {
    const { href } = linkAt(target(this.text).state);
    this.field.value = href;
    this.field.setCustomValidity("");
    this.dialog.querySelector<HTMLElement>("[data-link-remove]")!.hidden = href === "";
    this.dialog.showModal();
    this.field.select();
    return true;
  }

  private submit(event: SubmitEvent): void {
    event.preventDefault();
    const href = this.field.value.trim() === "" ? "" : goodLink(this.field.value);
    const wrong = this.dialog.querySelector<HTMLElement>("[data-link-wrong]");
    if (wrong) wrong.hidden = href !== null;
    if (href === null) return this.field.focus();
    this.put(href);
  }

  private put(href: string): void {
    this.dialog.close();
    const view = target(this.text);
    setLink(href)(view.state, view.dispatch);
  }
}
