/** Undo and redo over whole texts: a snapshot a step, one for a stretch of typing. */
import { caretIn, showCaret, type Caret } from "./caret.ts";
import { readAll, writeAll } from "./dom.ts";
import type { Block } from "./model.ts";

interface Snapshot { blocks: Block[]; caret: Caret | null }

const most = 200;
const pause = 1000;

const same = (a: Block[], b: Block[]): boolean => a.length === b.length && a.every((block, n) => block === b[n]);

export class History {
  private past: Snapshot[] = [];
  private future: Snapshot[] = [];
  private now: Snapshot;
  private typedAt = 0;

  constructor(private readonly area: HTMLElement) {
    this.now = this.read();
  }

  private read(): Snapshot {
    return { blocks: readAll(this.area), caret: caretIn(this.area) };
  }

  /** Before a step: where the caret stands now is where undo brings it back to. */
  before(): void {
    this.now.caret = caretIn(this.area) ?? this.now.caret;
  }

  /** After a step; typing on within a second belongs to the step before. */
  record(isTyping: boolean): void {
    const next = this.read();
    if (same(next.blocks, this.now.blocks)) return;
    const at = Date.now();
    const goesOn = isTyping && at - this.typedAt < pause && next.blocks.length === this.now.blocks.length;
    this.typedAt = isTyping ? at : 0;
    if (!goesOn) this.past = [...this.past.slice(1 - most), this.now];
    this.now = next;
    this.future = [];
  }

  undo(): boolean {
    return this.step(this.past, this.future);
  }

  redo(): boolean {
    return this.step(this.future, this.past);
  }

  private step(from: Snapshot[], to: Snapshot[]): boolean {
    const wanted = from.pop();
    if (!wanted) return false;
    to.push(this.now);
    this.now = wanted;
    this.typedAt = 0;
    writeAll(this.area, wanted.blocks);
    showCaret(this.area, wanted.caret);
    return true;
  }
}
