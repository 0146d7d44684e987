/** Ties comment cards to the blocks they speak of: a dot in the margin, and a way there. */
import { hideSheets } from "./panel.ts";
import { whenClicked, whenShown } from "./when.ts";

function blockOf(id: string | undefined): HTMLElement | null {
  return id ? document.querySelector(`[data-paper] [data-id="${CSS.escape(id)}"]`) : null;
}

function dot(): void {
  for (const card of document.querySelectorAll<HTMLElement>(".comment[data-block]:not(.is-closed)")) {
    blockOf(card.dataset["block"])?.classList.add("has-comment");
  }
}

function goTo(quote: HTMLElement): void {
  const block = blockOf(quote.closest<HTMLElement>("[data-block]")?.dataset["block"]);
  if (!block) return;
  hideSheets();
  for (const marked of document.querySelectorAll(".is-marked")) marked.classList.remove("is-marked");
  block.classList.add("is-marked");
  block.scrollIntoView({ block: "center" });
}

export function watchComments(): void {
  whenShown(dot);
  document.addEventListener("huigao:ready", dot);
  whenClicked("[data-go-to-block]", goTo);
}
