/** What a paragraph of Word, of WPS or of the web is: a heading, an item of a list, or text. */
import { limits } from "../schema/schema.ts";
import { look } from "./disarm.ts";

export type Kind =
  | { type: "paragraph" }
  | { type: "heading"; level: number }
  | { type: "list_item"; ordered: boolean; depth: number };

export const text: Kind = { type: "paragraph" };

const deepestPasted = 4;
const symbolFonts = /wingdings|symbol|webdings/i;
const numbered = /^[（(]?(?:\d+|[a-z]{1,4}|[一二三四五六七八九十百]+)[.)、．）]|^[①-⑳]/i;

/** The sign that Word writes in front of an item of a list. */
const signNode = (element: Element): Element | null =>
  [...element.querySelectorAll("[data-look]")].find((one) => look(one, "mso-list") === "ignore") ?? null;

const signText = (sign: Element | null): string => (sign?.textContent ?? "").replace(/[\s\u00a0]+/g, "");

function isNumbered(sign: Element | null): boolean {
  if (!sign) return false;
  const styles = [sign, ...sign.querySelectorAll("[data-look]"), sign.parentElement].map((one) => one?.getAttribute("data-look") ?? "");
  return !styles.some((style) => symbolFonts.test(style)) && numbered.test(signText(sign));
}

/** "l0 level2 lfo1": an item of Word's, at the second step. */
function wordItem(element: Element): Kind | null {
  const level = /level(\d)/.exec(look(element, "mso-list"))?.[1];
  if (!level) return null;
  return { type: "list_item", ordered: isNumbered(signNode(element)), depth: Math.min(Number(level) - 1, limits.deepestList) };
}

function headingLevel(element: Element): number {
  const tag = /^H([1-6])$/.exec(element.nodeName)?.[1];
  const outline = /^[1-9]$/.exec(look(element, "mso-outline-level"))?.[0];
  return Number(tag ?? outline ?? "0");
}

/** Null where the element says nothing of its own. */
export function kindOf(element: Element): Kind | null {
  const level = headingLevel(element);
  if (level > 0) return { type: "heading", level: Math.min(level, deepestPasted) };
  return wordItem(element);
}

/** A heading's number is part of its words: here headings are numbered by hand. */
export const headingNumber = (element: Element): string => (headingLevel(element) > 0 ? signText(signNode(element)) : "");
