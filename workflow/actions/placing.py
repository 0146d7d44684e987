"""The outline of a report in reading order, each section with the numeral of its place."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from workflow.documents.numerals import DEFAULT_FRAME, numeral_text
from workflow.domain.terms import SectionKind, SectionState
from workflow.domain.text import Text
from workflow.store import Section
from workflow.store.section import Heading, headings_beside

Counts = dict[str, int]
"""How far the numerals of each kind have come."""
PREAMBLE = Text(SectionKind.PREAMBLE.zh, "Preamble")


@dataclass(frozen=True)
class Placed:
    """A section where it stands: level 1 and up (the preamble 0), and its numeral ("(三)")."""

    section: Section
    level: int
    numeral: str

    @property
    def label(self) -> str:
        """Numeral and title; the preamble, which has neither, by the office's word for it."""
        return _label(self.section, self.numeral)

    @property
    def title(self) -> str | Text:
        """The label as pages show it: the preamble by its name in the reader's language."""
        return PREAMBLE if self.section.kind is SectionKind.PREAMBLE else self.label


def placed(sections: Sequence[Section]) -> tuple[Placed, ...]:
    """All sections in reading order; dropped ones stay visible but leave the numbering."""
    children: dict[int | None, list[Section]] = {}
    for section in sorted(sections, key=lambda one: (one.position, one.id)):
        children.setdefault(section.parent_id, []).append(section)
    return tuple(_walk(children, None, 1))


def labels_of(section_ids: Collection[int]) -> dict[int, str]:
    """The labels of sections of whatever reports, as their outlines show them."""
    counts: defaultdict[tuple[int, int | None], Counts] = defaultdict(dict)
    wanted, found = set(section_ids), {}
    for one in headings_beside(wanted):
        number = _number(one, counts[one.report_id, one.parent_id])
        if one.id in wanted:
            found[one.id] = _label(one, _numeral(one, number))
    return found


def _label(heading: Section | Heading, numeral: str) -> str:
    is_preamble = heading.kind is SectionKind.PREAMBLE
    return f"{numeral}{heading.title}" or (SectionKind.PREAMBLE.zh if is_preamble else "—")


def _walk(
    children: dict[int | None, list[Section]], parent: int | None, level: int
) -> Iterator[Placed]:
    counts: Counts = {}
    for section in children.get(parent, ()):
        numeral = _numeral(section, _number(section, counts))
        yield Placed(section, _level(section, level), numeral)
        yield from _walk(children, section.id, level + 1)


def _level(section: Section, level: int) -> int:
    return 0 if section.kind is SectionKind.PREAMBLE else level


def _number(section: Section | Heading, counts: Counts) -> int:
    """Which one it is of those beside it with such a numeral; 0 where it has none."""
    kind = section.numeral_kind
    if kind is None or section.state is SectionState.DROPPED:
        return 0
    counts[kind] = section.numeral_fixed or counts.get(kind, 0) + 1
    return counts[kind]


def _numeral(section: Section | Heading, number: int) -> str:
    kind = section.numeral_kind
    if kind is None or not number:
        return ""
    return numeral_text(kind, number, section.numeral_frame or DEFAULT_FRAME[kind])
