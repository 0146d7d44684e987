/** What keys do in the editor; a Chinese composition is never touched. */
import { blockAround, isBlank, isListItem } from "./dom.ts";
import { deleteSpan, joinBlocks } from "./join.ts";
import { indent, outdent, selectedBlocks } from "./lists.ts";

const allowedFormats = new Set(["formatBold", "formatRemove"]);

/** The block with a bare caret at its very start (or end), if there is one. */
function blockWithCaretAt(edge: "start" | "end", root: HTMLElement): HTMLElement | null {
  const selection = document.getSelection();
  if (!selection?.isCollapsed || !selection.focusNode) return null;
  const block = blockAround(selection.focusNode, root);
  if (!block) return null;
  const rest = document.createRange();
  rest.selectNodeContents(block);
  if (edge === "start") rest.setEnd(selection.focusNode, selection.focusOffset);
  else rest.setStart(selection.focusNode, selection.focusOffset);
  return rest.toString() === "" ? block : null;
}

function deleteBackward(root: HTMLElement): boolean {
  const block = blockWithCaretAt("start", root);
  if (!block) return false;
  if (!isListItem(block)) return joinBlocks(block.previousElementSibling, block);
  outdent([block]);
  return true;
}

function deleteForward(root: HTMLElement): boolean {
  const block = blockWithCaretAt("end", root);
  return block !== null && joinBlocks(block, block.nextElementSibling);
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
  if (kind.startsWith("delete") && deleteSpan(root)) return true;
  if (kind.startsWith("delete") && kind.endsWith("Backward")) return deleteBackward(root);
  if (kind.startsWith("delete") && kind.endsWith("Forward")) return deleteForward(root);
  if (kind === "insertText" && deleteSpan(root)) return document.execCommand("insertText", false, event.data ?? "");
  if (kind === "insertLineBreak") return document.execCommand("insertParagraph");
  if (kind !== "insertParagraph") return false;
  return deleteSpan(root) ? document.execCommand("insertParagraph") : leaveList(root);
}

/** Returns true when the editor changed blocks itself. */
export function beforeInput(event: InputEvent, root: HTMLElement): boolean {
  if (event.isComposing || !answers(event, root)) return false;
  event.preventDefault();
  return true;
}

export interface Commands { bold: () => void; save: () => void }

/** Returns true when the editor changed blocks itself. */
export function keyDown(event: KeyboardEvent, root: HTMLElement, commands: Commands): boolean {
  if (event.isComposing || event.keyCode === 229) return false;
  const command = event.ctrlKey || event.metaKey;
  if (command && !event.altKey && !event.shiftKey && event.key.toLowerCase() === "s") {
    event.preventDefault();
    commands.save();
  } else if (command && !event.altKey && !event.shiftKey && event.key.toLowerCase() === "b") {
    event.preventDefault();
    commands.bold();
  }
  return event.key === "Tab" && !command && !event.altKey && tab(event, root);
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
