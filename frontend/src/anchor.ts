/** Anchors a comment: the block that the selection sits in, and the words selected there. */
import { countedText, cut, points, spokenText } from "./counted.ts";
import { showPanel } from "./panel.ts";
import { offerReplacement } from "./replacement.ts";
import { byId, whenClicked } from "./when.ts";

const longestQuote = 500;
const longestHint = 40;

export interface Place {
  block: HTMLElement;
  quote: string;
  start: number;
}

/** Where the selection begins inside `root`: its block, the quote (clipped to that block), and
    the code point of the block's text at which the quote begins. */
export function placeOf(selection: Selection | null, root: Element): Place | null {
  if (!selection || selection.rangeCount === 0) return null;
  const range = selection.getRangeAt(0);
  const start = range.startContainer;
  const element = start instanceof Element ? start : start.parentElement;
  const block = element?.closest<HTMLElement>("[data-id]");
  if (!block || !root.contains(block)) return null;
  const within = range.cloneRange();
  if (!block.contains(range.endContainer)) within.setEnd(block, block.childNodes.length);
  const quote = quoteOf(within);
  return { block, quote, start: startOf(within, block) };
}

/** Blanks at the beginning of a selection are no part of its quote. */
function startOf(within: Range, block: HTMLElement): number {
  const ahead = document.createRange();
  ahead.setStart(block, 0);
  ahead.setEnd(within.startContainer, within.startOffset);
  const words = countedText(within.cloneContents());
  const blanks = words.length - words.trimStart().length;
  return points(countedText(ahead.cloneContents())) + blanks;
}

const atomAround = (node: Node): Element | null =>
  (node instanceof Element ? node : node.parentElement)?.closest("[data-atom]") ?? null;

/** Marks alone are no words to quote: then the comment speaks of the block. */
function quoteOf(range: Range): string {
  const [first, last] = [atomAround(range.startContainer), atomAround(range.endContainer)];
  if (first) range.setStartBefore(first);
  if (last) range.setEndAfter(last);
  const quote = cut(countedText(range.cloneContents()).trim(), longestQuote);
  return spokenText(quote).trim() === "" ? "" : quote;
}

export function fill(form: HTMLElement, place: Place): void {
  const put = (name: string, value: string): void => {
    const field = form.querySelector<HTMLInputElement>(`[name="${name}"]`);
    if (field) field.value = value;
  };
  put("block_id", place.block.dataset["id"] ?? "");
  put("quote", place.quote);
  put("start", String(place.start));
  offerReplacement(form, points(place.quote) < longestQuote ? place.quote : "");
  const shown = form.querySelector<HTMLElement>("[data-quote]");
  if (!shown) return;
  shown.textContent = spokenText(place.quote || cut(countedText(place.block).trim(), longestHint));
  shown.hidden = shown.textContent === "";
}

function openFold(form: HTMLElement): void {
  const holder = form.closest<HTMLDetailsElement>("details");
  if (holder) holder.open = true;
}

function takeTo(form: HTMLElement, place: Place): void {
  fill(form, place);
  openFold(form);
  const panel = form.closest<HTMLElement>(".side-panel");
  if (panel) showPanel(panel);
  form.querySelector<HTMLElement>("textarea[name=text]")?.focus();
  form.querySelector("button[type=submit]")?.scrollIntoView({ block: "nearest" });
}

/** One 'comment here' button a paper, moved beside the block of the last selection. */
function follow(paper: HTMLElement, button: HTMLElement): Place | null {
  const place = placeOf(document.getSelection(), paper);
  if (!place) return null;
  button.hidden = false;
  const below = place.block.getBoundingClientRect().bottom - paper.getBoundingClientRect().top;
  button.style.top = `${below}px`;
  return place;
}

export function watchAnchors(): void {
  const latest = new WeakMap<HTMLElement, Place>();
  document.addEventListener("selectionchange", () => {
    for (const paper of document.querySelectorAll<HTMLElement>("[data-paper]")) {
      const button = paper.querySelector<HTMLElement>("[data-anchor]");
      const place = button ? follow(paper, button) : null;
      if (place) latest.set(paper, place);
    }
  });
  document.addEventListener("mousedown", (event) => {
    // the click must not take the selection away before it is read
    if (event.target instanceof Element && event.target.closest("[data-anchor]")) event.preventDefault();
  });
  whenClicked("[data-anchor]", (button) => {
    const paper = button.closest<HTMLElement>("[data-paper]");
    const place = paper ? latest.get(paper) : undefined;
    const form = byId(button.dataset["anchor"]);
    if (!place || !form) return;
    // a list of edits takes the words itself
    if (form instanceof HTMLDialogElement) form.dispatchEvent(new CustomEvent("huigao:anchor", { detail: place, bubbles: true }));
    else takeTo(form, place);
  });
}
