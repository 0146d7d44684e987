/** Text as comments count it: each atom of a line (a note's mark, an object) is one U+FFFC. */

export const atomSign = "\uFFFC";

export const isAtom = (node: Node): boolean => node instanceof Element && node.hasAttribute("data-atom");

/** What stands under a node; an atom counts once, whatever it shows. */
export function countedText(node: Node): string {
  if (node instanceof Text) return node.data;
  if (isAtom(node)) return atomSign;
  return [...node.childNodes].map(countedText).join("");
}

/** The same without atoms: what a person reads. */
export const spokenText = (text: string): string => text.replaceAll(atomSign, "");

/** The first characters, never half of one. */
export const cut = (text: string, most: number): string => Array.from(text).slice(0, most).join("");

/** How many code points a text has: the unit of places in it. */
export const points = (text: string): number => Array.from(text).length;
