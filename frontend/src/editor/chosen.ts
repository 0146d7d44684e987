/**
 * Cards and atoms go in two steps: the first press (or a click) chooses one and says so, the
 * second takes it out. Anything else lets go of it.
 */
import { isAtom } from "../counted.ts";
import { offsetIn, placeCaret } from "./caret.ts";
import { blockAround } from "./dom.ts";
import { mend } from "./edit.ts";
import { isCard } from "./kept.ts";

let chosen: HTMLElement | null = null;

const isKeptAtom = (node: Node | null): node is HTMLElement => node instanceof HTMLElement && isAtom(node) && node.nodeName !== "BR";

function announce(on: boolean): void {
  for (const shown of document.querySelectorAll<HTMLElement>("[data-chosen-hint]")) shown.hidden = !on;
}

export function letGo(): void {
  chosen?.classList.remove("is-chosen");
  delete chosen?.dataset["hint"];
  if (chosen) announce(false);
  chosen = null;
}

/** `side` is where the hint stands: towards the caret, so that it is in view. */
export function choose(kept: HTMLElement, side: "above" | "below"): void {
  letGo();
  kept.dataset["side"] = side;
  chosen = kept;
  kept.classList.add("is-chosen");
  kept.dataset["hint"] = kept.closest<HTMLElement>("[data-editor-area]")?.dataset["hint"] ?? "";
  announce(true);
}

export const chosenPart = (): HTMLElement | null => (chosen?.isConnected ? chosen : null);

/** Takes out what is chosen; false where nothing is. */
export function removeChosen(): boolean {
  const kept = chosen;
  letGo();
  if (!kept?.isConnected) return false;
  if (isCard(kept)) removeCard(kept);
  else removeAtom(kept);
  return true;
}

function removeCard(card: HTMLElement): void {
  const beside = [card.previousElementSibling, card.nextElementSibling].find((one) => one?.nodeName === "P");
  const before = beside === card.previousElementSibling;
  card.remove();
  if (!(beside instanceof HTMLElement)) return;
  placeCaret(beside, before ? offsetIn(beside, beside, beside.childNodes.length) : 0);
}

function removeAtom(atom: HTMLElement): void {
  const block = atom.closest<HTMLElement>("p");
  if (!block) return;
  const offset = offsetIn(block, atom.parentNode as Node, [...(atom.parentNode?.childNodes ?? [])].indexOf(atom));
  atom.remove();
  mend(block);
  placeCaret(block, offset);
}

function neighbour(node: Node, offset: number, forward: boolean, block: HTMLElement): Node | null {
  if (node instanceof Text && (forward ? offset < node.length : offset > 0)) return null;
  let at: Node | null = node instanceof Text ? null : (node.childNodes[forward ? offset : offset - 1] ?? null);
  let from: Node = node;
  while (!at) {
    if (from === block) return null;
    at = forward ? from.nextSibling : from.previousSibling;
    from = from.parentNode as Node;
  }
  while (!isAtom(at)) {
    const inner: Node | null = forward ? at.firstChild : at.lastChild;
    if (!inner) break;
    at = inner;
  }
  return at;
}

/** The atom right beside a bare caret. */
export function atomBeside(root: HTMLElement, forward: boolean): HTMLElement | null {
  const selection = document.getSelection();
  const block = blockAround(selection?.focusNode ?? null, root);
  if (!selection?.isCollapsed || !selection.focusNode || !block) return null;
  let found = neighbour(selection.focusNode, selection.focusOffset, forward, block);
  // an empty text node that a browser left behind stands for nothing
  while (found instanceof Text && found.length === 0) found = neighbour(found, 0, forward, block);
  return isKeptAtom(found) ? found : null;
}

/** A click chooses, unless it ended a selection of words (to comment on them). */
export function clicked(event: MouseEvent): void {
  letGo();
  if (!(event.target instanceof Element) || !document.getSelection()?.isCollapsed) return;
  const kept = event.target.closest<HTMLElement>(".kept") ?? event.target.closest<HTMLElement>("[data-atom]");
  if (!kept || !(isCard(kept) || isKeptAtom(kept))) return;
  const beside = isCard(kept) ? kept.nextElementSibling : null;
  if (beside instanceof HTMLElement && beside.nodeName === "P") placeCaret(beside, 0);
  kept.closest<HTMLElement>("[data-editor-area]")?.focus();
  choose(kept, isCard(kept) ? "above" : "below");
}
