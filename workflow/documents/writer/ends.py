"""The end of a text that a signature follows: no page may hold the signature alone."""

from __future__ import annotations

from collections.abc import Sequence

from workflow.documents.house.fillers import is_filler
from workflow.documents.house.measure import characters
from workflow.documents.house.xml import Element, keep_with_next, w
from workflow.documents.profile import Profile

MOST_KEPT = 10
"""Lines of a paragraph that is kept. LibreOffice moves all of it, not its last lines as Word
does, so a longer one would leave a large part of its page empty.
"""


def keep_end(elements: Sequence[Element], profile: Profile) -> None:
    """The last line stays on the page of what follows: of a table, its last row.

    Nothing where the author turns the page at the end, or where an island ends the text.
    """
    last = elements[-1] if elements else None
    if last is None or any(one.get(w("type")) == "page" for one in last.iter(w("br"))):
        return
    if last.tag == w("p") and _lines(last, profile) <= MOST_KEPT:
        keep_with_next(last)
    if is_filler(last) and len(elements) > 1 and elements[-2].tag == w("tbl"):
        last = elements[-2]
    if last.tag == w("tbl"):
        for paragraph in last.findall(w("tr"))[-1].iter(w("p")):
            keep_with_next(paragraph)


def _lines(paragraph: Element, profile: Profile) -> float:
    """About how many lines the words take."""
    words = "".join(one.text or "" for one in paragraph.iter(w("t")))
    wide = profile.indent + characters(words, profile.latin)
    return wide * profile.body.size * 10 / profile.page.text_width
