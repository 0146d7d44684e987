/** How blocks and atoms that are more than words are drawn: as readers see them. */
import type { Node } from "prosemirror-model";
import type { NodeView, NodeViewConstructor } from "prosemirror-view";
import { iconNode, say, type Words } from "../words.ts";

const emuAPixel = 9525;

function element(tag: string, className: string, ...inner: (globalThis.Node | string)[]): HTMLElement {
  const made = document.createElement(tag);
  if (className) made.className = className;
  made.append(...inner);
  return made;
}

function name(dom: HTMLElement, node: Node): void {
  dom.dataset["id"] = (node.attrs["id"] as string | null) ?? "";
  dom.dataset["type"] = node.type.name;
}

/** Redrawn whole when an attribute changes; nothing within is edited but `contentDOM`. */
class Shown implements NodeView {
  readonly dom: HTMLElement;
  readonly contentDOM?: HTMLElement;

  constructor(protected node: Node, private readonly draw: (dom: HTMLElement, node: Node) => void, tag: string, content?: HTMLElement) {
    this.dom = document.createElement(tag);
    if (content) this.contentDOM = content;
    draw(this.dom, node);
  }

  update(node: Node): boolean {
    if (node.type !== this.node.type) return false;
    const same = node.sameMarkup(this.node);
    this.node = node;
    if (!same) this.draw(this.dom, node);
    return true;
  }

  ignoreMutation(mutation: { type: string; target: globalThis.Node }): boolean {
    if (mutation.type === "selection") return false;
    return !this.contentDOM?.contains(mutation.target);
  }
}

function drawColumns(table: HTMLElement, node: Node): void {
  const widths = node.attrs["widths"] as number[];
  const whole = widths.reduce((sum, one) => sum + one, 0);
  table.querySelector(":scope > colgroup")?.remove();
  if (whole === 0) return;
  const columns = widths.map((width) => {
    const column = document.createElement("col");
    column.setAttribute("width", `${Math.round((1000 * width) / whole) / 10}%`);
    return column;
  });
  table.prepend(element("colgroup", "", ...columns));
}

const table = (): NodeViewConstructor => (node) => {
  const body = document.createElement("tbody");
  const inner = element("table", "", body);
  return new Shown(node, (dom, now) => {
    dom.classList.add("table-box");
    name(dom, now);
    drawColumns(inner, now);
    if (!inner.parentNode) dom.append(inner);
  }, "div", body);
};

function image(words: Words, node: Node): HTMLElement {
  const { hash, media, alt, width, height } = node.attrs as { hash: string; media: string; alt: string; width: number; height: number };
  if (!words.shown.includes(media)) {
    const label = element("strong", "", say(words, "picture"));
    const card = element("div", "kept-card", iconNode(words, "image"), element("span", "", label, ` ${say(words, "notShown")} ${alt}`));
    card.contentEditable = "false";
    return card;
  }
  const img = document.createElement("img");
  const pixels = (emu: number): number => Math.max(1, Math.round(emu / emuAPixel));
  Object.assign(img, { alt, width: pixels(width), height: pixels(height), decoding: "async", draggable: false });
  img.src = words.files + hash;
  return img;
}

const picture = (words: Words): NodeViewConstructor => (node) => {
  const caption = element("figcaption", "");
  caption.dataset["placeholder"] = say(words, "caption");
  return new Shown(node, (dom, now) => {
    name(dom, now);
    const drawn = image(words, now);
    if (dom.firstChild && dom.firstChild !== caption) dom.firstChild.replaceWith(drawn);
    else dom.prepend(drawn);
    if (!caption.parentNode) dom.append(caption);
  }, "figure", caption);
};

const kindOf = (words: Words, kind: string): { label: string; icon: string } =>
  words.kinds[kind] ?? words.kinds["other"] ?? { label: kind, icon: "puzzle" };

const island = (words: Words): NodeViewConstructor => (node) => new Shown(node, (dom, now) => {
  const { label, icon } = kindOf(words, now.attrs["kind"] as string);
  const text = now.attrs["text"] as string;
  dom.classList.add("kept-card");
  name(dom, now);
  const inner = element("div", "", element("strong", "", label), " ", element("span", "kept-hint", say(words, "kept")));
  if (text) inner.append(element("div", "kept-text", text));
  dom.replaceChildren(iconNode(words, icon), inner);
}, "div");

const pageBreak = (words: Words): NodeViewConstructor => (node) => new Shown(node, (dom, now) => {
  dom.classList.add("page-break");
  name(dom, now);
  dom.setAttribute("role", "separator");
  dom.replaceChildren(element("span", "", say(words, "newPage")));
}, "div");

const inlineIsland = (words: Words): NodeViewConstructor => (node) => new Shown(node, (dom, now) => {
  const { label, icon } = kindOf(words, now.attrs["kind"] as string);
  dom.classList.add("island-inline");
  dom.title = label;
  dom.dataset["atom"] = "";
  dom.replaceChildren(iconNode(words, icon), (now.attrs["text"] as string) || label);
}, "span");

const figure = (words: Words): NodeViewConstructor => (node) => new Shown(node, (dom, now) => {
  dom.classList.add("figure-ref");
  dom.title = say(words, "fromRegister", { version: now.attrs["version"] as number });
  dom.dataset["atom"] = "";
  dom.textContent = now.attrs["text"] as string;
}, "span");

export const nodeViews = (words: Words): Record<string, NodeViewConstructor> => ({
  table: table(), picture: picture(words), island: island(words), page_break: pageBreak(words),
  inline_island: inlineIsland(words), figure: figure(words),
});
