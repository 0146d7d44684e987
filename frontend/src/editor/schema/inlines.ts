/** What stands within a line beside words. Each is one atom: `data-atom`, one U+FFFC for comments. */
import type { DOMOutputSpec, Node, NodeSpec } from "prosemirror-model";

const atom = (attrs: NodeSpec["attrs"], toDOM: (node: Node) => DOMOutputSpec): NodeSpec => ({
  group: "inline", inline: true, atom: true, attrs: attrs ?? {}, marks: "", toDOM,
});

/** `blocks` are the note's lines as stored: paragraphs and list items without notes of their own. */
const note = atom({ blocks: { default: [] }, endnote: { default: false } }, (node) => [
  "sup", { class: "note-mark", "data-atom": "", "data-note": node.attrs["endnote"] === true ? "endnote" : "note" },
]);

const line_break: NodeSpec = {
  ...atom({}, () => ["br", { "data-atom": "" }]), selectable: false, leafText: () => "\n", parseDOM: [{ tag: "br[data-atom]" }],
};

/** The place that links of this section lead to. */
const bookmark = atom({ name: {} }, () => ["span", { class: "place", "data-atom": "" }]);

const text = (node: Node): string => node.attrs["text"] as string;

const figure: NodeSpec = {
  ...atom({ figure: {}, version: {}, text: {} }, (node) => ["span", { class: "figure-ref", "data-atom": "" }, text(node)]), leafText: text,
};

/** Something of Word's, kept as it is. */
const inline_island: NodeSpec = {
  ...atom({ hash: {}, kind: {}, text: {} }, (node) => ["span", { class: "island-inline", "data-atom": "" }, text(node) || "□"]), leafText: text,
};

export const inlines: Record<string, NodeSpec> = { text: { group: "inline" }, note, line_break, bookmark, figure, inline_island };
