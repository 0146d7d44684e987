/** Marks and links as elements, and back. */
import type { Mark, Run } from "./model.ts";

const tags: Record<Mark, string> = {
  bold: "strong", highlight: "mark", italic: "em", strike: "s", subscript: "sub", superscript: "sup", underline: "u",
};
const marks = new Map<string, Mark>([
  ...Object.entries(tags).map(([mark, tag]): [string, Mark] => [tag.toUpperCase(), mark as Mark]),
  ["B", "bold"], ["I", "italic"], ["STRIKE", "strike"], ["DEL", "strike"],
]);

/** How words look at a place: their marks in the order of the alphabet, and their link. */
export interface Looks { marks: readonly Mark[]; link: string }

export const plain: Looks = { marks: [], link: "" };

/** The looks inside an element, given those around it. */
export function looksInside(element: Element, around: Looks): Looks {
  const mark = marks.get(element.nodeName);
  const link = element.nodeName === "A" ? (element.getAttribute("href") ?? "") : around.link;
  if (!mark || around.marks.includes(mark)) return { marks: around.marks, link };
  return { marks: [...around.marks, mark].sort(), link };
}

export function runOf(text: string, looks: Looks): Run {
  return {
    text,
    ...(looks.marks.length > 0 ? { marks: [...looks.marks] } : {}),
    ...(looks.link ? { link: looks.link } : {}),
  };
}

export function runNode(run: Run): Node {
  let node: Node = document.createTextNode(run.text);
  for (const mark of [...(run.marks ?? [])].sort().reverse()) {
    const around = document.createElement(tags[mark]);
    around.append(node);
    node = around;
  }
  if (!run.link) return node;
  const anchor = document.createElement("a");
  anchor.setAttribute("href", run.link);
  anchor.title = run.link;
  anchor.append(node);
  return anchor;
}
