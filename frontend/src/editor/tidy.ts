/** Brings what the browser made back to the model: only blocks at the top, each with its own id. */
import { blockElement, blocksOf, depthOf, giveNewId, holdOpen, isBlank, isListItem, isOrdered, makeParagraph, startOf } from "./dom.ts";
import { isCard } from "./kept.ts";
import { listSigns } from "./signs.ts";

/** Moves a stray node (typed into an emptied editor, or a <div>) into a block of its own. */
function wrap(node: ChildNode): void {
  const block = blockElement();
  block.replaceChildren();
  node.replaceWith(block);
  if (node instanceof HTMLElement && node.nodeName !== "BR") block.append(...node.childNodes);
  else block.append(node);
}

function keepingCaret(act: () => void): void {
  const selection = document.getSelection();
  const node = selection?.focusNode ?? null;
  const offset = selection?.focusOffset ?? 0;
  act();
  if (node?.isConnected && node instanceof Text) selection?.collapse(node, offset);
}

function complete(block: HTMLElement): void {
  if (!block.dataset["type"]) makeParagraph(block);
  if (!block.dataset["id"]) giveNewId(block);
  for (const styled of [block, ...block.querySelectorAll("[style]")]) styled.removeAttribute("style");
  holdOpen(block);
}

/** A browser's own split leaves two blocks with one id: the words keep it, else the first half. */
function separate(first: HTMLElement, second: HTMLElement): HTMLElement {
  const stranger = isBlank(first) && !isBlank(second) ? first : second;
  giveNewId(stranger);
  return stranger === first ? second : first;
}

function giveDifferentIds(blocks: HTMLElement[]): void {
  const holders = new Map<string, HTMLElement>();
  for (const block of blocks) {
    const id = block.dataset["id"] ?? "";
    const holder = holders.get(id);
    holders.set(id, holder ? separate(holder, block) : block);
  }
}

/** Before, between and behind cards there is always a line to write on. */
function leaveLines(root: HTMLElement): void {
  for (const card of [...root.children].filter(isCard)) {
    if (card.previousElementSibling?.nodeName !== "P") card.before(blockElement());
    if (!card.nextElementSibling) card.after(blockElement());
  }
}

function showSigns(root: HTMLElement): void {
  const parts = [...root.children] as HTMLElement[];
  const items = parts.map((part) =>
    isListItem(part) ? { ordered: isOrdered(part), depth: depthOf(part), start: startOf(part) } : null);
  listSigns(items).forEach((sign, n) => {
    const part = parts[n];
    if (sign && part && part.dataset["sign"] !== sign) part.dataset["sign"] = sign;
  });
}

export function tidy(root: HTMLElement): void {
  const strays = [...root.childNodes].filter((node) => node.nodeName !== "P" && !isCard(node));
  if (strays.length > 0) keepingCaret(() => strays.forEach(wrap));
  if (!root.firstElementChild) root.append(blockElement());
  leaveLines(root);
  const blocks = blocksOf(root);
  blocks.forEach(complete);
  giveDifferentIds(blocks);
  showSigns(root);
  root.classList.toggle("is-empty", root.children.length === 1 && isBlank(root));
}
