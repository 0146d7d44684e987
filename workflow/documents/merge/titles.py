"""Pass: the title of the document (GB/T 9704-2012, 7.3.1), broken by meaning."""

from __future__ import annotations

import re

from workflow.documents.merge.styles import TITLE
from workflow.documents.merge.xml import Element, el, paragraph, run
from workflow.documents.profile import Profile

MEANING = re.compile(r"(?<=[年度的])|(?=关于|工作报告|述职报告|实施方案)")
LINE_OF_TITLE = 20


def title_paragraph(title: str, profile: Profile) -> Element:
    """The title centred, its lines broken by a line break each."""
    pieces = title_lines(title)
    made = run(pieces[0], profile.title, profile)
    for piece in pieces[1:]:
        made.append(el("br"))
        made.extend(list(run(piece, profile.title, profile))[1:])
    return paragraph(TITLE, made)


def title_lines(title: str) -> list[str]:
    """A long title broken by meaning into lines of like length; a short one stays whole."""
    if text_width(title) <= LINE_OF_TITLE:
        return [title]
    places = [found.start() for found in MEANING.finditer(title) if 0 < found.start() < len(title)]
    middle = len(title) / 2
    place = min(places, key=lambda one: abs(one - middle), default=round(middle))
    if abs(place - middle) > len(title) / 4:
        place = round(middle)
    return [title[:place], title[place:]]


def text_width(text: str) -> float:
    """In characters of the text's size: a Latin letter or digit is half of one."""
    return sum(0.5 if one < "\u2e80" else 1 for one in text)
