/** The edits of a conditional approval: words selected on the sheet become a line of the list. */
import type { Place } from "./anchor.ts";
import { byId, whenClicked } from "./when.ts";

const field = (line: Element, name: string): HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement | null =>
  line.querySelector(`[name="edit_${name}"]`);

function put(line: Element, name: string, value: string): void {
  const found = field(line, name);
  if (found) found.value = value;
}

const isEmpty = (line: Element): boolean =>
  ["quote", "replacement", "text"].every((name) => (field(line, name)?.value ?? "").trim() === "");

/** A further line at the end of the list. */
function added(list: HTMLElement): Element | null {
  const blank = list.parentElement?.querySelector<HTMLTemplateElement>("template[data-edit]");
  const line = blank?.content.firstElementChild?.cloneNode(true);
  if (!(line instanceof Element)) return null;
  list.append(line);
  return line;
}

/** The section that a block of the sheet belongs to stands in its id: part-7. */
const sectionOf = (block: Element): string => block.closest("[id^=part-]")?.id.slice("part-".length) ?? "";

function take(dialog: HTMLDialogElement, place: Place): void {
  const list = dialog.querySelector<HTMLElement>("[data-edits]");
  if (!list) return;
  const line = [...list.children].find(isEmpty) ?? added(list);
  if (!line) return;
  put(line, "section_id", sectionOf(place.block));
  put(line, "block_id", place.block.dataset["id"] ?? "");
  put(line, "start", String(place.start));
  put(line, "kind", place.quote === "" ? "told" : "words");
  put(line, "quote", place.quote);
  put(line, "replacement", place.quote);
  if (!dialog.open) dialog.showModal();
  field(line, place.quote === "" ? "text" : "replacement")?.focus();
  line.scrollIntoView({ block: "nearest" });
}

function remove(button: HTMLElement): void {
  const line = button.closest("[data-edit]");
  const list = line?.parentElement;
  if (!line || !list) return;
  line.remove();
  if (list.children.length === 0) added(list);
}

export function watchEdits(): void {
  document.addEventListener("huigao:anchor", (event) => {
    if (event instanceof CustomEvent && event.target instanceof HTMLDialogElement) take(event.target, event.detail as Place);
  });
  whenClicked("[data-edit-add]", (button) => {
    const list = byId(button.dataset["editAdd"]);
    const line = list ? added(list) : null;
    if (line) field(line, "quote")?.focus();
  });
  whenClicked("[data-edit-remove]", remove);
}
