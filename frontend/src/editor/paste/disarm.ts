/**
 * A strict CSP objects to styles and handlers even in a document that is never shown, so these
 * attributes are renamed in the tags before parsing: what a style says is read as `data-look`.
 */
export function disarmed(html: string): string {
  return html
    .replace(/<style[\s\S]*?<\/style\s*>/gi, "")
    .replace(/<[a-z](?:[^>"']|"[^"]*"|'[^']*')*>/gi, (tag) =>
      tag.replace(/([\s"'/])style\s*=/gi, "$1 data-look=").replace(/([\s"'/])on\w+\s*=/gi, "$1 data-off="));
}

/** Parsed in a document of its own, in which nothing loads and nothing runs. */
export const parsed = (html: string): HTMLElement => new DOMParser().parseFromString(disarmed(html), "text/html").body;

/** What an element's style says of one property, in small letters; "" where it says nothing. */
export function look(element: Element, property: string): string {
  const style = element.getAttribute("data-look") ?? "";
  const found = new RegExp(`(?:^|;)\\s*${property}\\s*:\\s*([^;]+)`, "i").exec(style);
  return (found?.[1] ?? "").trim().toLowerCase();
}
