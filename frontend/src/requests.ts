/** When a request of htmx fails, the page says so instead of staying silent. */
import { byId } from "./when.ts";

function announce(templateId: string): void {
  const template = byId(templateId);
  const area = byId("messages");
  if (!(template instanceof HTMLTemplateElement) || !area) return;
  area.replaceChildren(template.content.cloneNode(true));
}

interface Failure {
  ctx?: { response?: { status?: number }; sourceElement?: Element };
}

/** A poll that asks again by itself needs no alarm. */
function isQuiet(failure: Failure): boolean {
  return failure.ctx?.sourceElement?.closest("[data-quiet]") != null;
}

export function watchRequests(): void {
  document.addEventListener("htmx:error", (event) => {
    if (!isQuiet((event as CustomEvent<Failure>).detail)) announce("message-offline");
  });
  document.addEventListener("htmx:response:error", (event) => {
    const failure = (event as CustomEvent<Failure>).detail;
    const status = failure.ctx?.response?.status ?? 0;
    if (status >= 500 && !isQuiet(failure)) announce("message-failed");
  });
}
