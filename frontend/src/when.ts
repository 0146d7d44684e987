/** Event delegation: one listener on the document serves elements that htmx brings later. */

export function whenClicked(selector: string, act: (element: HTMLElement, event: MouseEvent) => void): void {
  document.addEventListener("click", (event) => {
    const found = event.target instanceof Element ? event.target.closest(selector) : null;
    if (found instanceof HTMLElement) act(found, event);
  });
}

/** Runs now (or when the page is parsed) and again after each htmx swap. */
export function whenShown(act: () => void): void {
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", act);
  else act();
  document.addEventListener("htmx:after:swap", act);
}

/** The value of the attribute's target: an element by its id. */
export function byId(id: string | undefined): HTMLElement | null {
  return id ? document.getElementById(id) : null;
}
