/** What keys do. A Chinese composition reaches none of them. */
import { baseKeymap, chainCommands, deleteSelection } from "prosemirror-commands";
import { redo, undo } from "prosemirror-history";
import { keymap } from "prosemirror-keymap";
import { Plugin, type Command } from "prosemirror-state";
import { deleteCellSelection, goToNextCell, isInTable, selectedRect } from "prosemirror-tables";
import { schema } from "./schema/schema.ts";
import { rowBelow } from "./tables/commands.ts";
import { breakLine, chooseBeside, chooseBlockBeside, leaveAtStart, leaveBlock, leaveList, splitLine } from "./text/enter.ts";
import { indent, outdent, setHeading, setParagraph, toggleList } from "./text/lists.ts";
import { clearLooks, toggleLook } from "./text/looks.ts";
import { insertNote, openChosen } from "./views/notes.ts";

/** A page break below the line with the caret; an empty line becomes one. */
export const insertPageBreak: Command = (state, dispatch) => {
  const { $to } = state.selection;
  if ($to.depth !== 1 || state.doc.type.name !== "doc") return false;
  const empty = $to.parent.isTextblock && $to.parent.content.size === 0;
  const at = empty ? $to.before() : $to.after();
  const more = $to.after() === state.doc.content.size ? [schema.node("paragraph")] : [];
  const nodes = [schema.node("page_break"), ...more];
  const tr = state.tr.replaceWith(at, empty ? $to.after() : at, nodes);
  dispatch?.(tr.scrollIntoView());
  return true;
};

/** From the last cell of a table Tab makes a new row. */
const nextCell: Command = (state, dispatch, view) => {
  if (!isInTable(state)) return false;
  if (goToNextCell(1)(state, dispatch)) return true;
  const rect = selectedRect(state);
  if (!dispatch || !view || rect.bottom < rect.map.height) return false;
  rowBelow(state, dispatch);
  return goToNextCell(1)(view.state, dispatch);
};

const looks: Record<string, Command> = {
  "Mod-b": toggleLook("bold"), "Mod-i": toggleLook("italic"), "Mod-u": toggleLook("underline"),
  "Mod-Shift-x": toggleLook("strike"), "Mod-\\": clearLooks,
};

const blocks: Record<string, Command> = {
  "Mod-Alt-0": setParagraph,
  ...Object.fromEntries([1, 2, 3, 4].map((level) => [`Mod-Alt-${level}`, setHeading(level)])),
  "Mod-Shift-7": toggleList(true), "Mod-Shift-8": toggleList(false),
  "Mod-Alt-f": insertNote(false), "Mod-Enter": insertPageBreak,
};

const typing: Record<string, Command> = {
  Enter: chainCommands(openChosen, leaveBlock, leaveList, splitLine),
  "Shift-Enter": breakLine,
  Backspace: chainCommands(deleteCellSelection, deleteSelection, chooseBeside(false), leaveAtStart, chooseBlockBeside(false)),
  Delete: chainCommands(deleteCellSelection, deleteSelection, chooseBeside(true), chooseBlockBeside(true)),
  Tab: chainCommands(indent, nextCell),
  "Shift-Tab": chainCommands(outdent, goToNextCell(-1)),
};

/** The keys, and what a browser's own menu asks for by `beforeinput`. */
export function keys(): Plugin[] {
  const steps = { "Mod-z": undo, "Mod-y": redo, "Mod-Shift-z": redo };
  const menu = new Plugin({
    props: {
      handleDOMEvents: {
        beforeinput: (view, event) => {
          const step = { historyUndo: undo, historyRedo: redo }[event.inputType];
          if (!step) return event.inputType.startsWith("format") && (event.preventDefault(), true);
          event.preventDefault();
          step(view.state, view.dispatch);
          return true;
        },
      },
    },
  });
  return [menu, keymap({ ...looks, ...blocks, ...typing, ...steps }), keymap(baseKeymap)];
}
