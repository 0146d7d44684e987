/** Sends the text to the server as it is written, keeps the pen, and says the truth about both. */
import type { Content } from "../content/model.ts";
import { bars } from "./bars.ts";
import type { Answer, Requests, Told } from "./requests.ts";

export type State = "saved" | "dirty" | "saving" | "kept" | "offline" | "expired" | "apart" | "failed";

/** The page's side: its text, what it began from, and what it says. */
export interface Page {
  base: string;
  revision: number;
  readonly isDirty: boolean;
  read(): Content;
  replace(content: Content): void;
  lock(locked: boolean): void;
  /** The server has this text; it is no version yet. */
  arrived(content: Content, at: string): void;
  show(state: State): void;
  say(name: string, holes?: Record<string, string | number>): string;
  tell(sentence: string): void;
}

const pause = 1_200;
const heartbeat = 25_000;
const retries = [2_000, 4_000, 8_000, 15_000, 30_000, 60_000];

export class Autosave {
  private isOpen = false;
  private alone = false;
  /** Two texts: one's own from another window ("tab"), or a newer draft ("head"). */
  private apart: "tab" | "head" | null = null;
  private busy = false;
  private tries = 0;
  private timer = 0;
  private opening: Promise<State | null> | null = null;
  private sending: Promise<State> | null = null;

  constructor(private readonly page: Page, private readonly requests: Requests) {
    bars.whenAlone(() => this.writeAlone());
    bars.whenMerged(() => void this.merge());
    window.addEventListener("online", () => this.again());
    window.addEventListener("focus", () => void this.look());
    window.setInterval(() => void this.look(), heartbeat);
    void this.look();
  }

  /** A key was struck: the pen is taken at once, the text goes after a short pause. */
  touched(): void {
    if (!this.page.isDirty) return;
    if (!this.isOpen && !this.sending && this.apart !== "tab" && !this.busy && this.tries === 0) void this.open();
    this.plan(pause);
  }

  /** The text goes now; gives what became of it. */
  flush(): Promise<State> {
    window.clearTimeout(this.timer);
    this.sending ??= (this.opening ?? Promise.resolve(null))
      .then((opened) => opened ?? this.send())
      .finally(() => { this.sending = null; });
    return this.sending;
  }

  /** Before the page's form is sent: whether the server is there and knows who asks. */
  async ready(): Promise<State> {
    if (this.sending) await this.sending;
    if (this.page.isDirty && this.apart !== "tab" && !this.busy) return this.flush();
    return this.failure(await this.requests.state(this.page.base)) ?? "kept";
  }

  /** Text from elsewhere, put together with the newest draft; null where that can't be done now. */
  async joined(base: string, content: Content): Promise<Content | null> {
    const answer = await this.requests.merge(base, content, false);
    if (answer.kind !== "done" || !answer.told.content) return null;
    this.page.base = String(answer.told.base ?? "");
    this.isOpen = false;
    this.tellClashes(answer.told);
    return answer.told.content;
  }

  private plan(after: number): void {
    window.clearTimeout(this.timer);
    this.timer = window.setTimeout(() => void this.flush(), after);
  }

  private again(): void {
    this.tries = 0;
    if (this.page.isDirty) this.plan(0);
    else void this.look();
  }

  private async send(): Promise<State> {
    if (this.apart === "tab" || this.busy) return this.said("apart");
    const closed = this.isOpen ? null : await this.open();
    if (closed !== null) return closed;
    return this.page.isDirty ? this.put(true) : "kept";
  }

  /** Null when there is a copy to write on. */
  private open(): Promise<State | null> {
    this.opening ??= this.ask().finally(() => { this.opening = null; });
    return this.opening;
  }

  private async ask(): Promise<State | null> {
    const answer = await this.requests.open(this.page.base, this.page.revision, this.alone);
    if (answer.kind === "done") {
      this.isOpen = true;
      this.tries = 0;
      this.page.revision = answer.told.revision ?? 0;
      this.page.base = String(answer.told.base ?? this.page.base);
      if (this.alone) bars.alone();
      this.compareHead(answer.told);
      return null;
    }
    return answer.kind === "refused" ? this.said(this.refused(answer.told)) : this.failure(answer);
  }

