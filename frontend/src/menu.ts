/** Menus are <details>; here they close on a click elsewhere and on Escape. */

function closeOthers(inside: Node | null): void {
  for (const menu of document.querySelectorAll<HTMLDetailsElement>("details.menu[open]")) {
    if (!inside || !menu.contains(inside)) menu.open = false;
  }
}

function onEscape(event: KeyboardEvent): void {
  if (event.key !== "Escape") return;
  const open = document.querySelector<HTMLDetailsElement>("details.menu[open]");
  if (!open) return;
  open.open = false;
  open.querySelector("summary")?.focus();
}

export function watchMenus(): void {
  document.addEventListener("click", (event) => {
    closeOthers(event.target instanceof Node ? event.target : null);
  });
  document.addEventListener("keydown", onEscape);
}
