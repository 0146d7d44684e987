/** Between the model and the page: every block is one <p data-id data-type data-ordered data-depth>. */
import { cleanText, deepest, joinRuns, newId, type Block, type Content, type Mark, type Run } from "./model.ts";

const boldTags = new Set(["B", "STRONG"]);

export function blocksOf(root: Element): HTMLElement[] {
  return [...root.querySelectorAll<HTMLElement>(":scope > p")];
}

/** The editor's block that holds a node, if any. */
export function blockAround(node: Node | null, root: Element): HTMLElement | null {
  const element = node instanceof Element ? node : (node?.parentElement ?? null);
  const block = element?.closest<HTMLElement>("p[data-type]");
  return block && root.contains(block) ? block : null;
}

export const isListItem = (block: HTMLElement): boolean => block.dataset["type"] === "list_item";
export const depthOf = (block: HTMLElement): number => Number(block.dataset["depth"] ?? "0") || 0;
export const isBlank = (block: HTMLElement): boolean => (block.textContent ?? "") === "";

export function makeParagraph(block: HTMLElement): void {
  block.dataset["type"] = "paragraph";
  block.dataset["ordered"] = "false";
  block.dataset["depth"] = "0";
}

export function makeListItem(block: HTMLElement, ordered: boolean, depth: number): void {
  block.dataset["type"] = "list_item";
  block.dataset["ordered"] = String(ordered);
  block.dataset["depth"] = String(Math.max(0, Math.min(depth, deepest)));
}

export function giveNewId(block: HTMLElement): void {
  block.dataset["id"] = newId();
  block.removeAttribute("class");
}

export function runsUnder(node: Node, marks: Mark[]): Run[] {
  if (node instanceof Text) return [{ text: cleanText(node.data), marks }];
  const inner = boldTags.has(node.nodeName) ? (["bold"] as Mark[]) : marks;
  return [...node.childNodes].flatMap((child) => runsUnder(child, inner));
}

function readBlock(block: HTMLElement): Block {
  const id = block.dataset["id"] ?? newId();
  const runs = joinRuns(runsUnder(block, []));
  if (!isListItem(block)) return { id, type: "paragraph", runs };
  return { id, type: "list_item", ordered: block.dataset["ordered"] === "true", depth: depthOf(block), runs };
}

/** What stands on the page, without blocks that hold nothing. */
export function readContent(root: Element): Content {
  const blocks = blocksOf(root).map(readBlock);
  return { version: 1, blocks: blocks.filter((block) => block.runs.some((run) => run.text.trim() !== "")) };
}

function runNode(run: Run): Node {
  const text = document.createTextNode(run.text);
  if (!run.marks.includes("bold")) return text;
  const strong = document.createElement("strong");
  strong.append(text);
  return strong;
}

export function blockElement(block?: Block): HTMLElement {
  const element = document.createElement("p");
  element.dataset["id"] = block?.id ?? newId();
  if (block?.type === "list_item") makeListItem(element, block.ordered, block.depth);
  else makeParagraph(element);
  if (block?.runs.length) element.append(...block.runs.map(runNode));
  else element.append(document.createElement("br"));
  return element;
}

export function writeContent(root: Element, content: Content): void {
  root.replaceChildren(...content.blocks.map((block) => blockElement(block)));
  if (!root.firstChild) root.append(blockElement());
}
