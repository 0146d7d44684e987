/** `data-dialog="ID"` opens that <dialog>; `data-dialog-close` closes the one around it. */
import { byId, whenClicked } from "./when.ts";

function open(button: HTMLElement): void {
  const dialog = byId(button.dataset["dialog"]);
  if (!(dialog instanceof HTMLDialogElement) || dialog.open) return;
  button.closest<HTMLDetailsElement>("details.menu")?.removeAttribute("open");
  // a closed <details> hides even a modal dialog inside it
  if (dialog.closest("details")) document.body.append(dialog);
  dialog.showModal();
}

/** A click on the backdrop reaches the dialog itself, outside of its box. */
function isOutside(dialog: HTMLDialogElement, event: MouseEvent): boolean {
  const box = dialog.getBoundingClientRect();
  const { clientX: x, clientY: y } = event;
  return x < box.left || x > box.right || y < box.top || y > box.bottom;
}

function holdsWords(dialog: HTMLDialogElement): boolean {
  return [...dialog.querySelectorAll("textarea")].some((area) => area.value.trim() !== "");
}

export function watchDialogs(): void {
  whenClicked("[data-dialog]", open);
  whenClicked("[data-dialog-close]", (button) => button.closest("dialog")?.close());
  document.addEventListener("mousedown", (event) => {
    const dialog = event.target;
    if (!(dialog instanceof HTMLDialogElement) || !isOutside(dialog, event)) return;
    if (!holdsWords(dialog)) dialog.close();
  });
}
