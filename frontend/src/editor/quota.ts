/** How far the text is from the wished length, said as the server says it (parts/quota.html). */

export interface Quota {
  least: number;
  most: number;
  short: string;
  over: string;
  within: string;
}

/** `least` and `most` are 0 where there is no bound. */
export function quotaWords(count: number, quota: Quota): string {
  const say = (words: string, n: number): string => words.replace("{n}", String(n));
  if (count < quota.least) return say(quota.short, quota.least - count);
  if (quota.most > 0 && count > quota.most) return say(quota.over, count - quota.most);
  return quota.within;
}

export function showQuota(count: number): void {
  for (const shown of document.querySelectorAll<HTMLElement>("[data-quota]")) {
    const { least = "0", most = "0", short = "", over = "", within = "" } = shown.dataset;
    const quota = { least: Number(least), most: Number(most), short, over, within };
    shown.textContent = quotaWords(count, quota);
  }
}
