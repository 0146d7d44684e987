/** Brings a section's editor to life: `<form data-editor>` with its content in #content. */
import { parseContent } from "./content/parse.ts";
import { Editor } from "./editor.ts";
import { documentOrNull } from "./schema/from_content.ts";
import { readWords } from "./words.ts";

/** Text that can't be read is never shown as empty text, which a save would make true. */
function lock(form: HTMLFormElement): void {
  form.addEventListener("submit", (event) => event.preventDefault());
  for (const shown of document.querySelectorAll<HTMLElement>("[data-save-state]")) shown.dataset["state"] = "unreadable";
}

function begin(form: HTMLFormElement, area: HTMLElement): void {
  const start = parseContent(document.getElementById("content")?.textContent);
  const doc = start && documentOrNull(start);
  if (doc) new Editor(form, area, start, doc, readWords());
  else lock(form);
}

const form = document.querySelector<HTMLFormElement>("form[data-editor]");
const area = form?.querySelector<HTMLElement>("[data-editor-area]");
if (form && area) begin(form, area);
