/** The words of a block between two places, as a range of what is shown. */
import { countedText, isAtom, points } from "./counted.ts";

/** `start` and `end` count code points of the block's text, each atom being one. */
export function rangeOf(block: Element, start: number, end: number): Range | null {
  const range = document.createRange();
  let at = 0;
  let begun = false;
  for (const leaf of leaves(block)) {
    const size = points(countedText(leaf));
    if (!begun && start < at + size) {
      begun = true;
      if (leaf instanceof Text) range.setStart(leaf, unitsOf(leaf.data, start - at));
      else range.setStartBefore(leaf);
    }
    if (begun && end <= at + size) {
      if (leaf instanceof Text) range.setEnd(leaf, unitsOf(leaf.data, end - at));
      else range.setEndAfter(leaf);
      return range;
    }
    at += size;
  }
  return null;
}

/** Texts and atoms in reading order. */
function* leaves(node: Node): Generator<Node> {
  if (node instanceof Text || isAtom(node)) yield node;
  else for (const child of node.childNodes) yield* leaves(child);
}

/** UTF-16 units of so many code points. */
const unitsOf = (text: string, count: number): number =>
  Array.from(text).slice(0, count).join("").length;
