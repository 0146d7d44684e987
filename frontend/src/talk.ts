/** From comment to comment by button or key, and which of them are shown. */
import { chooseWords } from "./comments.ts";
import { showPanel } from "./panel.ts";
import { whenClicked, whenShown } from "./when.ts";

const memory = "huigao:talk-filter";
const keys: Record<string, number> = { n: 1, j: 1, p: -1, k: -1 };
const margin = 64;

const cards = (): HTMLElement[] =>
  [...document.querySelectorAll<HTMLElement>("[data-talk-list] > .comment")].filter((card) => card.getClientRects().length > 0);

/** Into view and focus, with the words that it speaks of; the page's own scrolling follows the words. */
export function goToCard(card: HTMLElement): void {
  const panel = card.closest<HTMLElement>(".side-panel");
  if (panel) showPanel(panel);
  chooseWords(card);
  card.focus({ preventScroll: true });
  if (panel) panel.scrollTop += card.getBoundingClientRect().top - panel.getBoundingClientRect().top - margin;
}

/** Before the first step the nearest end of the list is where it begins. */
function step(by: number): void {
  const shown = cards();
  const now = shown.findIndex((card) => card.contains(document.activeElement));
  const next = now < 0 ? (by > 0 ? 0 : shown.length - 1) : now + by;
  const card = shown[Math.min(Math.max(next, 0), shown.length - 1)];
  if (card) goToCard(card);
}

/** A key that somebody types somewhere is no command. */
function isTyped(event: KeyboardEvent): boolean {
  const target = event.target instanceof Element ? event.target : null;
  return event.isComposing || event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented
    || target?.closest("input:not([type=radio]), textarea, select, [contenteditable=true], dialog") != null
    || document.querySelector("dialog[open], details.menu[open]") !== null;
}

function onKey(event: KeyboardEvent): void {
  const by = keys[event.key.toLowerCase()];
  if (by === undefined || isTyped(event) || !openTalk()) return;
  event.preventDefault();
  step(by);
}

/** On a small screen cards are measured only once their sheet is open. */
function openTalk(): boolean {
  const panel = document.querySelector<HTMLElement>("[data-talk]")?.closest<HTMLElement>(".side-panel");
  if (panel) showPanel(panel);
  return cards().length > 0;
}

const choices = (): HTMLInputElement[] => [...document.querySelectorAll<HTMLInputElement>("input[name=talk-filter]")];

function remember(event: Event): void {
  const choice = event.target;
  if (choice instanceof HTMLInputElement && choice.name === "talk-filter") sessionStorage.setItem(memory, choice.value);
}

function recall(): void {
  const wanted = sessionStorage.getItem(memory);
  for (const choice of choices()) if (choice.value === wanted) choice.checked = true;
}

export function watchTalk(): void {
  whenShown(recall);
  document.addEventListener("change", remember);
  document.addEventListener("keydown", onKey);
  whenClicked("[data-talk-step]", (button) => step(Number(button.dataset["talkStep"])));
}
