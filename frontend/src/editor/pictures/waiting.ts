/** A place in the text that waits for its pictures while the person writes on. */
import { Plugin, PluginKey } from "prosemirror-state";
import { Decoration, DecorationSet, type EditorView } from "prosemirror-view";

const key = new PluginKey<DecorationSet>("waiting");

interface Change { add?: { name: object; at: number; say: string }; remove?: object }

function sign(text: string): HTMLElement {
  const shown = document.createElement("span");
  shown.className = "uploading";
  shown.setAttribute("role", "status");
  shown.textContent = text;
  return shown;
}

export const waiting = (): Plugin<DecorationSet> => new Plugin<DecorationSet>({
  key,
  state: {
    init: () => DecorationSet.empty,
    apply(tr, before) {
      const moved = before.map(tr.mapping, tr.doc);
      const { add, remove } = (tr.getMeta(key) as Change | undefined) ?? {};
      if (add) return moved.add(tr.doc, [Decoration.widget(add.at, () => sign(add.say), { name: add.name })]);
      return remove ? moved.remove(moved.find(undefined, undefined, (spec) => spec["name"] === remove)) : moved;
    },
  },
  props: { decorations: (state) => key.getState(state) },
});

/** Marks the place; `release` gives where it is by then, or null where it was deleted. */
export function wait(view: EditorView, at: number, say: string): () => number | null {
  const name = {};
  view.dispatch(view.state.tr.setMeta(key, { add: { name, at, say } }));
  return () => {
    const found = key.getState(view.state)?.find(undefined, undefined, (spec) => spec["name"] === name)[0];
    view.dispatch(view.state.tr.setMeta(key, { remove: name }));
    return found ? found.from : null;
  };
}
