/**
 * Splitting, joining, deleting and inserting, done on the page itself: left alone, a browser
 * carries looks along in style attributes. The editor's own history takes these steps back.
 */
import { offsetIn, placeCaret } from "./caret.ts";
import { blockAround, blockElement, giveNewId, holdOpen, isBlank, lineNodes, makeParagraph } from "./dom.ts";
import { cardOf, isCard } from "./kept.ts";
import { isText, type Block, type Inline } from "./model.ts";

const length = (block: HTMLElement): number => offsetIn(block, block, block.childNodes.length);

/** Takes out elements that hold nothing and the browser's own <br>, then holds the line open. */
export function mend(block: HTMLElement): void {
  for (const one of block.querySelectorAll("br:not([data-atom])")) one.remove();
  for (const one of [...block.querySelectorAll("*")].reverse()) {
    if (!one.closest("[data-atom]") && isBlank(one)) one.remove();
  }
  holdOpen(block);
}

/** Splits a block at a place; the words keep the id, and where both halves have some the first. */
export function splitAt(block: HTMLElement, node: Node, offset: number): HTMLElement {
  const rest = document.createRange();
  rest.setStart(node, offset);
  rest.setEnd(block, block.childNodes.length);
  const second = block.cloneNode(false) as HTMLElement;
  second.append(rest.extractContents());
  block.after(second);
  giveNewId(isBlank(block) && !isBlank(second) ? block : second);
  mend(block);
  mend(second);
  return second;
}

/** A new paragraph at the caret; what follows a heading is text. */
export function splitHere(root: HTMLElement): boolean {
  const selection = document.getSelection();
  const block = blockAround(selection?.focusNode ?? null, root);
  if (!selection?.focusNode || !block) return false;
  const second = splitAt(block, selection.focusNode, selection.focusOffset);
  if (second.dataset["type"] === "heading" && isBlank(second)) makeParagraph(second);
  placeCaret(second, 0);
  return true;
}

/** Makes `lower` the end of `upper`; an empty upper block simply goes. */
export function joinBlocks(upper: HTMLElement, lower: HTMLElement): void {
  if (isBlank(upper)) {
    upper.remove();
    placeCaret(lower, 0);
    return;
  }
  const end = length(upper);
  upper.append(...lower.childNodes);
  lower.remove();
  mend(upper);
  placeCaret(upper, end);
}

type Point = [HTMLElement, Node, number];

const endOf = (block: HTMLElement): Point => [block, block, block.childNodes.length];

/** The part of the editor that a place is in, or beside which it stands. */
function partAt(root: HTMLElement, node: Node, offset: number, edge: "start" | "end"): Element | null {
  if (node === root) return root.children[edge === "start" ? offset : offset - 1] ?? null;
  let part: Node | null = node;
  while (part && part.parentNode !== root) part = part.parentNode;
  return part instanceof Element ? part : null;
}

/** Where a selection begins or ends in the text; a card that it touches lies within. */
function edge(root: HTMLElement, range: Range, side: "start" | "end"): Point | null {
  const [node, offset] = side === "start" ? [range.startContainer, range.startOffset] : [range.endContainer, range.endOffset];
  const part = partAt(root, node, offset, side);
  if (isCard(part)) {
    const beside = side === "start" ? part.previousElementSibling : part.nextElementSibling;
    if (!(beside instanceof HTMLElement) || isCard(beside)) return null;
    return side === "start" ? endOf(beside) : [beside, beside, 0];
  }
  if (!(part instanceof HTMLElement)) return null;
  if (node !== root) return [part, node, offset];
  return side === "start" ? [part, part, 0] : endOf(part);
}

/** Deletes a selection that is more than words of one block; false where it isn't. */
export function deleteSpan(root: HTMLElement): boolean {
  const selection = document.getSelection();
  if (!selection || selection.isCollapsed || selection.rangeCount === 0) return false;
  const range = selection.getRangeAt(0);
  const [first, last] = [edge(root, range, "start"), edge(root, range, "end")];
  if (!first || !last || first[0] === last[0]) return false;
  const start = offsetIn(...first);
  range.setStart(first[1], first[2]);
  range.setEnd(first[0], first[0].childNodes.length);
  range.deleteContents();
  while (first[0].nextElementSibling && first[0].nextElementSibling !== last[0]) first[0].nextElementSibling.remove();
  range.setStart(last[0], 0);
  range.setEnd(last[1], last[2]);
  range.deleteContents();
  first[0].append(...last[0].childNodes);
  last[0].remove();
  mend(first[0]);
  placeCaret(first[0], start);
  return true;
}

const element = (block: Block): HTMLElement => (isText(block) ? blockElement(block) : cardOf(block));

/** The place of the caret, where that is in a block of text; a selection goes first. */
function openPlace(root: HTMLElement): Point | null {
  const selection = document.getSelection();
  if (!selection) return null;
  if (!deleteSpan(root) && !selection.isCollapsed) selection.deleteFromDocument();
  const block = blockAround(selection.focusNode, root);
  return block && selection.focusNode ? [block, selection.focusNode, selection.focusOffset] : null;
}

/** Puts a line in at the caret, as it looks, whatever the looks around it. */
export function insertLine(root: HTMLElement, line: readonly Inline[]): boolean {
  const place = openPlace(root);
  if (!place) return false;
  const [block, node, offset] = place;
  const rest = document.createRange();
  rest.setStart(node, offset);
  rest.setEnd(block, block.childNodes.length);
  const tail = rest.extractContents();
  block.append(...lineNodes(line));
  const end = length(block);
  block.append(tail);
  mend(block);
  placeCaret(block, end);
  return true;
}

/** Puts blocks in at the caret: the first line continues the one before, the last goes on behind. */
export function insertBlocks(root: HTMLElement, blocks: readonly Block[]): boolean {
  const [only] = blocks;
  if (!only) return false;
  if (blocks.length === 1 && isText(only)) return insertLine(root, only.runs);
  const place = openPlace(root);
  if (!place) return false;
  const tail = splitAt(...place);
  const made = blocks.map(element);
  tail.before(...made);
  continueWith(place[0], made[0]);
  placeCaret(...endInto(made.at(-1), tail));
  return true;
}

/** An empty line before gives way to the pasted one. */
function continueWith(head: HTMLElement, pasted: HTMLElement | undefined): void {
  if (!pasted || isCard(pasted)) return;
  if (isBlank(head)) return head.remove();
  head.append(...pasted.childNodes);
  pasted.remove();
  mend(head);
}

/** Words behind the caret keep their block; returns the block and place where writing goes on. */
function endInto(pasted: HTMLElement | undefined, tail: HTMLElement): [HTMLElement, number] {
  if (!pasted || isCard(pasted)) return [tail, 0];
  const end = length(pasted);
  if (isBlank(tail)) {
    tail.remove();
    return [pasted, end];
  }
  tail.prepend(...pasted.childNodes);
  pasted.remove();
  mend(tail);
  return [tail, end];
}
