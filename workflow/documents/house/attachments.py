"""Pass: attachments: their list below the text and the head of each (GB/T 9704-2012)."""

from __future__ import annotations

from collections.abc import Sequence

from workflow.documents.house.measure import characters
from workflow.documents.house.styles import ATTACHMENT_MARK, ATTACHMENT_TITLE, BODY
from workflow.documents.house.titles import broken_run
from workflow.documents.house.xml import Element, el, paragraph, run
from workflow.documents.profile import Profile

WORDS = "附件"


def attachment_list(names: Sequence[str], profile: Profile) -> list[Element]:
    """An empty line, then 附件：1.×× in by two, later lines below the name (7.3.4).

    A single attachment has no number. The names have no end mark: the caller's text stays.
    The list stays with the signature that follows, so that no page has a signature alone.
    """
    made = [paragraph(BODY, properties=(el("keepNext"),))] if names else []
    for place, name in enumerate(names):
        number = f"{place + 1}." if len(names) > 1 else ""
        lead = f"{WORDS}：" if place == 0 else ""
        made.append(_hanging(lead, number, name, profile))
    return made


def attachment_head(number: int | None, title: str, profile: Profile) -> list[Element]:
    """附件1 at the top left of a new page and the title on the third line (7.3.6).

    ``number`` is None for a report's only attachment; without a title, the mark alone.
    """
    mark = WORDS if number is None else f"{WORDS}{number}"
    made = [paragraph(ATTACHMENT_MARK, run(mark, profile.attachment.mark, profile))]
    if title:
        broken = broken_run(title, profile.attachment.title, profile)
        made.append(paragraph(ATTACHMENT_TITLE, broken))
    return made


def _hanging(lead: str, number: str, name: str, profile: Profile) -> Element:
    """In by two and the width of what stands before the name, which hangs out to the left."""
    before = characters(number, profile.latin)
    left = profile.indent + characters(f"{WORDS}：") + before
    hanging = before + characters(lead)
    size = profile.body.size * 10
    indent = el(
        "ind",
        leftChars=round(left * 100),
        left=round(left * size),
        hangingChars=round(hanging * 100),
        hanging=round(hanging * size),
    )
    words = run(lead + number + name, profile.body, profile)
    return paragraph(BODY, words, properties=(el("keepNext"), indent))
