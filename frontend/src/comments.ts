/** Ties comment cards to the words they speak of: marked in the text, a dot beside it, a way there. */
import { hideSheets } from "./panel.ts";
import { rangeOf } from "./words.ts";
import { whenClicked, whenShown } from "./when.ts";

const spoken = "comment";
const chosen = "comment-chosen";

function blockOf(card: HTMLElement | null): HTMLElement | null {
  const id = card?.dataset["block"];
  return id ? document.querySelector(`[data-paper] [data-id="${CSS.escape(id)}"]`) : null;
}

/** In an editor the marks are its own to draw (editor/views/marked.ts). */
const editorOf = (block: Element): Element | null => block.closest("[contenteditable=true]");

/** None where a comment speaks of its whole block. */
function wordsOf(card: HTMLElement, block: HTMLElement): Range | null {
  const start = Number(card.dataset["start"]);
  const end = Number(card.dataset["end"]);
  return end > start ? rangeOf(block, start, end) : null;
}

/** Browsers without highlights of their own have the dots. */
function mark(name: string, ranges: Range[]): void {
  if (typeof Highlight === "function") CSS.highlights.set(name, new Highlight(...ranges));
}

function show(): void {
  const ranges: Range[] = [];
  for (const card of document.querySelectorAll<HTMLElement>(".comment[data-block]:not(.is-closed)")) {
    const block = blockOf(card);
    if (!block || editorOf(block)) continue;
    block.classList.add("has-comment");
    const words = wordsOf(card, block);
    if (words) ranges.push(words);
  }
  mark(spoken, ranges);
}

function goTo(quote: HTMLElement): void {
  const card = quote.closest<HTMLElement>("[data-block]");
  const block = blockOf(card);
  if (!card || !block) return;
  hideSheets();
  choose(card, block);
}

/** Marks the words that a card speaks of, where they stand in the text. */
export function chooseWords(card: HTMLElement): void {
  const block = blockOf(card);
  if (block) choose(card, block);
}

function choose(card: HTMLElement, block: HTMLElement): void {
  const editor = editorOf(block);
  if (editor) return void editor.dispatchEvent(new CustomEvent("huigao:mark", { detail: card.id }));
  for (const marked of document.querySelectorAll(".is-marked")) marked.classList.remove("is-marked");
  block.classList.add("is-marked");
  const words = wordsOf(card, block);
  mark(chosen, words ? [words] : []);
  (words?.startContainer.parentElement ?? block).scrollIntoView({ block: "center" });
}

export function watchComments(): void {
  whenShown(show);
  whenClicked("[data-go-to-block]", goTo);
}
