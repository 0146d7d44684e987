/** Content as a string that is the same for the same text, whatever its ids and key order. */
import { isBlankLine, type Block, type Content, type Inline } from "./model.ts";

const known = new WeakMap<object, string>();

const isNothing = (value: unknown): boolean =>
  value === undefined || value === "" || value === false || (Array.isArray(value) && value.length === 0);

function write(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(shapeOf).join()}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  const fields = Object.entries(value).filter(([name, held]) => name !== "id" && !isNothing(held));
  return `{${fields.sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, held]) => `"${name}":${shapeOf(held)}`).join()}}`;
}

/** Objects of the model are never changed, so each is written once. */
export function shapeOf(value: unknown): string {
  if (typeof value !== "object" || value === null) return write(value);
  const shape = known.get(value) ?? write(value);
  known.set(value, shape);
  return shape;
}

/** The same words in the same shape. */
export function sameText(a: Content, b: Content): boolean {
  return a.blocks.length === b.blocks.length
    && a.blocks.every((block, n) => block === b.blocks[n] || shapeOf(block) === shapeOf(b.blocks[n]));
}

function idsUnder(part: unknown): string[] {
  if (Array.isArray(part)) return part.flatMap(idsUnder);
  if (typeof part !== "object" || part === null) return [];
  return Object.entries(part).flatMap(([name, held]) =>
    name === "id" && typeof held === "string" ? [held] : idsUnder(held));
}

/** The ids of blocks and of all blocks within them. */
export const idsOf = (blocks: readonly Block[]): Set<string> => new Set(idsUnder(blocks));

/** A copy in which ids that are `used` are new ones, at any depth. */
export function withFreshIds<T>(part: T, used: ReadonlySet<string>, make: () => string): T {
  if (Array.isArray(part)) return part.map((one) => withFreshIds(one, used, make) as unknown) as T;
  if (typeof part !== "object" || part === null) return part;
  const fields = Object.entries(part).map(([name, held]) =>
    [name, name === "id" && typeof held === "string" ? (used.has(held) ? make() : held) : withFreshIds(held, used, make)]);
  return Object.fromEntries(fields) as T;
}

function blanksUnder(part: unknown): string[] {
  if (Array.isArray(part)) return part.flatMap(blanksUnder);
  if (typeof part !== "object" || part === null) return [];
  const { id, type, runs } = part as { id?: string; type?: string; runs?: Inline[] };
  const own = id && type && Array.isArray(runs) && isBlankLine(runs) ? [id] : [];
  return [...own, ...Object.values(part).flatMap(blanksUnder)];
}

/** The ids of lines without words, at any depth. */
export const blankIds = (content: Content): Set<string> => new Set(blanksUnder(content.blocks));
