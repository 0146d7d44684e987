"""The last look before a report is created from a text: is every character of it there?"""

from __future__ import annotations

from collections import Counter

from workflow.actions.outline.bodies import Bodies
from workflow.actions.placing import Placed
from workflow.actions.scene import Scene
from workflow.documents.content import from_json, plain_text
from workflow.documents.numerals import numeral_text
from workflow.documents.outline import Outline, Section, recognise
from workflow.domain.machine import NotYet
from workflow.domain.terms import SectionKind
from workflow.domain.text import say
from workflow.store import Intake, Report


def check_nothing_lost(report: Report, outline: Outline, bodies: Bodies, intake: Intake) -> None:
    """Refused, so that the transaction takes all of it back, when a character is missing.

    Each section must hold its numeral, title, tail and text; the title of the report is the
    editor's to choose. A look-alike numeral is written properly.
    """
    rows = Scene(report).outline
    preamble = [one for one in rows if one.section.kind is SectionKind.PREAMBLE]
    places = [one for one in rows if one.section.kind is not SectionKind.PREAMBLE]
    missing = _lost_by_outline(outline) + abs(len(places) - len(outline.sections))
    missing += _lost_by_cutting(outline, bodies, intake)
    missing += _lack(plain_text(bodies.preamble), "".join(map(_held, preamble)))
    for place, section in zip(places, outline.sections, strict=False):
        text = plain_text(bodies.sections[section.id])
        words = _numeral(section) + section.title + section.tail + text
        missing += _lack(words, _held(place))
    if missing:
        raise NotYet(
            say(
                "建立时发现正文会少 {n} 个字，已停止，没有建立报告，文件仍在。请告诉管理员。",
                "{n} characters of the text would be lost; no report was created, and the file "
                "is still here. Please tell the administrator.",
                n=missing,
            )
        )


def _lost_by_outline(outline: Outline) -> int:
    """Characters that the outline itself doesn't hold, its titles as they stand in the text."""
    plain = recognise(outline.text, outline.decisions)
    parts = [plain.title.text if plain.title else "", plain.preamble.text if plain.preamble else ""]
    parts += [plain.heading_text(one) + plain.body_text(one) for one in plain.sections]
    return _lack(outline.text, "".join(parts))


def _lost_by_cutting(outline: Outline, bodies: Bodies, intake: Intake) -> int:
    """Characters of the file, those of notes and tables too, that no part of it holds."""
    wanted = intake.text
    if intake.content is not None:
        wanted = plain_text(from_json(intake.content))
    held = [outline.text[one.start : one.heading_end] for one in outline.sections]
    held += [outline.title.text if outline.title else "", plain_text(bodies.preamble)]
    held += [plain_text(one) for one in bodies.sections.values()]
    return _lack(wanted, "".join(held))


def _numeral(section: Section) -> str:
    if section.kind is None or section.value is None:
        return ""
    return numeral_text(section.kind, section.value, section.frame)


def _held(place: Placed) -> str:
    section = place.section
    text = plain_text(from_json(section.head.content)) if section.head else section.brief
    return place.numeral + section.title + section.tail + text


def _lack(wanted: str, held: str) -> int:
    """How many visible characters of the one are not in the other."""
    lack = Counter(wanted) - Counter(held)
    return sum(count for char, count in lack.items() if not char.isspace())
