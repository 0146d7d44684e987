/** Text from Word, WPS or the web as clean blocks: what the house style decides is left behind. */
import { newId, type Block } from "../content/model.ts";
import { limits } from "../schema/schema.ts";
import { look, parsed } from "./disarm.ts";
import { headingNumber, kindOf, text, type Kind } from "./kinds.ts";
import { Lines, unwrapped } from "./lines.ts";
import { looksInside, plain, type Looks } from "./looks.ts";
import { isEndnote, linesOnly, noteName, takeNotes } from "./notes.ts";
import { tableOf } from "./tables.ts";

/** `pictures` are blocks that name their address (`src`) until they are uploaded; `left` could not come along. */
export interface Pasted { blocks: Block[]; pictures: Picture[]; left: number }
export interface Picture { block: Block; src: string }

const blockTags = new Set([
  "P", "DIV", "LI", "H1", "H2", "H3", "H4", "H5", "H6", "BLOCKQUOTE", "PRE", "SECTION", "ARTICLE", "HEADER",
  "FOOTER", "DL", "DT", "DD", "TR", "TD", "TH", "CENTER", "FIGURE", "FIGCAPTION", "ADDRESS", "HR",
]);
const silentTags = new Set([
  "STYLE", "SCRIPT", "TITLE", "META", "HEAD", "TEMPLATE", "LINK", "XML", "O:P", "SVG", "OBJECT", "IFRAME", "INPUT", "SELECT", "BUTTON",
]);

/** Signs of lists, hidden text, comments, and words that a tracked change has taken out. */
function isSilent(element: Element): boolean {
  if (silentTags.has(element.nodeName.toUpperCase()) || look(element, "display") === "none") return true;
  if (look(element, "mso-list") === "ignore" || look(element, "mso-hide") === "all") return true;
  if (element.nodeName === "DEL" && (element.hasAttribute("datetime") || element.hasAttribute("cite"))) return true;
  return /^(?:comment|header|footer)/.test(look(element, "mso-element")) || /MsoComment/.test(element.className);
}

const isPageBreak = (element: Element): boolean =>
  element.nodeName === "BR" && (look(element, "page-break-before") === "always" || look(element, "mso-special-character") === "page-break");

class Walk {
  readonly lines = new Lines();

  constructor(private readonly all: Pasted, private readonly notes: Map<string, Element>, private readonly tables: number) {}

  node(node: Node, looks: Looks, item: Kind | null): void {
    if (node.nodeType === 3) this.lines.words(unwrapped(node.nodeValue ?? ""), looks);
    else if (node.nodeType === 1) this.element(node as Element, looks, item);
  }

  private element(element: Element, looks: Looks, item: Kind | null): void {
    if (isSilent(element)) return;
    const name = element.nodeName === "A" ? noteName(element) : null;
    if (name) this.note(name);
    else if (isPageBreak(element)) this.lines.block({ id: newId(), type: "page_break" });
    else if (element.nodeName === "BR") this.lines.atom({ type: "line_break" });
    else if (element.nodeName === "IMG") this.picture(element);
    else if (element.nodeName === "TABLE") this.table(element as HTMLTableElement, looks);
    else if (element.nodeName === "UL" || element.nodeName === "OL") this.list(element, looks, item);
    else if (blockTags.has(element.nodeName)) this.block(element, looks, item);
    else this.inside(element, looksInside(element, looks), item);
  }

  inside(element: Element, looks: Looks, item: Kind | null): void {
    for (const child of element.childNodes) this.node(child, looks, item);
  }

  /** The first paragraph within an item is the item itself. */
  private block(element: Element, looks: Looks, item: Kind | null): void {
    const kind = kindOf(element) ?? (element.nodeName === "LI" ? item : null);
    const goesOn = element.nodeName !== "LI" && !kind && item !== null && this.lines.isEmpty;
    if (!goesOn) this.lines.begin(kind ?? text);
    const number = headingNumber(element);
    if (number) this.lines.words(number, plain);
    this.inside(element, looksInside(element, looks), element.nodeName === "LI" || goesOn ? item : null);
    this.lines.begin();
  }

  private list(element: Element, looks: Looks, item: Kind | null): void {
    const outer = item?.type === "list_item" ? item.depth + 1 : 0;
    const inner: Kind = { type: "list_item", ordered: element.nodeName === "OL", depth: Math.min(outer, limits.deepestList) };
    this.inside(element, looks, inner);
    this.lines.begin();
  }

  private note(name: string): void {
    const element = this.notes.get(name);
    if (!element) return;
    const walk = new Walk(this.all, new Map(), limits.deepestTable);
    walk.inside(element, plain, null);
    walk.lines.begin();
    const blocks = linesOnly(walk.lines.blocks).slice(0, limits.mostNoteBlocks);
    this.lines.atom({ type: "note", blocks, ...(isEndnote(name) ? { endnote: true } : {}) });
  }

  private picture(element: Element): void {
    const src = element.getAttribute("src") ?? "";
    if (!/^data:image\//i.test(src)) {
      this.all.left += 1;
      return;
    }
    const block = { id: newId(), type: "picture", alt: (element.getAttribute("alt") ?? "").trim() };
    this.all.pictures.push({ block, src });
    this.lines.block(block);
  }

  private table(element: HTMLTableElement, looks: Looks): void {
    const read = (cell: Element): Block[] => {
      const walk = new Walk(this.all, this.notes, this.tables + 1);
      walk.inside(cell, plain, null);
      walk.lines.begin();
      return walk.lines.blocks;
    };
    const block = tableOf(element, this.tables, read);
    if (block) this.lines.block(block);
    else this.inside(element, looks, null);
  }
}

export function blocksOfHtml(html: string): Pasted {
  const body = parsed(html);
  const all: Pasted = { blocks: [], pictures: [], left: 0 };
  const walk = new Walk(all, takeNotes(body), 0);
  walk.inside(body, plain, null);
  walk.lines.begin();
  all.blocks = walk.lines.blocks;
  return all;
}
