/** What words look like where they come from, as far as documents know such looks. */
import type { Mark } from "../content/model.ts";
import { look } from "./disarm.ts";

export interface Looks { marks: readonly Mark[]; link: string }

export const plain: Looks = { marks: [], link: "" };

const tags: Record<string, Mark> = {
  B: "bold", STRONG: "bold", I: "italic", EM: "italic", U: "underline", S: "strike", DEL: "strike", STRIKE: "strike",
  SUP: "superscript", SUB: "subscript", MARK: "highlight",
};

/** Whether a style puts a mark on (true) or takes it off (false); null where it says nothing. */
function styled(element: Element): Partial<Record<Mark, boolean>> {
  const weight = look(element, "font-weight");
  const line = look(element, "text-decoration") + look(element, "text-decoration-line");
  const place = look(element, "vertical-align");
  return {
    ...(weight ? { bold: weight.startsWith("bold") || Number(weight) >= 600 } : {}),
    ...(look(element, "font-style") ? { italic: look(element, "font-style") === "italic" } : {}),
    ...(line.includes("underline") ? { underline: true } : {}),
    ...(line.includes("line-through") ? { strike: true } : {}),
    ...(place === "super" ? { superscript: true } : {}),
    ...(place === "sub" ? { subscript: true } : {}),
    ...(look(element, "mso-highlight") ? { highlight: true } : {}),
  };
}

/** Links lead to the web and to mail alone. */
function linkOf(element: Element): string {
  const href = element.getAttribute("href")?.trim() ?? "";
  return /^(?:https?:\/\/|mailto:)\S+$/i.test(href) && href.length <= 2_000 ? href : "";
}

export function looksInside(element: Element, around: Looks): Looks {
  const marks = new Set(around.marks);
  const tag = tags[element.nodeName];
  if (tag) marks.add(tag);
  for (const [mark, on] of Object.entries(styled(element))) {
    if (on) marks.add(mark as Mark);
    else marks.delete(mark as Mark);
  }
  const link = element.nodeName === "A" ? linkOf(element) : around.link;
  // a link is underlined by being one
  if (link) marks.delete("underline");
  return { marks: [...marks].sort(), link };
}
