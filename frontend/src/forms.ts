/** Forms: a second click sends nothing twice; `data-submit-on-change` needs no button. */
import { whenClicked } from "./when.ts";

function markBusy(event: SubmitEvent): void {
  if (event.defaultPrevented || !event.submitter) return;
  const form = event.target as HTMLFormElement;
  if (form.dataset["sent"] !== undefined) {
    event.preventDefault();
    return;
  }
  // what opens in a tab of its own leaves this page as it is, to be asked again
  if (form.method !== "post" || form.target === "_blank") return;
  form.dataset["sent"] = "";
  event.submitter.setAttribute("aria-busy", "true");
}

/** Coming back by the browser's button shows the page as it was left: make it usable again. */
function revive(): void {
  for (const form of document.querySelectorAll<HTMLFormElement>("form[data-sent]")) delete form.dataset["sent"];
  for (const button of document.querySelectorAll("[aria-busy]")) button.removeAttribute("aria-busy");
}

function submitOnChange(event: Event): void {
  const field = event.target instanceof HTMLElement ? event.target : null;
  if (field?.dataset["submitOnChange"] === undefined) return;
  if (field instanceof HTMLSelectElement || field instanceof HTMLInputElement) field.form?.requestSubmit();
}

export function watchForms(): void {
  // bubbling on window: whoever cancels a submit has done so by now
  window.addEventListener("submit", markBusy);
  window.addEventListener("pageshow", revive);
  document.addEventListener("change", submitOnChange);
  whenClicked("[aria-disabled='true']", (_, event) => event.preventDefault());
  whenClicked("[data-close]", (button) => button.closest(".note-bar")?.remove());
  whenClicked("[data-print]", () => window.print());
}
