/** Text that has not reached the server is kept in this browser (IndexedDB), a record a page. */
import type { Content } from "../content/model.ts";
import { parseContent } from "../content/parse.ts";
import { documentOrNull } from "../schema/from_content.ts";

/** `key` is person and section; `page` tells two windows apart; `base` is the draft it began from. */
export interface Kept { key: string; page: string; base: string; at: string; content: Content }

/** Without `crypto.randomUUID`, which plain http does not have. */
export const thisPage = Array.from(crypto.getRandomValues(new Uint8Array(8)), (byte) => byte.toString(16)).join("");

let opened: Promise<IDBDatabase> | undefined;

function answer<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((done, failed) => {
    request.onsuccess = () => done(request.result);
    request.onerror = () => failed(request.error ?? new Error("IndexedDB"));
  });
}

function database(): Promise<IDBDatabase> {
  opened ??= new Promise((done, failed) => {
    const request = indexedDB.open("huigao", 1);
    request.onupgradeneeded = () => request.result.createObjectStore("texts", { keyPath: ["key", "page"] });
    answer(request).then(done, failed);
  });
  return opened;
}

/** A full or forbidden store gives nothing: the warning before leaving the page still stands. */
async function within<T>(mode: IDBTransactionMode, act: (texts: IDBObjectStore) => IDBRequest<T>): Promise<T | undefined> {
  try {
    const transaction = (await database()).transaction("texts", mode, { durability: "strict" });
    return await answer(act(transaction.objectStore("texts")));
  } catch {
    return undefined;
  }
}

export async function keep(key: string, base: string, content: Content): Promise<void> {
  const record: Kept = { key, page: thisPage, base, at: new Date().toISOString(), content };
  await within("readwrite", (texts) => texts.put(record));
}

export async function forget(key: string, page = thisPage): Promise<void> {
  await within("readwrite", (texts) => texts.delete([key, page]));
}

function isWhole(one: Kept): boolean {
  const content = parseContent(JSON.stringify(one.content));
  return content !== null && documentOrNull(content) !== null;
}

/** What other pages left, the newest first. */
export async function leftBehind(key: string): Promise<Kept[]> {
  const found = await within("readonly", (texts) => texts.getAll(IDBKeyRange.bound([key], [key, []])) as IDBRequest<Kept[]>);
  return (found ?? []).filter((one) => one.page !== thisPage && isWhole(one)).sort((a, b) => b.at.localeCompare(a.at));
}
