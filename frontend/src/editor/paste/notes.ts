/** Footnotes and endnotes of Word and WPS: their words stand at the end, each under its name. */
import type { Block } from "../content/model.ts";

const names = /^_?(ftn|edn)(\d+)$/;

/** Takes the notes' own elements out of the body, by name: "ftn1", "edn2". */
export function takeNotes(body: HTMLElement): Map<string, Element> {
  const found = new Map<string, Element>();
  for (const element of body.querySelectorAll("[id]")) {
    if (names.test(element.id)) found.set(element.id.replace(/^_/, ""), element);
  }
  for (const element of found.values()) {
    element.querySelectorAll('a[href*="#_ftnref"], a[href*="#_ednref"]').forEach((back) => back.remove());
    element.remove();
  }
  return found;
}

/** The name of the note that a mark leads to: "ftn1"; null for any other link. */
export function noteName(element: Element): string | null {
  const name = /#(_?(?:ftn|edn)\d+)$/.exec(element.getAttribute("href") ?? "")?.[1];
  return name?.replace(/^_/, "") ?? null;
}

export const isEndnote = (name: string): boolean => name.startsWith("edn");

/** Only lines of text may stand in a note. */
export const linesOnly = (blocks: readonly Block[]): Block[] => blocks.flatMap((block): Block[] => {
  if (block.type === "heading") return [{ id: block.id, type: "paragraph", runs: block.runs } as Block];
  return block.type === "paragraph" || block.type === "list_item" ? [block] : [];
});
