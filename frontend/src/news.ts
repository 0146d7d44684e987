/**
 * What others say arrives while the page stands open. Cards come and change in their place; one in
 * which somebody is writing keeps its fields, and the form of a new comment is never touched.
 */
import { goToCard } from "./talk.ts";
import { byId, whenClicked } from "./when.ts";

const seconds = 15;
let isAsking = false;
let fresh: string | null = null;

async function ask(talk: HTMLElement): Promise<void> {
  const list = talk.querySelector<HTMLElement>("[data-talk-list]");
  const address = talk.dataset["news"];
  if (!list || !address || isAsking || document.visibilityState !== "visible") return;
  isAsking = true;
  try {
    const answer = await fetch(`${address}&seen=${list.dataset["stamp"] ?? ""}`);
    if (answer.status === 200 && !answer.redirected) take(talk, list, await answer.text());
  } catch {
    // without a connection nothing arrives; what is written here is told of by whoever saves it
  } finally {
    isAsking = false;
  }
}

function take(talk: HTMLElement, list: HTMLElement, html: string): void {
  const page = document.createElement("template");
  page.innerHTML = html;
  const news = page.content.querySelector<HTMLElement>("[data-talk-list]");
  if (!news) return;
  const came = merge(list, news);
  list.dataset["stamp"] = news.dataset["stamp"] ?? "";
  count(talk, list);
  tellOf(talk, came);
  show(talk.querySelector("[data-talk-newer]"), news.dataset["newer"] ?? "");
  document.dispatchEvent(new CustomEvent("htmx:after:swap"));
}

/** In the new order; returns the cards that were not there. */
function merge(list: HTMLElement, news: HTMLElement): HTMLElement[] {
  const came: HTMLElement[] = [];
  let before: Element | null = null;
  for (const card of [...news.querySelectorAll<HTMLElement>(":scope > .comment")]) {
    const old = byId(card.id);
    if (old && old.dataset["version"] === card.dataset["version"]) {
      before = old;
    } else if (old && isBusy(old)) {
      takeTurns(old, card);
      before = old;
    } else {
      dropDialogs(card);
      if (old) old.replaceWith(card);
      else if (before) before.after(card);
      else list.prepend(card);
      if (!old) came.push(card);
      before = card;
    }
  }
  return came;
}

/** A dialog that was opened has left its card for the end of the page. */
const dialogsOf = (card: HTMLElement): HTMLElement[] =>
  [...card.querySelectorAll("dialog")].map((dialog) => byId(dialog.id)).filter((dialog) => dialog !== null);

const holdsWords = (part: Element): boolean =>
  part.contains(document.activeElement) || [...part.querySelectorAll("textarea")].some((field) => field.value.trim() !== "");

const dialogIds = (card: HTMLElement): string[] =>
  [...card.querySelectorAll<HTMLElement>("[data-dialog]")].map((button) => button.dataset["dialog"] ?? "");

function isBusy(card: HTMLElement): boolean {
  const away = dialogIds(card).map((id) => byId(id)).filter((dialog) => dialog !== null);
  return holdsWords(card) || away.some((dialog) => dialog.hasAttribute("open") || holdsWords(dialog));
}

function dropDialogs(card: HTMLElement): void {
  for (const dialog of dialogsOf(card)) if (dialog.parentElement === document.body) dialog.remove();
}

function takeTurns(old: HTMLElement, card: HTMLElement): void {
  const turns = card.querySelector(".turns");
  const known = old.querySelector(".turns");
  if (turns && known) known.replaceWith(turns);
  else if (turns) old.querySelector(".comment-acts")?.before(turns);
}

function count(talk: HTMLElement, list: HTMLElement): void {
  const shown = { open: ":not(.is-closed)", mine: ".is-mine", must: ".is-must:not(.is-closed)", all: "" };
  for (const [name, selector] of Object.entries(shown)) {
    const number = String(list.querySelectorAll(`:scope > .comment${selector}`).length);
    const place = talk.querySelector(`[data-talk-count="${name}"]`);
    if (place) place.textContent = number;
    if (name !== "open") continue;
    for (const badge of document.querySelectorAll('[data-panel="talk"] .count')) badge.textContent = number;
    const fold = talk.closest("details")?.querySelector("summary .count");
    if (fold) fold.textContent = number;
  }
  const none = talk.querySelector<HTMLElement>(".talk-none");
  if (none) none.hidden = list.querySelector(":scope > .comment:not(.is-closed)") !== null;
}

function tellOf(talk: HTMLElement, came: HTMLElement[]): void {
  if (came.length === 0) return;
  fresh = came[0]?.id ?? null;
  for (const card of came) card.classList.add("is-new");
  show(talk.querySelector("[data-talk-news]"), String(talk.querySelectorAll(".comment.is-new").length));
}

/** A bar whose words have a place for a number. */
function show(bar: HTMLElement | null, number: string): void {
  const words = bar?.querySelector<HTMLElement>("[data-words]");
  if (!bar || !words || number === "") return;
  words.textContent = (words.dataset["words"] ?? "").replace("{n}", number);
  bar.hidden = false;
}

function look(): void {
  const talk = document.querySelector<HTMLElement>("[data-talk]");
  if (talk) void ask(talk);
}

export function watchNews(): void {
  window.setInterval(look, seconds * 1000);
  document.addEventListener("visibilitychange", look);
  whenClicked("[data-talk-fresh]", (button) => {
    button.closest<HTMLElement>("[data-talk-news]")?.setAttribute("hidden", "");
    const card = byId(fresh ?? undefined);
    for (const one of document.querySelectorAll(".comment.is-new")) one.classList.remove("is-new");
    if (card) goToCard(card);
  });
}
