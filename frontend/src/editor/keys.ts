/** What keys do in the editor; a Chinese composition is never touched. */
import { rangeTo } from "./caret.ts";
import { countedText } from "../counted.ts";
import { atomBeside, choose, letGo, removeChosen } from "./chosen.ts";
import { blockAround, isBlank, isListItem } from "./dom.ts";
import { deleteSpan, joinBlocks, splitHere } from "./edit.ts";
import { isCard } from "./kept.ts";
import { indent, outdent, selectedBlocks } from "./lists.ts";

const allowedFormats = new Set(["formatBold", "formatRemove"]);

/** The block with a bare caret at its very start (or end), if there is one. */
function blockWithCaretAt(edge: "start" | "end", root: HTMLElement): HTMLElement | null {
  const selection = document.getSelection();
  if (!selection?.isCollapsed || !selection.focusNode) return null;
  const block = blockAround(selection.focusNode, root);
  if (!block) return null;
  const rest = rangeTo(block, selection.focusNode, selection.focusOffset);
  if (edge === "end") {
    rest.setStart(selection.focusNode, selection.focusOffset);
    rest.setEnd(block, block.childNodes.length);
  }
  return countedText(rest.cloneContents()) === "" ? block : null;
}

/** Joins with the neighbour; a card is chosen instead. */
function reach(neighbour: Element | null, side: "above" | "below", join: (other: HTMLElement) => void): void {
  if (isCard(neighbour)) choose(neighbour, side);
  else if (neighbour instanceof HTMLElement) join(neighbour);
}

function deleteBackward(root: HTMLElement): boolean {
  const atom = atomBeside(root, false);
  if (atom) choose(atom, "below");
  const block = atom ? null : blockWithCaretAt("start", root);
  if (!block) return atom !== null;
  if (isListItem(block)) outdent([block]);
  else reach(block.previousElementSibling, "below", (upper) => joinBlocks(upper, block));
  return true;
}

function deleteForward(root: HTMLElement): boolean {
  const atom = atomBeside(root, true);
  if (atom) choose(atom, "below");
  const block = atom ? null : blockWithCaretAt("end", root);
  if (!block) return atom !== null;
  reach(block.nextElementSibling, "above", (lower) => joinBlocks(block, lower));
  return true;
}

function leaveList(root: HTMLElement): boolean {
  const block = blockWithCaretAt("start", root);
  if (!block || !isListItem(block) || !isBlank(block)) return false;
  outdent([block]);
  return true;
}

/** True where the editor answers itself; everything else is left to the browser. */
function answers(event: InputEvent, root: HTMLElement): boolean {
  const kind = event.inputType;
  if (kind.startsWith("format")) return !allowedFormats.has(kind);
  if (kind.startsWith("delete")) return deletes(kind, root);
  letGo();
  if (kind === "insertText" && deleteSpan(root)) return document.execCommand("insertText", false, event.data ?? "");
  if (kind !== "insertParagraph" && kind !== "insertLineBreak") return false;
  if (!deleteSpan(root) && leaveList(root)) return true;
  document.getSelection()?.deleteFromDocument();
  return splitHere(root);
}

function deletes(kind: string, root: HTMLElement): boolean {
  if (removeChosen() || deleteSpan(root)) return true;
  if (kind.endsWith("Backward")) return deleteBackward(root);
  return kind.endsWith("Forward") && deleteForward(root);
}

/** Returns true when the editor changed blocks itself. */
export function beforeInput(event: InputEvent, root: HTMLElement): boolean {
  if (event.isComposing || !answers(event, root)) return false;
  event.preventDefault();
  return true;
}

/** Each returns true where the text has to be looked at afterwards. */
export interface Commands { bold: () => boolean; save: () => boolean; undo: () => boolean; redo: () => boolean }

function command(event: KeyboardEvent, commands: Commands): (() => boolean) | null {
  if (!(event.ctrlKey || event.metaKey) || event.altKey) return null;
  const key = event.key.toLowerCase();
  if (key === "z") return event.shiftKey ? commands.redo : commands.undo;
  if (event.shiftKey) return null;
  return { s: commands.save, b: commands.bold, y: commands.redo }[key] ?? null;
}

const keeping = new Set(["Backspace", "Delete", "Control", "Meta", "Shift", "Alt"]);

/** Returns true when the editor changed blocks itself. */
export function keyDown(event: KeyboardEvent, root: HTMLElement, commands: Commands): boolean {
  if (event.isComposing || event.keyCode === 229) return false;
  const wanted = command(event, commands);
  if (!keeping.has(event.key) && !(event.ctrlKey || event.metaKey)) letGo();
  if (wanted) {
    event.preventDefault();
    return wanted();
  }
  return event.key === "Tab" && !event.ctrlKey && !event.metaKey && !event.altKey && tab(event, root);
}

/** In a list Tab moves items; elsewhere it leaves the editor, as it does in any page. */
function tab(event: KeyboardEvent, root: HTMLElement): boolean {
  const items = selectedBlocks(root).filter(isListItem);
  if (items.length === 0) return false;
  event.preventDefault();
  if (event.shiftKey) outdent(items);
  else indent(items);
  return true;
}
