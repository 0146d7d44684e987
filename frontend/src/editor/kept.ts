/**
 * What the editor cannot change. Cards and atoms on the page name their data, which stays here
 * untouched; how they look is what the server drew, found again by their shape.
 */
import { isRun, isText, wordsOf, type Atom, type Content, type Kept } from "./model.ts";
import { shapeOf } from "./shape.ts";

const blocks = new Map<string, Kept>();
const atoms = new Map<string, Atom>();
const previews = new Map<string, Element>();
let count = 0;

/** Takes up how the server drew this content, from `<template id="previews">`. */
export function readPreviews(template: Element | null, content: Content): void {
  if (!(template instanceof HTMLTemplateElement)) return;
  for (const block of content.blocks) {
    const drawn = template.content.querySelector(`[data-id="${CSS.escape(block.id)}"]`);
    if (!drawn) continue;
    if (!isText(block)) previews.set(shapeOf(block), drawn);
    else rememberAtoms(block.runs.filter((one) => !isRun(one)) as Atom[], drawn);
  }
}

function rememberAtoms(found: Atom[], line: Element): void {
  const drawn = line.querySelectorAll("[data-atom]");
  found.forEach((atom, n) => {
    const preview = drawn[n];
    if (preview) previews.set(shapeOf(atom), preview);
  });
}

/** In the editor nothing of a preview may take the focus, lead away or be named twice. */
function copyOf(preview: Element): HTMLElement {
  const copy = document.importNode(preview, true) as HTMLElement;
  for (const one of [copy, ...copy.querySelectorAll("*")]) {
    for (const name of ["href", "tabindex", "download", "id", "target"]) {
      // an icon's href is its drawing
      if (!(one instanceof SVGElement)) one.removeAttribute(name);
    }
  }
  return copy;
}

/** Without a preview (text from another page): what it says, or one word for it. */
function plainly(part: Kept | Atom, tag: string): HTMLElement {
  if (part.type === "note") return plainNote(part);
  const shown = document.createElement(tag);
  const text = wordsOf(part).join(" ");
  shown.className = tag === "span" ? "island-inline" : "kept-card";
  shown.textContent = text || document.querySelector<HTMLElement>("[data-kept-word]")?.dataset["keptWord"] || "□";
  return shown;
}

function plainNote(note: Kept | Atom): HTMLElement {
  const mark = document.createElement("sup");
  mark.className = "note-mark";
  mark.title = wordsOf(note).join("");
  mark.dataset["note"] = note["endnote"] === true ? "endnote" : "note";
  return mark;
}

export function cardOf(block: Kept): HTMLElement {
  blocks.set(block.id, block);
  const card = document.createElement("div");
  card.className = "kept";
  card.contentEditable = "false";
  card.dataset["id"] = block.id;
  card.dataset["type"] = "kept";
  const preview = previews.get(shapeOf(block));
  const inner = preview ? copyOf(preview) : plainly(block, "div");
  inner.removeAttribute("data-id");
  card.append(inner);
  return card;
}

/** Never built as such: it only tells cards from other elements when types are checked. */
export type Card = HTMLElement & { readonly isCard: true };

export const isCard = (node: Node | null | undefined): node is Card =>
  node instanceof HTMLElement && node.dataset["type"] === "kept";

/** The block of a card; null for a card that the editor did not make. */
export const keptBlock = (card: HTMLElement): Kept | null => blocks.get(card.dataset["id"] ?? "") ?? null;

export function atomNode(atom: Atom): HTMLElement {
  const key = `a${++count}`;
  atoms.set(key, atom);
  const preview = previews.get(shapeOf(atom));
  const node = atom.type === "line_break" ? document.createElement("br") : preview ? copyOf(preview) : plainly(atom, "span");
  node.dataset["atom"] = key;
  if (atom.type !== "line_break") node.contentEditable = "false";
  return node;
}

export const keptAtom = (node: Element): Atom | null => atoms.get(node.getAttribute("data-atom") ?? "") ?? null;
