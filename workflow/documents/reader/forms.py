"""What the fields of old forms show, which have no result of their own (17.16.17)."""

from __future__ import annotations

from workflow.documents.reader.xml import Element, find, is_on, val, whole
from workflow.documents.word.tree import w

_TICKED, _EMPTY = "☑", "☐"


def form_text(mark: Element) -> str:
    """The box, or the chosen entry of a list, of a field's first mark; "" for all others."""
    box, entries = find(mark, "ffData", "checkBox"), find(mark, "ffData", "ddList")
    if box is not None:
        said = find(box, "checked")
        return _TICKED if is_on(find(box, "default") if said is None else said) else _EMPTY
    if entries is None:
        return ""
    chosen = find(entries, "result")
    place = whole(val(find(entries, "default") if chosen is None else chosen)) or 0
    words = [val(one) or "" for one in entries.iterchildren(w("listEntry"))]
    return words[place] if 0 <= place < len(words) else ""
