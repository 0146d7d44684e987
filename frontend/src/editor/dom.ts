/**
 * Between the model and the page. A block of text is one <p data-id data-type ...>; what the
 * editor cannot change is a card in its place, or an atom within a line.
 */
import { atomNode, cardOf, isCard, keptAtom, keptBlock } from "./kept.ts";
import { looksInside, plain, runNode, runOf, type Looks } from "./marks.ts";
import {
  blockText, cleanText, deepest, isBlankLine, isRun, isText, joinRuns, newId, strangeIn,
  type Block, type Content, type Inline, type TextBlock,
} from "./model.ts";

/** What a paragraph read as when it was written or read last, and the block that this is. */
const reading = new WeakMap<HTMLElement, { raw: string; block: TextBlock }>();
/** Paragraphs that nothing touched since they were read; a long text is not read anew at each key. */
const untouched = new WeakSet<HTMLElement>();
const watcher = new MutationObserver(noteChanges);
/** Strange characters and empty lines that the text was opened with are no slips of typing. */
let known = "";
let blankIds = new Set<string>();

export const blocksOf = (root: Element): HTMLElement[] => [...root.querySelectorAll<HTMLElement>(":scope > p")];
export const partsOf = (root: Element): HTMLElement[] => [...root.querySelectorAll<HTMLElement>(":scope > [data-type]")];

/** The editor's paragraph that holds a node, if any; what is inside a card is no text of it. */
export function blockAround(node: Node | null, root: Element): HTMLElement | null {
  const element = node instanceof Element ? node : (node?.parentElement ?? null);
  const block = element?.closest<HTMLElement>("[data-editor-area] > p");
  return block && root.contains(block) ? block : null;
}

export const isListItem = (block: HTMLElement): boolean => block.dataset["type"] === "list_item";
export const isOrdered = (block: HTMLElement): boolean => block.dataset["ordered"] === "true";
export const depthOf = (block: HTMLElement): number => Number(block.dataset["depth"] ?? "0") || 0;
export const startOf = (block: HTMLElement): number | undefined =>
  block.dataset["start"] === undefined ? undefined : Number(block.dataset["start"]);
export const isBlank = (block: Element): boolean =>
  (block.textContent ?? "") === "" && block.querySelector("[data-atom]") === null;

export function makeParagraph(block: HTMLElement): void {
  for (const name of ["ordered", "depth", "start", "level", "sign"]) delete block.dataset[name];
  block.dataset["type"] = "paragraph";
}

export function makeListItem(block: HTMLElement, ordered: boolean, depth: number): void {
  const step = Math.max(0, Math.min(depth, deepest));
  if (!isListItem(block) || isOrdered(block) !== ordered || depthOf(block) !== step) delete block.dataset["start"];
  delete block.dataset["level"];
  Object.assign(block.dataset, { type: "list_item", ordered: String(ordered), depth: String(step) });
}

export function giveNewId(block: HTMLElement): void {
  block.dataset["id"] = newId();
  delete block.dataset["start"];
  block.removeAttribute("class");
}

/** The line under a node. A <br> of the browser's own only holds a line open. */
export function lineUnder(node: Node, looks: Looks = plain): Inline[] {
  if (node instanceof Text) return [runOf(cleanText(node.data, known), looks)];
  if (node instanceof Element) {
    const atom = node.hasAttribute("data-atom") ? keptAtom(node) : null;
    if (atom) return [atom];
  }
  const inner = node instanceof Element ? looksInside(node, looks) : looks;
  return [...node.childNodes].flatMap((child) => lineUnder(child, inner));
}

function readRaw(block: HTMLElement): TextBlock {
  const id = block.dataset["id"] ?? newId();
  const runs = joinRuns(lineUnder(block));
  const page = block.dataset["landscape"] === "true" ? { landscape: true } : {};
  if (block.dataset["type"] === "heading") {
    return { id, type: "heading", level: Number(block.dataset["level"] ?? "1"), runs, ...page };
  }
  if (!isListItem(block)) return { id, type: "paragraph", runs, ...page };
  const start = startOf(block);
  const counted = start === undefined ? {} : { start };
  return { id, type: "list_item", ordered: isOrdered(block), depth: depthOf(block), ...counted, runs, ...page };
}

function noteChanges(records: MutationRecord[]): void {
  for (const { target } of records) {
    const block = (target instanceof Element ? target : target.parentElement)?.closest<HTMLElement>("[data-editor-area] > p");
    if (block) untouched.delete(block);
  }
}

/** The same object as long as the paragraph reads the same, and as it came if it never changed. */
function readBlock(block: HTMLElement): TextBlock {
  const last = reading.get(block);
  if (last && untouched.has(block)) return last.block;
  const fresh = readRaw(block);
  const raw = JSON.stringify(fresh);
  untouched.add(block);
  if (last?.raw === raw) return last.block;
  reading.set(block, { raw, block: fresh });
  return fresh;
}

/** Everything on the page, empty lines too. */
export function readAll(root: Element): Block[] {
  noteChanges(watcher.takeRecords());
  return partsOf(root).flatMap((part): Block[] => {
    if (part.nodeName === "P") return [readBlock(part)];
    const kept = isCard(part) ? keptBlock(part) : null;
    return kept ? [kept] : [];
  });
}

/** What a save sends: empty lines only where the text was opened with them. */
export function readContent(root: Element): Content {
  const blocks = readAll(root).filter((one) => !isText(one) || !isBlankLine(one.runs) || blankIds.has(one.id));
  return { version: 1, blocks };
}

const inlineNode = (one: Inline): Node => (isRun(one) ? runNode(one) : atomNode(one));

/** Nodes of a line; a <br> holds an empty line open, and lets the caret stand behind a last atom. */
export function lineNodes(line: readonly Inline[]): Node[] {
  return line.map(inlineNode);
}

export function holdOpen(block: HTMLElement): void {
  const last = block.lastChild;
  const needs = isBlank(block) ? block.querySelector("br") === null : last instanceof Element && last.hasAttribute("data-atom");
  if (needs) block.append(document.createElement("br"));
}

export function blockElement(block?: TextBlock): HTMLElement {
  const element = document.createElement("p");
  element.dataset["id"] = block?.id ?? newId();
  element.dataset["type"] = block?.type ?? "paragraph";
  if (block?.type === "list_item") {
    Object.assign(element.dataset, { ordered: String(block.ordered ?? false), depth: String(block.depth ?? 0) });
    if (block.start !== undefined) element.dataset["start"] = String(block.start);
  }
  if (block?.type === "heading") element.dataset["level"] = String(block.level);
  if (block?.landscape) element.dataset["landscape"] = "true";
  element.append(...lineNodes(block?.runs ?? []));
  holdOpen(element);
  if (block) reading.set(element, { raw: JSON.stringify(readRaw(element)), block });
  return element;
}

export function writeAll(root: Element, blocks: readonly Block[]): void {
  root.replaceChildren(...blocks.map((block) => (isText(block) ? blockElement(block) : cardOf(block))));
  if (!root.firstChild) root.append(blockElement());
}

/** Opens a text: what it holds of strange characters and empty lines is kept from now on. */
export function openContent(root: Element, content: Content): void {
  known = strangeIn(content.blocks.map(blockText).join(""));
  blankIds = new Set(content.blocks.filter((one) => isText(one) && isBlankLine(one.runs)).map((one) => one.id));
  writeAll(root, content.blocks);
  watcher.observe(root, { subtree: true, childList: true, characterData: true, attributes: true });
}
