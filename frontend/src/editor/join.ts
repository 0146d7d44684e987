/**
 * Deleting across blocks. Left alone, a browser carries the lower block's looks along in style
 * attributes; here the lower words are deleted and typed again, so that undo still works.
 */
import { blockAround, isBlank, runsUnder } from "./dom.ts";
import { joinRuns, type Run } from "./model.ts";
import { typeLines } from "./paste.ts";

function between(startNode: Node, startOffset: number, endNode: Node, endOffset: number): Range {
  const range = document.createRange();
  range.setStart(startNode, startOffset);
  range.setEnd(endNode, endOffset);
  return range;
}

function placeCaret(block: HTMLElement, offset: number): void {
  const walker = document.createTreeWalker(block, NodeFilter.SHOW_TEXT);
  let left = offset;
  for (let node = walker.nextNode(); node instanceof Text; node = walker.nextNode()) {
    if (left <= node.length) return document.getSelection()?.collapse(node, left);
    left -= node.length;
  }
  document.getSelection()?.collapse(block, block.childNodes.length);
}

function runsAfter(block: HTMLElement, node: Node, offset: number): Run[] {
  const rest = between(node, offset, block, block.childNodes.length).cloneContents();
  return joinRuns(runsUnder(rest, []));
}

/** Deletes a range that begins in one block and ends in another; the first one stays. */
function deleteAcross(range: Range, first: HTMLElement, last: HTMLElement): void {
  const length = between(first, 0, range.startContainer, range.startOffset).toString().length;
  const tail = runsAfter(last, range.endContainer, range.endOffset);
  document.getSelection()?.setBaseAndExtent(
    range.startContainer, range.startOffset, last, last.childNodes.length,
  );
  document.execCommand("delete");
  if (tail.length === 0) return;
  typeLines([tail]);
  const caret = document.getSelection()?.focusNode ?? null;
  const joined = first.isConnected ? first : caret?.parentElement?.closest("p");
  if (joined instanceof HTMLElement) placeCaret(joined, length);
}

/** Deletes a selection that spans blocks; false where it doesn't span any. */
export function deleteSpan(root: HTMLElement): boolean {
  const selection = document.getSelection();
  if (!selection || selection.isCollapsed || selection.rangeCount === 0) return false;
  const range = selection.getRangeAt(0);
  const first = blockAround(range.startContainer, root);
  const last = blockAround(range.endContainer, root);
  if (!first || !last || first === last) return false;
  deleteAcross(range, first, last);
  return true;
}

/** Makes `lower` the end of `upper`; an empty upper block simply goes. */
export function joinBlocks(upper: Element | null, lower: Element | null): boolean {
  if (!(upper instanceof HTMLElement) || !(lower instanceof HTMLElement)) return false;
  if (isBlank(upper)) upper.remove();
  else deleteAcross(between(upper, upper.childNodes.length, lower, 0), upper, lower);
  return true;
}
