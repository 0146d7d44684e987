/** The text as it stands now, saved or not, goes to its preview in a tab of its own. */
import type { Content } from "./content/model.ts";

export function watchPreview(read: () => Content): void {
  const form = document.querySelector<HTMLFormElement>("#preview-form");
  form?.addEventListener("submit", () => {
    const field = form.querySelector<HTMLInputElement>("[name=content]");
    if (field) field.value = JSON.stringify(read());
  });
}
