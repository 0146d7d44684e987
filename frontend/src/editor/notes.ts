/** Notes are numbered as they stand, those inside cards too, and listed below the paper. */
import { circled, roman } from "./signs.ts";

const labelled = (mark: HTMLElement, label: string): void => {
  const inner = mark.querySelector<HTMLElement>("a") ?? mark;
  if (inner.textContent !== label) inner.textContent = label;
};

function row(label: string, text: string): HTMLElement {
  const note = document.createElement("div");
  const [sign, words] = [document.createElement("span"), document.createElement("div")];
  note.className = "note";
  sign.className = "note-label";
  sign.textContent = label;
  words.textContent = text;
  note.append(sign, words);
  return note;
}

export function showNotes(area: HTMLElement, list: HTMLElement | null): void {
  const marks = [...area.querySelectorAll<HTMLElement>(".note-mark")];
  const isEnd = (mark: HTMLElement): boolean => mark.dataset["note"] === "endnote";
  const counts = { foot: 0, end: 0 };
  const rows = marks.map((mark) => {
    const label = isEnd(mark) ? roman(++counts.end) : circled(++counts.foot);
    labelled(mark, label);
    return { end: isEnd(mark), row: row(label, mark.title || mark.querySelector<HTMLElement>("a")?.title || "") };
  });
  if (!list) return;
  list.hidden = rows.length === 0;
  list.replaceChildren(...rows.filter((one) => !one.end).map((one) => one.row), ...rows.filter((one) => one.end).map((one) => one.row));
}
