/** The bar that offers text which an earlier visit left in this browser. */
import type { Content } from "../content/model.ts";
import { sameText } from "../content/shape.ts";
import { forget, leftBehind, type Kept } from "./store.ts";

function timeWords(at: string): string {
  const time = new Date(at);
  if (Number.isNaN(time.getTime())) return "";
  const style: Intl.DateTimeFormatOptions = { month: "short", day: "numeric", hour: "2-digit", minute: "2-digit" };
  return time.toLocaleString(document.documentElement.lang || "zh-CN", style);
}

function show(bar: HTMLElement, kept: Kept, base: string): void {
  const at = bar.querySelector<HTMLElement>("[data-restore-at]");
  if (at) at.textContent = timeWords(kept.at);
  const older = bar.querySelector<HTMLElement>("[data-restore-older]");
  if (older) older.hidden = kept.base === base;
  bar.hidden = false;
}

/** Calls `take` with a text when the person wants it back; then the next one is offered. */
export async function offerBack(
  bar: HTMLElement | null, key: string, base: string, start: Content, take: (kept: Kept) => void,
): Promise<void> {
  const left = await leftBehind(key);
  for (const one of left.filter(({ content }) => sameText(content, start))) void forget(key, one.page);
  const wanted = left.filter(({ content }) => !sameText(content, start));
  const next = (): void => {
    const kept = wanted[0];
    if (!bar) return;
    if (kept) show(bar, kept, base);
    else bar.hidden = true;
  };
  const close = (taken: boolean): void => {
    const kept = wanted.shift();
    if (!kept) return;
    if (taken) take(kept);
    void forget(key, kept.page);
    next();
  };
  bar?.querySelector("[data-restore-take]")?.addEventListener("click", () => close(true));
  bar?.querySelector("[data-restore-drop]")?.addEventListener("click", () => close(false));
  next();
}
