"""The outline of a report in reading order, each section with the numeral of its place."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from workflow.documents.numerals import DEFAULT_FRAME, numeral_text
from workflow.domain.terms import SectionKind, SectionState
from workflow.domain.text import Text
from workflow.store import Section
from workflow.store.section import Heading, headings_beside

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
    counts: dict[tuple[int, int | None], Counter[str]] = {}
    found = {}
    for one in headings_beside(section_ids):
        beside = counts.setdefault((one.report_id, one.parent_id), Counter())
        found[one.id] = _label(one, _numeral(one, beside))
    return {one: found[one] for one in section_ids}


def _label(heading: Section | Heading, numeral: str) -> str:
    is_preamble = heading.kind is SectionKind.PREAMBLE
    return f"{numeral}{heading.title}" or (SectionKind.PREAMBLE.zh if is_preamble else "—")


def _walk(
    children: dict[int | None, list[Section]], parent: int | None, level: int
) -> Iterator[Placed]:
    counts: Counter[str] = Counter()
    for section in children.get(parent, ()):
        yield Placed(section, _level(section, level), _numeral(section, counts))
        yield from _walk(children, section.id, level + 1)


def _level(section: Section, level: int) -> int:
    return 0 if section.kind is SectionKind.PREAMBLE else level


def _numeral(section: Section | Heading, counts: Counter[str]) -> str:
    kind = section.numeral_kind
    if kind is None or section.state is SectionState.DROPPED:
        return ""
    counts[kind] = section.numeral_fixed or counts[kind] + 1
    return numeral_text(kind, counts[kind], section.numeral_frame or DEFAULT_FRAME[kind])