  private async put(mayOpen: boolean): Promise<State> {
    const content = this.page.read();
    this.page.show("saving");
    const answer = await this.requests.put(this.page.revision, content);
    if (answer.kind === "done") return this.stored(content, answer.told);
    if (answer.kind !== "refused") return this.said(this.failure(answer) ?? "failed");
    if (answer.told.why === "closed" && mayOpen) {
      this.isOpen = false;
      return this.said(await this.open() ?? await this.put(false));
    }
    return this.said(this.refused(answer.told));
  }

  private stored(content: Content, told: Told): State {
    this.tries = 0;
    this.page.revision = told.revision ?? this.page.revision;
    this.page.arrived(content, told.at ?? "");
    if (told.holds === false && !this.alone) void this.look();
    if (!this.page.isDirty) return "kept";
    this.plan(pause);
    return this.said("dirty");
  }

  private refused(told: Told): State {
    this.isOpen = false;
    if (told.why === "tab") {
      // the revision stays the one that this page knows: a version saved now is refused with both texts
      this.part("tab", told.sentence ?? "");
    } else if (told.why === "busy") {
      this.yield(told);
    } else {
      this.page.tell(told.sentence ?? "");
    }
    return "apart";
  }

  /** A failure on the way: the text is kept here and sent again later. Null for an answer. */
  private failure(answer: Answer): State | null {
    if (answer.kind === "done" || answer.kind === "refused") return null;
    const after = retries[Math.min(this.tries, retries.length - 1)]!;
    this.tries += 1;
    this.plan(answer.kind === "expired" ? Math.min(after, 8_000) : after);
    return this.said(answer.kind);
  }

  private said(state: State): State {
    this.page.show(state);
    return state;
  }

  /** Who writes, and whether a newer draft came; whoever has the pen is heard of by that. */
  private async look(): Promise<void> {
    const { base } = this.page;
    const answer = await (this.isOpen && !this.alone ? this.requests.beat(base) : this.requests.state(base));
    if (answer.kind !== "done") return;
    const { told } = answer;
    if (this.isOpen && !this.alone && !told.holds) this.isOpen = false;
    if (!this.isOpen && told.writer && !this.alone) this.yield(told);
    else if (this.busy && !told.writer) this.regain();
    this.compareHead(told);
    if (this.tries > 0) this.again();
  }

  private yield(told: Told): void {
    this.busy = true;
    this.page.lock(true);
    bars.busy(told);
    if (this.page.isDirty) this.said("apart");
  }

  private regain(): void {
    this.busy = false;
    this.page.lock(false);
    bars.busy(null);
    if (this.page.isDirty) this.plan(0);
  }

  private compareHead(told: Told): void {
    if (this.apart !== null || told.head === undefined || String(told.head) === this.page.base) return;
    this.part("head", this.page.say("newerDraft", { draft: told.headWords ?? "" }));
  }

  private part(how: "tab" | "head", why: string): void {
    this.apart = how;
    bars.merge(why);
  }

  private writeAlone(): void {
    this.alone = true;
    this.regain();
    bars.alone();
    void this.flush();
  }

  private async merge(): Promise<void> {
    const answer = await this.requests.merge(this.page.base, this.page.read(), this.apart === "tab");
    if (answer.kind !== "done" || !answer.told.content) {
      if (answer.kind === "refused") this.page.tell(answer.told.sentence ?? "");
      else this.failure(answer);
      return;
    }
    const { told } = answer;
    this.apart = null;
    bars.merge(null);
    this.page.base = String(told.base ?? "");
    this.page.revision = told.revision ?? this.page.revision;
    this.isOpen = false;
    this.page.replace(answer.told.content);
    this.tellClashes(told);
    this.plan(0);
  }

  private tellClashes(told: Told): void {
    this.page.tell(told.clashes ? this.page.say("joinedClashing", { n: told.clashes }) : this.page.say("joined"));
  }
}
