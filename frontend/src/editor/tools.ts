/** The toolbar: what each button does and which of them are pressed. */
import { indent, isListOf, outdent, selectedBlocks, toggleList } from "./lists.ts";

export interface Steps { undo: () => boolean; redo: () => boolean }

/** True where the text has to be looked at afterwards. */
function act(tool: string, area: HTMLElement, steps: Steps): boolean {
  const blocks = selectedBlocks(area);
  if (tool === "undo" || tool === "redo") return steps[tool]();
  if (tool === "bold") document.execCommand("bold");
  else if (tool === "bullet") toggleList(blocks, false);
  else if (tool === "ordered") toggleList(blocks, true);
  else if (tool === "indent") indent(blocks);
  else if (tool === "outdent") outdent(blocks);
  return true;
}

function isPressed(tool: string | undefined, blocks: HTMLElement[]): boolean {
  if (blocks.length === 0) return false;
  if (tool === "bold") return document.queryCommandState("bold");
  return blocks.every((block) => isListOf(block, tool === "ordered"));
}

export function showTools(bar: HTMLElement, area: HTMLElement): void {
  const blocks = selectedBlocks(area);
  for (const button of bar.querySelectorAll<HTMLElement>("[data-tool][aria-pressed]")) {
    button.setAttribute("aria-pressed", String(isPressed(button.dataset["tool"], blocks)));
  }
}

export function watchTools(bar: HTMLElement, area: HTMLElement, steps: Steps, step: (act: () => boolean) => void): void {
  // a press must not take focus and selection out of the text
  bar.addEventListener("mousedown", (event) => {
    if (event.target instanceof Element && event.target.closest("[data-tool]")) event.preventDefault();
  });
  bar.addEventListener("click", (event) => {
    const button = event.target instanceof Element ? event.target.closest<HTMLElement>("[data-tool]") : null;
    if (!button) return;
    if (document.activeElement !== area) area.focus();
    step(() => act(button.dataset["tool"] ?? "", area, steps));
  });
  document.addEventListener("selectionchange", () => showTools(bar, area));
}
