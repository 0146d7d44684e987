/** A suggestion may carry other words for those selected; they begin as the words themselves. */
import { atomSign } from "./counted.ts";

const boxOf = (form: HTMLElement): HTMLElement | null => form.querySelector<HTMLElement>("[data-replacement]");

/** `quote`: the words selected; "" where they cannot be replaced as a whole. */
export function offerReplacement(form: HTMLElement, quote: string): void {
  const box = boxOf(form);
  const field = box?.querySelector("textarea");
  if (!box || !field) return;
  box.dataset["quote"] = quote.includes(atomSign) ? "" : quote;
  field.value = box.dataset["quote"];
  follow(form);
}

/** Only a suggestion replaces, and one that does so needs no further words. */
function follow(form: HTMLElement): void {
  const box = boxOf(form);
  const field = box?.querySelector("textarea");
  const text = form.querySelector<HTMLTextAreaElement>("textarea[name=text]");
  const kind = form.querySelector<HTMLSelectElement>("select[name=kind]");
  if (!box || !field || !text || box.dataset["quote"] === undefined) return;
  const offered = box.dataset["quote"] !== "" && kind?.value === "suggestion";
  box.hidden = !offered;
  field.disabled = !offered;
  text.required = !offered || field.value === box.dataset["quote"];
}

export function watchReplacements(): void {
  for (const name of ["input", "change"]) {
    document.addEventListener(name, (event) => {
      const form = event.target instanceof Element ? event.target.closest("form") : null;
      if (form && boxOf(form)) follow(form);
    });
  }
}
