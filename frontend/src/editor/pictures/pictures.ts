/** Pictures come by paste, drop and upload; their size and description are changed in the bar. */
import { TextSelection, type Command } from "prosemirror-state";
import type { EditorView } from "prosemirror-view";
import type { Block } from "../content/model.ts";
import { newId } from "../content/model.ts";
import { insertBlocks } from "../paste/insert.ts";
import type { Pasted } from "../paste/html.ts";
import { limits } from "../schema/schema.ts";
import { selectedPicture } from "../text/selected.ts";
import { say, type Words } from "../words.ts";
import { NotUploaded, bytesOf, upload, type Stored } from "./upload.ts";
import { wait } from "./waiting.ts";

/** The width of the text on the page in EMU: 156 mm (GB/T 9704). */
const textWidth = 156 * 36_000;

export interface Desk { words: Words; token: string; tell: (sentence: string) => void }

/** Wider pictures are set to the width of the text. */
function fitted(stored: Stored): Stored {
  const scale = Math.min(1, textWidth / stored.width);
  return { ...stored, width: Math.max(1, Math.round(stored.width * scale)), height: Math.max(1, Math.round(stored.height * scale)) };
}

/** Each of them, or null with the reason told: the others come nevertheless. */
async function sent(file: Blob | null, name: string, desk: Desk): Promise<Stored | null> {
  try {
    if (!file) throw new NotUploaded(say(desk.words, "pictureFailed"));
    return fitted(await upload(file, name, desk.words, desk.token));
  } catch (error) {
    if (!(error instanceof NotUploaded)) throw error;
    desk.tell(error.message);
    return null;
  }
}

function put(view: EditorView, at: number | null, blocks: Block[]): void {
  if (at === null || blocks.length === 0) return;
  const tr = view.state.tr.setSelection(TextSelection.near(view.state.doc.resolve(at)));
  view.dispatch(insertBlocks(view.state.apply(tr), blocks).setMeta("fresh", true));
}

/** Inserts at a place that is kept while the files are on their way. */
export async function insertFiles(view: EditorView, files: readonly File[], at: number, desk: Desk): Promise<void> {
  const release = wait(view, at, say(desk.words, "uploading"));
  const stored = await Promise.all(files.map((file) => sent(file, file.name, desk)));
  if (view.isDestroyed) return;
  const blocks = stored.flatMap((one): Block[] => (one ? [{ id: newId(), type: "picture", alt: "", ...one }] : []));
  put(view, release(), blocks);
}

function settle(blocks: Block[], stored: Map<string, Stored | null>): Block[] {
  return blocks.flatMap((block): Block[] => {
    if (block.type === "picture" && stored.has(block.id)) {
      const found = stored.get(block.id);
      return found ? [{ ...block, ...found }] : [];
    }
    if (block.type !== "table") return [block];
    const rows = block["rows"] as { blocks: Block[] }[][];
    return [{ ...block, rows: rows.map((row) => row.map((cell) => ({ ...cell, blocks: settle(cell.blocks, stored) }))) }];
  });
}

/** What was pasted, once its pictures are files of this section. */
export async function insertWithPictures(view: EditorView, pasted: Pasted, desk: Desk): Promise<void> {
  view.dispatch(view.state.tr.deleteSelection());
  const release = wait(view, view.state.selection.from, say(desk.words, "uploading"));
  const each = pasted.pictures.map(async ({ block, src }) => [block.id, await sent(bytesOf(src), "", desk)] as const);
  const stored = new Map(await Promise.all(each));
  if (!view.isDestroyed) put(view, release(), settle(pasted.blocks, stored));
}

const bounded = (size: number): number => Math.max(1, Math.min(limits.mostEmu, Math.round(size)));

/** A share of the text's width, 0 to 1, the shape kept. */
export const setWidth = (share: number): Command => (state, dispatch) => {
  const found = selectedPicture(state);
  if (!found) return false;
  const { width, height } = found.node.attrs as { width: number; height: number };
  const wide = bounded(textWidth * share);
  const tr = state.tr.setNodeAttribute(found.at, "height", bounded((height * wide) / width)).setNodeAttribute(found.at, "width", wide);
  dispatch?.(tr);
  return true;
};

export const setAlt = (alt: string): Command => (state, dispatch) => {
  const found = selectedPicture(state);
  if (!found) return false;
  dispatch?.(state.tr.setNodeAttribute(found.at, "alt", alt));
  return true;
};

/** How wide the selected picture is, as a share of the text in hundredths. */
export const shareOf = (width: number): number => Math.round((100 * width) / textWidth);
