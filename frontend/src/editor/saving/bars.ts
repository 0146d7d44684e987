/** The bars above the text: somebody else writes, one writes apart, two texts want bringing together. */
import type { Told } from "./requests.ts";

const find = (selector: string): HTMLElement | null => document.querySelector<HTMLElement>(selector);

function put(selector: string, words: string): void {
  for (const shown of document.querySelectorAll(selector)) shown.textContent = words;
}

function show(selector: string, shown: boolean): void {
  const bar = find(selector);
  if (bar) bar.hidden = !shown;
}

export const bars = {
  busy(told: Told | null): void {
    if (told) {
      put("[data-writer]", told.writer ?? "");
      put("[data-since]", told.since ?? "");
    }
    show("[data-pen-bar]", told !== null);
  },
  alone(): void {
    show("[data-alone-bar]", true);
  },
  merge(why: string | null): void {
    if (why !== null) put("[data-merge-why]", why);
    show("[data-merge-bar]", why !== null);
  },
  whenAlone(act: () => void): void {
    find("[data-write-alone]")?.addEventListener("click", act);
  },
  whenMerged(act: () => void): void {
    find("[data-merge]")?.addEventListener("click", act);
  },
};
