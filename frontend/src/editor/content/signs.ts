/** The signs of list items and notes, counted as the server counts them (actions/list_signs.py). */

const bullets = "●○■□◆";
const mostCircled = 20;
const romans: [number, string][] = [[40, "xl"], [10, "x"], [9, "ix"], [5, "v"], [4, "iv"], [1, "i"]];

export const circled = (n: number): string => (n <= mostCircled ? String.fromCodePoint(0x2460 + n - 1) : `（${n}）`);

export function roman(number: number): string {
  if (number >= 50) return String(number);
  let [text, left] = ["", number];
  for (const [value, sign] of romans) {
    text += sign.repeat(Math.floor(left / value));
    left %= value;
  }
  return text;
}

const letter = (n: number): string => String.fromCharCode(97 + ((n - 1) % 26)).repeat(Math.floor((n - 1) / 26) + 1);

function signOf(ordered: boolean, depth: number, n: number): string {
  if (!ordered) return bullets[Math.min(depth, bullets.length - 1)] ?? "";
  return [`${n}.`, `（${n}）`, circled(n), `${letter(n)}.`][depth] ?? `${roman(n)}.`;
}

interface Item { ordered: boolean; depth: number; start: number | undefined }

/** Counts through blocks in their order; whatever is no list item (null) ends all lists. */
export function listSigns(items: readonly (Item | null)[]): string[] {
  let open: { ordered: boolean; count: number }[] = [];
  return items.map((item) => {
    if (!item) {
      open = [];
      return "";
    }
    open = open.slice(0, item.depth + 1);
    while (open.length <= item.depth) open.push({ ordered: item.ordered, count: 0 });
    const list = open[item.depth]!;
    if (item.start !== undefined || list.ordered !== item.ordered) list.count = (item.start ?? 1) - 1;
    list.ordered = item.ordered;
    list.count += 1;
    return signOf(item.ordered, item.depth, list.count);
  });
}
