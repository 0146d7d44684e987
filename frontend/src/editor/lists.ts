/** Lists are a property of blocks: turning one on, off, deeper, shallower. */
import { blockAround, blocksOf, depthOf, isBlank, isListItem, isOrdered, makeListItem, makeParagraph } from "./dom.ts";
import { deepest } from "./model.ts";

/** The blocks that the selection touches; one that it only ends in front of is left out. */
export function selectedBlocks(root: Element): HTMLElement[] {
  const selection = document.getSelection();
  if (!selection || selection.rangeCount === 0) return [];
  const range = selection.getRangeAt(0);
  if (!root.contains(range.commonAncestorContainer)) return [];
  const touched = touchedBy(range, root);
  const last = touched.at(-1);
  if (touched.length > 1 && last && endsInFrontOf(range, last)) touched.pop();
  return touched;
}

/** From block to block where both ends are in text; else each is looked at. */
function touchedBy(range: Range, root: Element): HTMLElement[] {
  const [first, last] = [blockAround(range.startContainer, root), blockAround(range.endContainer, root)];
  if (!first || !last) return blocksOf(root).filter((block) => range.intersectsNode(block));
  const touched: HTMLElement[] = [first];
  for (let one: Element | null = first; one && one !== last;) {
    one = one.nextElementSibling;
    if (one instanceof HTMLElement && one.nodeName === "P") touched.push(one);
  }
  return touched;
}

function endsInFrontOf(range: Range, block: HTMLElement): boolean {
  const lead = document.createRange();
  lead.setStart(block, 0);
  lead.setEnd(range.endContainer, range.endOffset);
  return lead.toString() === "" && !isBlank(block);
}

export function isListOf(block: HTMLElement, ordered: boolean): boolean {
  return isListItem(block) && isOrdered(block) === ordered;
}

export function toggleList(blocks: HTMLElement[], ordered: boolean): void {
  if (blocks.every((block) => isListOf(block, ordered))) blocks.forEach(makeParagraph);
  else blocks.forEach((block) => makeListItem(block, ordered, depthOf(block)));
}

function ceiling(block: HTMLElement): number {
  const before = block.previousElementSibling;
  if (!(before instanceof HTMLElement) || !isListItem(before)) return 0;
  return Math.min(depthOf(before) + 1, deepest);
}

/** One step deeper; the first item of a list stays where it is. */
export function indent(blocks: HTMLElement[]): void {
  for (const block of blocks.filter(isListItem)) {
    const depth = Math.min(depthOf(block) + 1, ceiling(block));
    makeListItem(block, isOrdered(block), Math.max(depth, depthOf(block)));
  }
}

/** One step up; from the top step an item becomes a paragraph. */
export function outdent(blocks: HTMLElement[]): void {
  for (const block of blocks.filter(isListItem)) {
    if (depthOf(block) === 0) makeParagraph(block);
    else makeListItem(block, isOrdered(block), depthOf(block) - 1);
  }
}
