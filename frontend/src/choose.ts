/** An outline beside a panel: the chosen line is marked, and the panel comes into view. */
import { showPanel } from "./panel.ts";
import { byId, whenClicked, whenShown } from "./when.ts";

function choose(link: HTMLElement): void {
  const row = link.closest("tr");
  for (const other of document.querySelectorAll("tr[aria-current]")) other.removeAttribute("aria-current");
  row?.setAttribute("aria-current", "true");
  const panel = byId(link.dataset["choose"]);
  if (panel) showPanel(panel);
}

/** A page that was opened for one line shows its panel at once, also as a sheet. */
function showChosen(): void {
  const inside = document.querySelector<HTMLElement>("[data-show-panel]");
  inside?.removeAttribute("data-show-panel");
  const panel = inside?.closest<HTMLElement>(".side-panel");
  if (panel) showPanel(panel);
}

export function watchChoices(): void {
  whenClicked("[data-choose]", choose);
  whenShown(showChosen);
}
