/** The bar that offers text left unsaved by an earlier visit. */
import { earlier, forgetEarlier, type Backup } from "./backup.ts";
import type { Content } from "../content/model.ts";
import { sameText } from "../content/shape.ts";

function timeWords(at: string): string {
  const time = new Date(at);
  if (Number.isNaN(time.getTime())) return "";
  const style: Intl.DateTimeFormatOptions = { month: "short", day: "numeric", hour: "2-digit", minute: "2-digit" };
  return time.toLocaleString(document.documentElement.lang || "zh-CN", style);
}

function show(bar: HTMLElement, backup: Backup, base: string): void {
  const at = bar.querySelector<HTMLElement>("[data-restore-at]");
  if (at) at.textContent = timeWords(backup.at);
  const older = bar.querySelector<HTMLElement>("[data-restore-older]");
  if (older) older.hidden = backup.base === base;
  bar.hidden = false;
}

/** Calls `take` with the backup when the person wants it back. */
export function offerBack(
  bar: HTMLElement | null, key: string, base: string, start: Content, take: (backup: Backup) => void,
): void {
  const backup = earlier(key);
  if (!backup || !bar) return;
  if (sameText(backup.content, start)) return forgetEarlier(key);
  const close = (): void => {
    bar.hidden = true;
    forgetEarlier(key);
  };
  show(bar, backup, base);
  bar.querySelector("[data-restore-take]")?.addEventListener("click", () => { take(backup); close(); });
  bar.querySelector("[data-restore-drop]")?.addEventListener("click", close);
}
