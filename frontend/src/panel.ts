/** Side panels: folded away on a wide screen (remembered), a sheet over the page on a small one. */
import { byId, whenClicked, whenShown } from "./when.ts";

const narrow = window.matchMedia("(max-width: 1199.98px)");
let opener: HTMLElement | null = null;

const memory = (panel: HTMLElement): string => `huigao:panel:${panel.id}`;

function remember(panel: HTMLElement, folded: boolean): void {
  try {
    if (folded) localStorage.setItem(memory(panel), "folded");
    else localStorage.removeItem(memory(panel));
  } catch {
    // a browser that keeps nothing: the panel simply opens unfolded next time
  }
}

function recalled(panel: HTMLElement): boolean {
  try {
    return localStorage.getItem(memory(panel)) === "folded";
  } catch {
    return false;
  }
}

function tell(panel: HTMLElement): void {
  const shown = narrow.matches ? panel.hasAttribute("data-open") : !panel.hasAttribute("data-folded");
  for (const button of document.querySelectorAll(`[data-panel="${panel.id}"]`)) {
    button.setAttribute("aria-expanded", String(shown));
  }
}

function closeSheets(): void {
  document.querySelector(".sheet-backdrop")?.remove();
  for (const panel of document.querySelectorAll<HTMLElement>(".side-panel[data-open]")) {
    panel.removeAttribute("data-open");
    tell(panel);
  }
  opener?.focus();
  opener = null;
}

function openSheet(panel: HTMLElement, button: HTMLElement | null): void {
  closeSheets();
  const backdrop = document.createElement("div");
  backdrop.className = "sheet-backdrop";
  backdrop.addEventListener("click", closeSheets);
  document.body.append(backdrop);
  panel.setAttribute("data-open", "");
  opener = button;
  tell(panel);
  panel.focus();
}

function setFolded(panel: HTMLElement, folded: boolean): void {
  panel.toggleAttribute("data-folded", folded);
  remember(panel, folded);
  tell(panel);
}

/** Brings a panel into view whatever the screen is. */
export function showPanel(panel: HTMLElement): void {
  if (!narrow.matches) setFolded(panel, false);
  else if (!panel.hasAttribute("data-open")) openSheet(panel, null);
}

export function hideSheets(): void {
  if (narrow.matches) closeSheets();
}

function toggle(button: HTMLElement): void {
  const panel = byId(button.dataset["panel"]);
  if (!panel) return;
  if (!narrow.matches) setFolded(panel, !panel.hasAttribute("data-folded"));
  else if (panel.hasAttribute("data-open")) closeSheets();
  else openSheet(panel, button);
}

export function watchPanels(): void {
  whenClicked("[data-panel]", toggle);
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && document.querySelector(".sheet-backdrop")) closeSheets();
  });
  narrow.addEventListener("change", closeSheets);
  whenShown(() => {
    for (const panel of document.querySelectorAll<HTMLElement>(".side-panel[id]")) {
      panel.toggleAttribute("data-folded", recalled(panel));
      tell(panel);
    }
  });
}
