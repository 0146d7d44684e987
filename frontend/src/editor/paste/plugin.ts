/** The clipboard and what is dropped: the editor's own text, Word's, the web's, pictures, bare text. */
import type { Slice } from "prosemirror-model";
import { Plugin } from "prosemirror-state";
import type { EditorView } from "prosemirror-view";
import { insertFiles, insertWithPictures, type Desk } from "../pictures/pictures.ts";
import { say } from "../words.ts";
import { blocksOfHtml, type Pasted } from "./html.ts";
import { insertBlocks } from "./insert.ts";
import { copy, ownSlice, withoutNotes } from "./own.ts";
import { blocksOfText } from "./text.ts";

const isPicture = (file: File): boolean => file.type.startsWith("image/");

const picturesOf = (data: DataTransfer): File[] => [...data.files].filter(isPicture);

const inNote = (view: EditorView): boolean => view.state.doc.type.name === "note_body";

function putSlice(view: EditorView, event: ClipboardEvent, found: Slice): void {
  const slice = inNote(view) ? withoutNotes(found) : found;
  // tables take cells into cells
  if (view.someProp("handlePaste", (take) => take(view, event, slice) === true)) return;
  const { $from } = view.state.selection;
  const closed = slice.openStart === 0 && slice.openEnd === 0;
  const atEnd = closed && $from.depth > 0 && $from.parent.isTextblock && $from.parentOffset === $from.parent.content.size && view.state.selection.empty;
  const tr = atEnd ? view.state.tr.insert($from.after(), slice.content) : view.state.tr.replaceSelection(slice);
  view.dispatch(tr.scrollIntoView().setMeta("paste", true));
}

/** Notes of notes, tables and pictures stay behind where only lines may stand. */
function put(view: EditorView, pasted: Pasted, desk: Desk): void {
  if (pasted.left > 0) desk.tell(say(desk.words, "picturesLeft", { n: pasted.left }));
  if (pasted.blocks.length === 0) return;
  if (pasted.pictures.length > 0 && !inNote(view)) void insertWithPictures(view, pasted, desk);
  else view.dispatch(insertBlocks(view.state, inNote(view) ? onlyLines(pasted.blocks) : pasted.blocks).setMeta("paste", true));
}

const onlyLines = (blocks: Pasted["blocks"]): Pasted["blocks"] =>
  blocks.filter((block) => block.type === "paragraph" || block.type === "list_item").map((block) => ({
    ...block, runs: (block["runs"] as { type?: string }[]).filter((one) => one.type !== "note"),
  }));

/** Word gives a picture of copied words beside the words: the words are what is meant. */
function paste(view: EditorView, data: DataTransfer, event: ClipboardEvent, key: string, desk: Desk): void {
  const own = ownSlice(data, key);
  const html = data.getData("text/html");
  const words = data.getData("text/plain");
  const pictures = inNote(view) ? [] : picturesOf(data);
  if (own) {
    if (own.left > 0) desk.tell(say(desk.words, "filesLeft"));
    return putSlice(view, event, own.slice);
  }
  const pasted = html ? blocksOfHtml(html) : { blocks: [], pictures: [], left: 0 };
  if (pictures.length > 0 && pasted.blocks.every((block) => block.type === "picture")) {
    return void insertFiles(view, pictures, view.state.selection.from, desk);
  }
  if (pasted.blocks.length === 0 && words) return put(view, { ...pasted, blocks: blocksOfText(words) }, desk);
  put(view, pasted, desk);
}

export function clipboard(key: string, desk: Desk): Plugin {
  return new Plugin({
    props: {
      clipboardTextSerializer: (slice) => slice.content.textBetween(0, slice.content.size, "\n"),
      handleDOMEvents: {
        copy: (view, event) => copy(view, event, key),
        cut: (view, event) => {
          if (!copy(view, event, key)) return false;
          view.dispatch(view.state.tr.deleteSelection().scrollIntoView().setMeta("uiEvent", "cut"));
          return true;
        },
        paste: (view, event) => {
          event.preventDefault();
          if (event.clipboardData) paste(view, event.clipboardData, event, key, desk);
          return true;
        },
        drop: (view, event) => {
          if (view.dragging || !event.dataTransfer) return false;
          event.preventDefault();
          const at = view.posAtCoords({ left: event.clientX, top: event.clientY });
          const pictures = inNote(view) ? [] : picturesOf(event.dataTransfer);
          if (at && pictures.length > 0) void insertFiles(view, pictures, at.pos, desk);
          return true;
        },
      },
    },
  });
}
