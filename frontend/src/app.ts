/** What every page carries: htmx and the small behaviours that HTML alone doesn't have. */
import "htmx.org";
import { watchAnchors } from "./anchor.ts";
import { watchChoices } from "./choose.ts";
import { watchComments } from "./comments.ts";
import { watchDialogs } from "./dialog.ts";
import { watchEvidence } from "./evidence.ts";
import { watchForms } from "./forms.ts";
import { watchMenus } from "./menu.ts";
import { watchPanels } from "./panel.ts";
import { watchReplacements } from "./replacement.ts";
import { watchRequests } from "./requests.ts";

document.documentElement.classList.add("has-js");
watchMenus();
watchDialogs();
watchForms();
watchPanels();
watchChoices();
watchAnchors();
watchComments();
watchReplacements();
watchEvidence();
watchRequests();
