/** Blocks with open comments have a dot in the margin; the one that a comment leads to is marked. */
import type { Node } from "prosemirror-model";
import { Plugin, PluginKey, type EditorState } from "prosemirror-state";
import { Decoration, DecorationSet, type EditorView } from "prosemirror-view";
import { hasId } from "../schema/schema.ts";

const key = new PluginKey<DecorationSet>("marked");

const commented = (): Set<string> =>
  new Set([...document.querySelectorAll<HTMLElement>(".comment[data-block]:not(.is-closed)")].map((card) => card.dataset["block"] ?? ""));

function look(doc: Node, marked: string): DecorationSet {
  const ids = commented();
  const found: Decoration[] = [];
  doc.descendants((node, at) => {
    const id = hasId(node) ? (node.attrs["id"] as string) : null;
    const names = [ids.has(id ?? "") ? "has-comment" : "", id === marked && marked ? "is-marked" : ""].filter(Boolean);
    if (names.length > 0) found.push(Decoration.node(at, at + node.nodeSize, { class: names.join(" ") }));
  });
  return DecorationSet.create(doc, found);
}

export const marked = (): Plugin<DecorationSet> => new Plugin<DecorationSet>({
  key,
  state: {
    init: (_, state) => look(state.doc, ""),
    apply(tr, before) {
      const wanted = tr.getMeta(key) as string | undefined;
      return wanted === undefined ? before.map(tr.mapping, tr.doc) : look(tr.doc, wanted);
    },
  },
  props: { decorations: (state: EditorState) => key.getState(state) },
  view(view: EditorView) {
    const again = (): void => view.dispatch(view.state.tr.setMeta(key, ""));
    const show = (event: Event): void => view.dispatch(view.state.tr.setMeta(key, (event as CustomEvent<string>).detail));
    document.addEventListener("htmx:after:swap", again);
    view.dom.addEventListener("huigao:mark", show);
    return { destroy: () => document.removeEventListener("htmx:after:swap", again) };
  },
});
