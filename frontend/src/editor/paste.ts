/** Words from elsewhere come without their looks: lines become blocks, simple bold stays. */
import { cleanText, joinRuns, type Run } from "./model.ts";

export type Line = Run[];

const blockTags = new Set([
  "P", "DIV", "LI", "UL", "OL", "H1", "H2", "H3", "H4", "H5", "H6", "BLOCKQUOTE", "PRE", "TR", "TABLE",
  "SECTION", "ARTICLE", "HEADER", "FOOTER", "DL", "DT", "DD",
]);
const silentTags = new Set(["STYLE", "SCRIPT", "TITLE", "META", "HEAD", "TEMPLATE", "LINK"]);
const boldTags = new Set(["B", "STRONG", "H1", "H2", "H3", "H4", "H5", "H6"]);

export function linesOfText(text: string): Line[] {
  return text
    .split(/\r\n|\r|\n|\u2028|\u2029/)
    .map((line) => cleanText(line).trim())
    .filter((line) => line !== "")
    .map((line) => [{ text: line }]);
}

/**
 * A strict CSP objects to styles and handlers even in a document that is never shown, so these
 * attributes are renamed in the tags before parsing; only a style's weight is of interest.
 */
export function disarmed(html: string): string {
  return html
    .replace(/<style[\s\S]*?<\/style\s*>/gi, "")
    .replace(/<[a-z][^>]*>/gi, (tag) =>
      tag.replace(/([\s"'/])style\s*=/gi, "$1 data-look=").replace(/([\s"'/])on\w+\s*=/gi, "$1 data-off="));
}

function weighs(element: Element, bold: boolean): boolean {
  const weight = /font-weight\s*:\s*(\w+)/i.exec(element.getAttribute("data-look") ?? "")?.[1];
  if (weight === "normal" || weight === "400") return false;
  if (weight === "bold" || Number(weight) >= 600) return true;
  return bold || boldTags.has(element.tagName);
}

function walk(node: Node, bold: boolean, lines: Line[]): void {
  if (node.nodeType === 3) {
    const text = cleanText(node.nodeValue ?? "").replace(/ {2,}/g, " ");
    lines.at(-1)?.push(bold ? { text, marks: ["bold"] } : { text });
    return;
  }
  if (node.nodeType !== 1 || silentTags.has(node.nodeName)) return;
  if (node.nodeName === "BR") return void lines.push([]);
  const isBlock = blockTags.has(node.nodeName);
  if (isBlock) lines.push([]);
  for (const child of node.childNodes) walk(child, weighs(node as Element, bold), lines);
  if (isBlock) lines.push([]);
}

function trimLine(line: Line): Line {
  const runs = joinRuns(line) as Line;
  return joinRuns(runs.map((run, n) => {
    const begun = n === 0 ? run.text.trimStart() : run.text;
    return { ...run, text: n === runs.length - 1 ? begun.trimEnd() : begun };
  })) as Line;
}

/** Parsed in a document of its own, in which nothing loads and nothing runs. */
export function linesOfHtml(html: string): Line[] {
  const parsed = new DOMParser().parseFromString(disarmed(html), "text/html");
  const lines: Line[] = [[]];
  walk(parsed.body, false, lines);
  return lines.map(trimLine).filter((line) => line.length > 0);
}

export function linesOf(data: DataTransfer): Line[] {
  const html = data.getData("text/html");
  const lines = html ? linesOfHtml(html) : [];
  return lines.length > 0 ? lines : linesOfText(data.getData("text/plain"));
}
