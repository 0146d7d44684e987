/** Brings what the browser made back to the model: only blocks at the top, each with its own id. */
import { blockElement, blocksOf, depthOf, giveNewId, isBlank, isListItem, makeParagraph } from "./dom.ts";
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
}

/**
 * A split leaves two blocks with one id: the first half keeps it. Where the first half is
 * empty (Enter at the very start), all the words are in the second, and the id stays with them.
 */
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

function showSigns(blocks: HTMLElement[]): void {
  const items = blocks.map((block) => isListItem(block)
    ? { ordered: block.dataset["ordered"] === "true", depth: depthOf(block), start: undefined } : null);
  listSigns(items).forEach((sign, n) => {
    const block = blocks[n];
    if (sign && block && block.dataset["sign"] !== sign) block.dataset["sign"] = sign;
  });
}

export function tidy(root: HTMLElement): void {
  const strays = [...root.childNodes].filter((node) => node.nodeName !== "P");
  if (strays.length > 0) keepingCaret(() => strays.forEach(wrap));
  if (!root.firstElementChild) root.append(blockElement());
  const blocks = blocksOf(root);
  blocks.forEach(complete);
  giveDifferentIds(blocks);
  showSigns(blocks);
  root.classList.toggle("is-empty", blocks.length === 1 && isBlank(root));
}
