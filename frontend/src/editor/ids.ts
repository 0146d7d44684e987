/**
 * Ids outlive edits: on a split the first half keeps it, on a join the first one's stays, and
 * what is pasted or copied gets a new one where the old is still in use.
 */
import type { Node } from "prosemirror-model";
import { Plugin, type EditorState, type Transaction } from "prosemirror-state";
import { Mapping } from "prosemirror-transform";
import { newId, type Block } from "./content/model.ts";
import { idsOf, withFreshIds } from "./content/shape.ts";
import { hasId } from "./schema/schema.ts";

interface Place { node: Node; at: number }

const noted = new WeakMap<object, Set<string>>();

/** The ids of the lines of a note. */
function idsInNote(node: Node): Set<string> {
  const blocks = node.attrs["blocks"] as Block[];
  const ids = noted.get(blocks) ?? idsOf(blocks);
  noted.set(blocks, ids);
  return ids;
}

/** Where each id stands, notes by the place of their mark. */
function placesOf(doc: Node): { places: Map<string, Place[]>; nameless: Place[] } {
  const places = new Map<string, Place[]>();
  const nameless: Place[] = [];
  const add = (id: string, place: Place): void => {
    const known = places.get(id);
    if (known) known.push(place);
    else places.set(id, [place]);
  };
  doc.descendants((node, at) => {
    if (node.type.name === "note") idsInNote(node).forEach((id) => add(id, { node, at }));
    else if (hasId(node)) {
      if (node.attrs["id"]) add(node.attrs["id"] as string, { node, at });
      else nameless.push({ node, at });
    }
  });
  return { places, nameless };
}

const isEmptyLine = (node: Node): boolean => node.isTextblock && node.content.size === 0;

/** Whoever stood there before keeps the id; a line that was split at its start leaves it with its words. */
function keeperOf(all: Place[], before: number | undefined): Place {
  const kept = all.find((place) => place.at === before) ?? all[0]!;
  const next = all.find((place) => place.at === kept.at + kept.node.nodeSize);
  return isEmptyLine(kept.node) && next && !isEmptyLine(next.node) ? next : kept;
}

function renew(tr: Transaction, { node, at }: Place, used: Set<string>): void {
  const fresh = (): string => {
    const id = newId();
    used.add(id);
    return id;
  };
  if (node.type.name !== "note") tr.setNodeAttribute(at, "id", fresh());
  else tr.setNodeAttribute(at, "blocks", withFreshIds(node.attrs["blocks"], used, fresh));
}

function different(trs: readonly Transaction[], old: EditorState, now: EditorState): Transaction | null {
  const { places, nameless } = placesOf(now.doc);
  const doubled = [...places].filter(([, all]) => all.length > 1);
  if (doubled.length + nameless.length === 0) return null;
  const mapping = new Mapping(trs.flatMap((one) => one.mapping.maps));
  const before = doubled.length > 0 ? placesOf(old.doc).places : new Map<string, Place[]>();
  const used = new Set(places.keys());
  const tr = now.tr;
  const done = new Set<number>();
  for (const [id, all] of doubled) {
    const first = before.get(id)?.[0];
    const keeper = keeperOf(all, first && mapping.map(first.at));
    for (const place of all) {
      if (place !== keeper && !done.has(place.at)) renew(tr, place, used);
      done.add(place.at);
    }
  }
  nameless.forEach((place) => renew(tr, place, used));
  return tr;
}

export const ids = (): Plugin => new Plugin({
  appendTransaction: (trs, old, now) => (trs.some((one) => one.docChanged) ? different(trs, old, now) : null),
});
