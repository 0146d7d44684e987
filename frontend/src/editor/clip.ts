/** Cut and copy within the editor: nothing is lost on the way, and copies get ids of their own. */
import { chosenPart } from "./chosen.ts";
import { blockAround, lineUnder, partsOf, readAll } from "./dom.ts";
import { isCard, keptAtom, keptBlock } from "./kept.ts";
import { runNode } from "./marks.ts";
import { isRun, isText, joinRuns, newId, wordsOf, type Block, type Inline, type TextBlock } from "./model.ts";
import { parseContent } from "./parse.ts";
import { idsOf, withFreshIds } from "./shape.ts";

const kind = "application/x-huigao";

/** The blocks that a selection holds, the first and the last as far as it goes. */
function selected(root: HTMLElement, range: Range): Block[] {
  const whole = new Map(readAll(root).map((block) => [block.id, block]));
  return partsOf(root).filter((part) => range.intersectsNode(part)).flatMap((part): Block[] => {
    const block = whole.get(part.dataset["id"] ?? "");
    if (isCard(part)) return keptBlock(part) ? [keptBlock(part) as Block] : [];
    return block && isText(block) ? [{ ...block, runs: lineWithin(part, range) } as TextBlock] : [];
  });
}

function lineWithin(part: HTMLElement, range: Range): Inline[] {
  const inside = document.createRange();
  inside.selectNodeContents(part);
  if (part.contains(range.startContainer)) inside.setStart(range.startContainer, range.startOffset);
  if (part.contains(range.endContainer)) inside.setEnd(range.endContainer, range.endOffset);
  // what surrounds both ends is no part of the fragment, but it is of the looks
  const block = part.cloneNode(false) as HTMLElement;
  block.append(aroundOf(inside, part));
  return joinRuns(lineUnder(block));
}

function aroundOf(range: Range, block: HTMLElement): Node {
  let inner: Node = range.cloneContents();
  let around: Node | null = range.commonAncestorContainer;
  if (around instanceof Text) around = around.parentNode;
  for (; around && around !== block; around = around.parentNode) {
    const copy = around.cloneNode(false);
    copy.appendChild(inner);
    inner = copy;
  }
  return inner;
}

function asHtml(block: Block): string {
  const holder = document.createElement("div");
  if (!isText(block)) {
    holder.textContent = wordsOf(block).join(" ");
    return `<p>${holder.innerHTML}</p>`;
  }
  holder.append(...block.runs.filter(isRun).map(runNode));
  return `<p>${holder.innerHTML}</p>`;
}

/** What the clipboard is to hold: the chosen card or atom, else the selected words. */
function taken(root: HTMLElement): Block[] | null {
  const part = chosenPart();
  const atom = part ? keptAtom(part) : null;
  if (part && isCard(part)) return keptBlock(part) ? [keptBlock(part) as Block] : null;
  if (atom) return [{ id: newId(), type: "paragraph", runs: [atom] }];
  const selection = document.getSelection();
  if (!selection || selection.isCollapsed || selection.rangeCount === 0) return null;
  const range = selection.getRangeAt(0);
  if (!root.contains(range.commonAncestorContainer)) return null;
  const inText = blockAround(range.startContainer, root) ?? blockAround(range.endContainer, root);
  return inText || range.commonAncestorContainer === root ? selected(root, range) : null;
}

/** Fills the clipboard; true where there was something to take. */
export function copy(event: ClipboardEvent, root: HTMLElement, key: string): boolean {
  const blocks = event.clipboardData ? taken(root) : null;
  if (!event.clipboardData || !blocks) return false;
  event.clipboardData.setData(kind, JSON.stringify({ key, blocks }));
  event.clipboardData.setData("text/plain", blocks.map((block) => wordsOf(block).join(isText(block) ? "" : "\t")).join("\n"));
  event.clipboardData.setData("text/html", blocks.map(asHtml).join(""));
  event.preventDefault();
  return true;
}

const needsFile = (part: unknown): boolean => JSON.stringify(part).includes('"hash":');

/** What comes from another section leaves its files there; the server would refuse them here. */
function withoutFiles(blocks: Block[]): { blocks: Block[]; left: number } {
  let left = 0;
  const keep = (part: unknown): boolean => {
    if (!needsFile(part)) return true;
    left += 1;
    return false;
  };
  const lines = blocks.flatMap((block): Block[] => {
    if (!isText(block)) return keep(block) ? [block] : [];
    return [{ ...block, runs: block.runs.filter(keep) } as TextBlock];
  });
  return { blocks: lines, left };
}

/** The section in "PERSON-SECTION". */
const sectionOf = (key: string): string => key.slice(key.indexOf("-") + 1);

/** Blocks that this editor copied, with ids that are free here; null for any other clipboard. */
export function pasted(data: DataTransfer, root: HTMLElement, key: string): { blocks: Block[]; left: number } | null {
  const text = data.getData(kind);
  const content = text ? parseContent(text) : null;
  if (!content) return null;
  const from = (JSON.parse(text) as { key?: unknown }).key;
  const home = typeof from === "string" && sectionOf(from) === sectionOf(key);
  const { blocks, left } = home ? { blocks: content.blocks, left: 0 } : withoutFiles(content.blocks);
  return { blocks: withFreshIds(blocks, idsOf(readAll(root)), newId), left };
}
