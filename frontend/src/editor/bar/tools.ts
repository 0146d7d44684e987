/** The toolbar: what each button does, which of them are pressed, and moving along it by keys. */
import { redo, undo } from "prosemirror-history";
import type { Command, EditorState } from "prosemirror-state";
import { isInTable } from "prosemirror-tables";
import type { EditorView } from "prosemirror-view";
import { insertPageBreak } from "../keys.ts";
import * as tables from "../tables/commands.ts";
import { target } from "../targets.ts";
import { indent, isListOf, outdent, setHeading, setParagraph, toggleList } from "../text/lists.ts";
import { clearLooks, hasLook, toggleLook } from "../text/looks.ts";
import { selectedLines, selectedPicture } from "../text/selected.ts";
import { insertNote } from "../views/notes.ts";
import type { Mark } from "../content/model.ts";

const looks: Mark[] = ["bold", "italic", "underline", "strike", "superscript", "subscript", "highlight"];

const commands: Record<string, Command> = {
  ...Object.fromEntries(looks.map((name) => [name, toggleLook(name)])),
  clear: clearLooks, bullet: toggleList(false), ordered: toggleList(true), indent, outdent,
  note: insertNote(false), page_break: insertPageBreak, table: tables.insertTable,
  row_above: tables.rowAbove, row_below: tables.rowBelow, column_left: tables.columnLeft, column_right: tables.columnRight,
  remove_row: tables.removeRow, remove_column: tables.removeColumn, remove_table: tables.removeTable,
  merge: tables.merge, split: tables.split, head: tables.toggleHead,
};
/** These belong to the text as a whole, wherever the caret is. */
const steps: Record<string, Command> = { undo, redo };

function isPressed(tool: string, state: EditorState): boolean {
  if ((looks as string[]).includes(tool)) return hasLook(state, tool);
  if (tool === "head") return tables.isHead(state);
  const lines = selectedLines(state);
  return lines.length > 0 && lines.every(({ node }) => isListOf(node, tool === "ordered"));
}

function kindOf(state: EditorState): string {
  const kinds = new Set(selectedLines(state).map(({ node }) => (node.type.name === "heading" ? String(node.attrs["level"]) : "0")));
  return kinds.size === 1 ? [...kinds][0]! : "";
}

export class Tools {
  constructor(private readonly bar: HTMLElement, private readonly text: EditorView) {
    // a press must not take focus and selection out of the text
    bar.addEventListener("mousedown", (event) => {
      if (event.target instanceof Element && event.target.closest("[data-tool]")) event.preventDefault();
    });
    bar.addEventListener("click", (event) => this.click(event));
    bar.addEventListener("keydown", (event) => this.move(event));
    this.kind?.addEventListener("change", () => this.setKind());
    // the Tab key stops once at each row of tools, arrows lead along it
    for (const button of this.buttons()) button.tabIndex = -1;
    for (const row of bar.querySelectorAll(".tools, .tools-more")) row.querySelector<HTMLElement>("[data-tool]")?.setAttribute("tabindex", "0");
  }

  show(): void {
    const view = target(this.text);
    const { state } = view;
    for (const button of this.buttons()) {
      const tool = button.dataset["tool"] ?? "";
      if (button.hasAttribute("aria-pressed")) button.setAttribute("aria-pressed", String(isPressed(tool, state)));
      const command = steps[tool] ?? commands[tool];
      if (command) button.setAttribute("aria-disabled", String(!command(steps[tool] ? this.text.state : state)));
    }
    if (this.kind) this.kind.value = kindOf(state);
    this.part("table", isInTable(state));
    this.part("picture", selectedPicture(state) !== null);
  }

  /** Alt+F10 leads here from the text, as in other editors; Escape back. */
  focus(): boolean {
    this.shownButtons()[0]?.focus();
    return true;
  }

  private get kind(): HTMLSelectElement | null {
    return this.bar.querySelector<HTMLSelectElement>("[data-block-kind]");
  }

  private buttons = (): HTMLElement[] => [...this.bar.querySelectorAll<HTMLElement>("[data-tool]")];
  private shownButtons = (): HTMLElement[] =>
    [...this.bar.querySelectorAll<HTMLElement>("[data-tool], select, input:not([type=file])")].filter((one) => one.offsetParent !== null);

  private part(name: string, shown: boolean): void {
    const part = this.bar.querySelector<HTMLElement>(`[data-tools-for="${name}"]`);
    if (part) part.hidden = !shown;
  }

  private click(event: MouseEvent): void {
    const button = event.target instanceof Element ? event.target.closest<HTMLElement>("[data-tool]") : null;
    const tool = button?.dataset["tool"] ?? "";
    const command = steps[tool] ?? commands[tool];
    if (!command) return;
    const view = steps[tool] ? this.text : target(this.text);
    command(view.state, view.dispatch, view);
    if (!this.bar.contains(document.activeElement) && tool !== "note") view.focus();
  }

  private setKind(): void {
    const view = target(this.text);
    const level = Number(this.kind?.value ?? "0");
    (level > 0 ? setHeading(level) : setParagraph)(view.state, view.dispatch);
    view.focus();
  }

  private move(event: KeyboardEvent): void {
    if (event.key === "Escape") return target(this.text).focus();
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    const from = document.activeElement;
    if (!step || !(from instanceof HTMLElement) || from instanceof HTMLInputElement) return;
    const all = this.shownButtons();
    const next = all[(all.indexOf(from) + step + all.length) % all.length];
    event.preventDefault();
    if (from.dataset["tool"]) from.tabIndex = -1;
    if (next) { next.tabIndex = 0; next.focus(); }
  }
}
