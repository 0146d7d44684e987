/** What the page tells the editor: words in its language, icons, where files are. */
export interface Words {
  /** What an island is called and its icon, by its kind; "other" for any. */
  kinds: Record<string, { label: string; icon: string }>;
  icons: string;
  files: string;
  /** Types of pictures that a browser shows in place. */
  shown: string[];
  uploads: string;
  mostBytes: number;
  say: Record<string, string>;
}

export function readWords(): Words {
  return JSON.parse(document.getElementById("editor-words")?.textContent ?? "{}") as Words;
}

export function iconNode(words: Words, name: string): SVGElement {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  const use = document.createElementNS("http://www.w3.org/2000/svg", "use");
  svg.setAttribute("class", "icon");
  svg.setAttribute("aria-hidden", "true");
  use.setAttribute("href", `${words.icons}#${name}`);
  svg.append(use);
  return svg;
}

/** "Picture {n}" with its holes filled. */
export const say = (words: Words, name: string, holes: Record<string, string | number> = {}): string =>
  Object.entries(holes).reduce((text, [hole, value]) => text.replace(`{${hole}}`, String(value)), words.say[name] ?? name);
