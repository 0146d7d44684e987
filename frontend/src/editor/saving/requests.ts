/** Asks the server about the working copy; what may go wrong on the way has a name each. */
import type { Content } from "../content/model.ts";

/** What the server says (workflow/web/copy_views.py). */
export interface Told {
  person?: number; token?: string; holds?: boolean; writer?: string; since?: string;
  head?: number | ""; headWords?: string; revision?: number; at?: string; base?: number | "";
  why?: "tab" | "closed" | "busy" | "refused" | "token" | "login"; sentence?: string; content?: Content; clashes?: number;
}
export type Answer = { kind: "done" | "refused"; told: Told } | { kind: "offline" | "expired" | "failed" };

const mostKeptAlive = 60_000;
const tokens = (): NodeListOf<HTMLInputElement> => document.querySelectorAll<HTMLInputElement>("input[name=csrf_token]");

async function read(response: Response): Promise<Told> {
  try {
    return await response.json() as Told;
  } catch {
    return {};
  }
}

export class Requests {
  /** `person` is who opened this page: nobody else's log-in may send its text. */
  constructor(private readonly url: string, private readonly person: string) {}

  state(base: string): Promise<Answer> {
    return this.ask("GET", `?base=${base}`);
  }

  beat(base: string): Promise<Answer> {
    return this.ask("POST", `/beat?base=${base}`);
  }

  open(base: string, revision: number, alone: boolean): Promise<Answer> {
    return this.ask("POST", `?base=${base}&revision=${revision}${alone ? "&alone=1" : ""}`);
  }

  put(revision: number, content: Content): Promise<Answer> {
    return this.ask("POST", `/text?revision=${revision}`, JSON.stringify(content));
  }

  merge(base: string, content: Content, tab: boolean): Promise<Answer> {
    return this.ask("POST", `/merge?base=${base}${tab ? "&tab=1" : ""}`, JSON.stringify(content));
  }

  private async ask(method: string, more: string, body?: string): Promise<Answer> {
    const answer = await this.send(method, more, body);
    const isForm = answer.kind === "refused" && answer.told.why === "token";
    if (!isForm) return answer;
    const renewed = await this.send("GET", "");
    return renewed.kind === "done" ? this.send(method, more, body) : renewed;
  }

  private async send(method: string, more: string, body?: string): Promise<Answer> {
    const headers: Record<string, string> = { Accept: "application/json", "X-CSRFToken": tokens()[0]?.value ?? "" };
    if (body !== undefined) headers["Content-Type"] = "application/json";
    const init: RequestInit = { method, headers, redirect: "manual", credentials: "same-origin", cache: "no-store" };
    if (body !== undefined) Object.assign(init, { body, keepalive: new TextEncoder().encode(body).length < mostKeptAlive });
    try {
      return await this.meant(await fetch(this.url + more, init));
    } catch {
      return { kind: "offline" };
    }
  }

  private async meant(response: Response): Promise<Answer> {
    if (response.type === "opaqueredirect" || response.status === 401) return { kind: "expired" };
    if (response.status >= 500) return { kind: "failed" };
    const told = await read(response);
    if (!response.ok) return { kind: "refused", told };
    if (told.person !== undefined && String(told.person) !== this.person) return { kind: "expired" };
    if (told.token) for (const field of tokens()) field.value = told.token;
    return { kind: "done", told };
  }
}
