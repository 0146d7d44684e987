/** Places in the text as block and counted offset: they outlive the nodes that they stand in. */
import { countedText, isAtom } from "../counted.ts";
import { blockAround } from "./dom.ts";

export interface Place { id: string; offset: number }
export interface Caret { anchor: Place; focus: Place }

export function rangeTo(block: Node, node: Node, offset: number): Range {
  const range = document.createRange();
  range.setStart(block, 0);
  range.setEnd(node, offset);
  return range;
}

/** How much of its block stands before a place: characters as UTF-16 counts them, an atom is one. */
export const offsetIn = (block: Node, node: Node, offset: number): number =>
  countedText(rangeTo(block, node, offset).cloneContents()).length;

function place(root: Element, node: Node | null, offset: number): Place | null {
  const block = blockAround(node, root);
  if (!block || !node) return null;
  return { id: block.dataset["id"] ?? "", offset: offsetIn(block, node, offset) };
}

export function caretIn(root: Element): Caret | null {
  const selection = document.getSelection();
  if (!selection) return null;
  const anchor = place(root, selection.anchorNode, selection.anchorOffset);
  const focus = place(root, selection.focusNode, selection.focusOffset);
  return anchor && focus ? { anchor, focus } : null;
}

type Point = [Node, number];

const indexOf = (node: ChildNode): number => [...(node.parentNode?.childNodes ?? [])].indexOf(node);

/** The node and its offset at a counted offset of a block. */
export function pointAt(block: HTMLElement, offset: number): Point {
  let left = offset;
  let end: Point = [block, 0];
  const walk = (node: ChildNode): Point | null => {
    if (node instanceof Text) {
      if (left <= node.length) return [node, left];
      left -= node.length;
      end = [node, node.length];
    } else if (isAtom(node)) {
      if (left === 0) return [node.parentNode as Node, indexOf(node)];
      left -= 1;
      end = [node.parentNode as Node, indexOf(node) + 1];
    } else for (const child of node.childNodes) {
      const found = walk(child);
      if (found) return found;
    }
    return null;
  };
  for (const child of block.childNodes) {
    const found = walk(child);
    if (found) return found;
  }
  return end;
}

export function placeCaret(block: HTMLElement, offset: number): void {
  document.getSelection()?.collapse(...pointAt(block, offset));
}

export function showCaret(root: Element, caret: Caret | null): void {
  if (!caret) return;
  const find = (id: string): HTMLElement | null => root.querySelector(`:scope > p[data-id="${CSS.escape(id)}"]`);
  const [anchor, focus] = [find(caret.anchor.id), find(caret.focus.id)];
  if (anchor && focus) {
    document.getSelection()?.setBaseAndExtent(...pointAt(anchor, caret.anchor.offset), ...pointAt(focus, caret.focus.offset));
  }
}
