/** Evidence for words: the last selection in the text goes into the form that adds a file. */
import { fill, placeOf, type Place } from "./anchor.ts";
import { byId, whenClicked } from "./when.ts";

export function watchEvidence(): void {
  let latest: Place | null = null;
  document.addEventListener("selectionchange", () => {
    for (const paper of document.querySelectorAll<HTMLElement>("[data-paper]")) {
      const place = placeOf(document.getSelection(), paper);
      if (!place?.quote) continue;
      latest = place;
      for (const button of document.querySelectorAll<HTMLElement>("[data-take-selection]")) button.hidden = false;
    }
  });
  whenClicked("[data-take-selection]", (button) => {
    const form = byId(button.dataset["takeSelection"]);
    if (!form || !latest) return;
    fill(form, latest);
    form.querySelector<HTMLElement>("[name=about]")?.focus();
  });
}
