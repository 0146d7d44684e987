/** The bar's part for pictures: choosing files, the width, the description. */
import type { EditorView } from "prosemirror-view";
import { insertFiles, setAlt, setWidth, shareOf, type Desk } from "../pictures/pictures.ts";
import { selectedPicture } from "../text/selected.ts";

export class PictureTools {
  private readonly width: HTMLSelectElement;
  private readonly alt: HTMLInputElement;

  constructor(bar: HTMLElement, private readonly view: EditorView, desk: Desk) {
    const files = bar.querySelector<HTMLInputElement>("[data-picture-files]")!;
    this.width = bar.querySelector<HTMLSelectElement>("[data-picture-width]")!;
    this.alt = bar.querySelector<HTMLInputElement>("[data-picture-alt]")!;
    bar.querySelector("[data-tool=picture]")?.addEventListener("click", () => files.click());
    files.addEventListener("change", () => {
      if (files.files?.length) void insertFiles(view, [...files.files], view.state.selection.to, desk);
      files.value = "";
    });
    this.width.addEventListener("change", () => setWidth(Number(this.width.value) / 100)(view.state, view.dispatch));
    this.alt.addEventListener("change", () => setAlt(this.alt.value.trim())(view.state, view.dispatch));
    this.alt.addEventListener("keydown", (event) => {
      if (event.key !== "Enter") return;
      event.preventDefault();
      setAlt(this.alt.value.trim())(view.state, view.dispatch);
      view.focus();
    });
  }

  show(): void {
    const found = selectedPicture(this.view.state);
    if (!found) return;
    const share = String(shareOf(found.node.attrs["width"] as number));
    const own = this.width.querySelector<HTMLOptionElement>("[data-own-width]")!;
    const usual = [...this.width.options].some((one) => one !== own && one.value === share);
    own.hidden = usual;
    own.value = usual ? "" : share;
    own.textContent = `${share}%`;
    this.width.value = share;
    if (document.activeElement !== this.alt) this.alt.value = found.node.attrs["alt"] as string;
  }
}
