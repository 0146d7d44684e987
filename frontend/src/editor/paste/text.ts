/** Bare text: a line is a paragraph, blank ones are left out. */
import { cleanText, newId, type Block } from "../content/model.ts";

export const blocksOfText = (text: string): Block[] => text
  .split(/\r\n|\r|\n|\u2028|\u2029/)
  .map((line) => cleanText(line).replace(/^[\s\u3000]+/, "").trimEnd())
  .filter((line) => line !== "")
  .map((line): Block => ({ id: newId(), type: "paragraph", runs: [{ text: line }] }));
