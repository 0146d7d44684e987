/** "@" in a comment offers the colleagues of the report; arrows, Enter, Tab and a click choose. */
import { byId } from "./when.ts";

interface Colleague { id: number; name: string }

const most = 8;
const pattern = /@([^@\s]{0,12})$/u;
let list: HTMLElement | null = null;
let field: HTMLTextAreaElement | null = null;

function colleagues(): Colleague[] {
  const stored = byId("colleagues")?.textContent;
  return stored ? (JSON.parse(stored) as Colleague[]) : [];
}

/** What was written since the "@" before the caret; null where there is none. */
function asked(area: HTMLTextAreaElement): string | null {
  return pattern.exec(area.value.slice(0, area.selectionStart))?.[1] ?? null;
}

function found(query: string): Colleague[] {
  const words = query.toLowerCase();
  const fitting = colleagues().filter((one) => one.name.toLowerCase().includes(words));
  const begins = (one: Colleague): number => (one.name.toLowerCase().startsWith(words) ? 0 : 1);
  return fitting.sort((a, b) => begins(a) - begins(b)).slice(0, most);
}

function close(): void {
  list?.remove();
  for (const name of ["aria-activedescendant", "aria-controls"]) field?.removeAttribute(name);
  list = null;
}

function optionOf(one: Colleague): HTMLElement {
  const option = document.createElement("li");
  option.id = `mention-${one.id}`;
  option.setAttribute("role", "option");
  option.dataset["person"] = String(one.id);
  option.textContent = one.name;
  return option;
}

function open(area: HTMLTextAreaElement, people: Colleague[]): void {
  close();
  field = area;
  list = document.createElement("ul");
  list.className = "mention-list";
  list.id = "mention-list";
  list.setAttribute("role", "listbox");
  list.append(...people.map(optionOf));
  area.after(list);
  area.setAttribute("aria-autocomplete", "list");
  area.setAttribute("aria-controls", list.id);
  mark(list.firstElementChild);
}

const marked = (): HTMLElement | null => list?.querySelector<HTMLElement>("[aria-selected=true]") ?? null;

function mark(option: Element | null): void {
  if (!option || !field) return;
  marked()?.removeAttribute("aria-selected");
  option.setAttribute("aria-selected", "true");
  option.scrollIntoView({ block: "nearest" });
  field.setAttribute("aria-activedescendant", option.id);
}

function take(option: HTMLElement): void {
  const area = field;
  if (!area) return;
  const head = area.value.slice(0, area.selectionStart).replace(pattern, `@${option.textContent} `);
  const tail = area.value.slice(area.selectionStart);
  area.value = head + tail;
  area.setSelectionRange(head.length, head.length);
  remember(area, option.dataset["person"] ?? "");
  close();
  area.focus();
}

/** Namesakes are told apart by who was chosen. */
function remember(area: HTMLTextAreaElement, person: string): void {
  const form = area.form;
  if (!form || form.querySelector(`input[name=mentioned][value="${person}"]`)) return;
  const chosen = document.createElement("input");
  Object.assign(chosen, { type: "hidden", name: "mentioned", value: person });
  form.append(chosen);
}

function follow(event: Event): void {
  const area = event.target;
  if (!(area instanceof HTMLTextAreaElement) || area.dataset["mentions"] === undefined) return;
  if (event instanceof InputEvent && event.isComposing) return;
  const query = asked(area);
  const people = query === null ? [] : found(query);
  if (people.length > 0) open(area, people);
  else close();
}

function onKey(event: KeyboardEvent): void {
  if (!list || event.isComposing || event.target !== field) return;
  const now = marked();
  const moves: Record<string, () => void> = {
    ArrowDown: () => mark(now?.nextElementSibling ?? list?.firstElementChild ?? null),
    ArrowUp: () => mark(now?.previousElementSibling ?? list?.lastElementChild ?? null),
    Enter: () => { if (now) take(now); },
    Tab: () => { if (now) take(now); },
    Escape: close,
  };
  const move = moves[event.key];
  if (!move) return;
  event.preventDefault();
  event.stopPropagation();
  move();
}

export function watchMentions(): void {
  document.addEventListener("input", follow);
  document.addEventListener("compositionend", follow);
  document.addEventListener("keydown", onKey, true);
  document.addEventListener("mousedown", (event) => {
    const option = event.target instanceof Element ? event.target.closest<HTMLElement>(".mention-list [role=option]") : null;
    if (!option) return close();
    event.preventDefault();
    take(option);
  });
  document.addEventListener("focusout", (event) => { if (event.target === field) close(); });
}
