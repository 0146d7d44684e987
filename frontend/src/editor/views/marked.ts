/**
 * The words that open comments speak of are marked, with a dot beside their block; so is the one
 * that a comment was followed to. Marks go along with what is written around them.
 */
import type { Node } from "prosemirror-model";
import { Plugin, PluginKey, type EditorState, type Transaction } from "prosemirror-state";
import { Decoration, DecorationSet, type EditorView } from "prosemirror-view";
import { hasId } from "../schema/schema.ts";

interface Card { id: string; block: string; start: number; end: number }
type Change = { cards: Card[] } | { chosen: string };

const key = new PluginKey<DecorationSet>("marked");

function openCards(): Card[] {
  return [...document.querySelectorAll<HTMLElement>(".comment[data-block]:not(.is-closed)")].map((card) => ({
    id: card.id, block: card.dataset["block"] ?? "", start: Number(card.dataset["start"]), end: Number(card.dataset["end"]),
  }));
}

/** How far into a block a number of code points leads, an atom being one. */
function offsetOf(block: Node, points: number): number | null {
  let [left, offset] = [points, 0];
  for (let n = 0; n < block.childCount; n += 1) {
    const child = block.child(n);
    const signs = child.isText ? Array.from(child.text ?? "") : [child];
    if (left <= signs.length) return offset + (child.isText ? signs.slice(0, left).join("").length : left * child.nodeSize);
    left -= signs.length;
    offset += child.nodeSize;
  }
  return left === 0 ? offset : null;
}

function decorationsOf(card: Card, block: Node, at: number): Decoration[] {
  const spec = { card: card.id };
  const dot = Decoration.node(at, at + block.nodeSize, { class: "has-comment" }, spec);
  const [from, to] = [offsetOf(block, card.start), offsetOf(block, card.end)];
  if (!block.isTextblock || from === null || to === null || to <= from) return [dot];
  return [dot, Decoration.inline(at + 1 + from, at + 1 + to, { class: "comment-words" }, spec)];
}

const chosenMark = { chosen: true };

function choose(set: DecorationSet, doc: Node, id: string): DecorationSet {
  const before = set.find(undefined, undefined, (spec) => spec["chosen"] === true);
  const own = set.find(undefined, undefined, (spec) => spec["card"] === id);
  const words = own.find((one) => doc.resolve(one.from).parent.isTextblock);
  const block = own.find((one) => one !== words);
  return set.remove(before).add(doc, [
    ...(words ? [Decoration.inline(words.from, words.to, { class: "is-chosen-comment" }, chosenMark)] : []),
    ...(block ? [Decoration.node(block.from, block.to, { class: "is-marked" }, chosenMark)] : []),
  ]);
}

/** Known cards keep their marks, which have moved with the text; others come and go. */
function follow(set: DecorationSet, doc: Node, cards: Card[]): DecorationSet {
  const known = new Set(set.find().map((one) => one.spec["card"] as string | undefined));
  const gone = set.find(undefined, undefined, (spec) => spec["card"] !== undefined && !cards.some((card) => card.id === spec["card"]));
  const fresh = cards.filter((card) => !known.has(card.id));
  const found: Decoration[] = [];
  if (fresh.length > 0) doc.descendants((node, at) => {
    if (hasId(node)) for (const card of fresh) if (card.block === node.attrs["id"]) found.push(...decorationsOf(card, node, at));
  });
  return set.remove(gone).add(doc, found);
}

function apply(tr: Transaction, before: DecorationSet): DecorationSet {
  const set = before.map(tr.mapping, tr.doc);
  const change = tr.getMeta(key) as Change | undefined;
  if (!change) return set;
  return "cards" in change ? follow(set, tr.doc, change.cards) : choose(set, tr.doc, change.chosen);
}

export const marked = (): Plugin<DecorationSet> => new Plugin<DecorationSet>({
  key,
  state: { init: (_, state) => follow(DecorationSet.empty, state.doc, openCards()), apply },
  props: { decorations: (state: EditorState) => key.getState(state) },
  view(view: EditorView) {
    const tell = (change: Change): void => view.dispatch(view.state.tr.setMeta(key, change));
    const again = (): void => tell({ cards: openCards() });
    document.addEventListener("htmx:after:swap", again);
    view.dom.addEventListener("huigao:mark", (event) => tell({ chosen: (event as CustomEvent<string>).detail }));
    return { destroy: () => document.removeEventListener("htmx:after:swap", again) };
  },
});
