/** Unsaved text is kept in this browser, by person and section, until it is saved or given up. */
import type { Content } from "../content/model.ts";
import { parseContent } from "../content/parse.ts";
import { documentOrNull } from "../schema/from_content.ts";

export interface Backup { base: string; at: string; content: Content }

const newest = (key: string): string => `huigao:text:${key}`;
const offered = (key: string): string => `huigao:text:${key}:earlier`;

function read(name: string): Backup | null {
  try {
    const value = JSON.parse(localStorage.getItem(name) ?? "null") as Partial<Backup> | null;
    const content = parseContent(JSON.stringify(value?.content ?? null));
    if (!content || !documentOrNull(content) || typeof value?.base !== "string" || typeof value.at !== "string") return null;
    return { base: value.base, at: value.at, content };
  } catch {
    return null;
  }
}

function write(name: string, backup: Backup | null): void {
  try {
    if (backup) localStorage.setItem(name, JSON.stringify(backup));
    else localStorage.removeItem(name);
  } catch {
    // a full or forbidden store: the warning before leaving the page still stands
  }
}

export function keep(key: string, base: string, content: Content): void {
  write(newest(key), { base, at: new Date().toISOString(), content });
}

export function forget(key: string): void {
  write(newest(key), null);
}

/** Sets what an earlier visit left aside, so that typing now doesn't write over it. */
export function earlier(key: string): Backup | null {
  const left = read(newest(key));
  if (left) {
    write(offered(key), left);
    forget(key);
  }
  return read(offered(key));
}

export function forgetEarlier(key: string): void {
  write(offered(key), null);
}
