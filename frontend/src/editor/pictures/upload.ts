/** Sends a picture to the section; what the server says of it is what a block needs. */
import { say, type Words } from "../words.ts";

export interface Stored { hash: string; media: string; width: number; height: number }

/** A sentence for the person: what happened and what to do. */
export class NotUploaded extends Error {}

export async function upload(file: Blob, name: string, words: Words, token: string): Promise<Stored> {
  if (file.size > words.mostBytes) throw new NotUploaded(say(words, "pictureTooLarge"));
  const form = new FormData();
  form.append("csrf_token", token);
  form.append("picture", file, name);
  let answer: Response;
  try {
    answer = await fetch(words.uploads, { method: "POST", body: form });
  } catch {
    throw new NotUploaded(say(words, "pictureOffline"));
  }
  const said = (await answer.json().catch(() => ({}))) as Partial<Stored> & { sentence?: string };
  if (!answer.ok || answer.redirected || !said.hash) throw new NotUploaded(said.sentence ?? say(words, "pictureFailed"));
  return said as Stored;
}

/** The bytes of a `data:` address. A strict CSP lets no fetch read it. */
export function bytesOf(src: string): Blob | null {
  const found = /^data:(image\/[\w.+-]+)((?:;[\w=-]+)*),(.*)$/is.exec(src.trim());
  if (!found) return null;
  try {
    const [, media, options, body] = found as unknown as [string, string, string, string];
    const text = /;base64/i.test(options) ? atob(body.replace(/\s+/g, "")) : decodeURIComponent(body);
    return new Blob([Uint8Array.from(text, (sign) => sign.charCodeAt(0))], { type: media });
  } catch {
    return null;
  }
}
