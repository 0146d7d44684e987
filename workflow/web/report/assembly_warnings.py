"""What was noticed while assembling, by section, each with a way to it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from workflow.actions.placing import PREAMBLE
from workflow.domain.text import Text
from workflow.store import Assembly

WHOLE = Text("整份报告", "The whole report")


@dataclass(frozen=True)
class SectionLink:
    """A section as it was assembled: its heading and its id, None for the whole report."""

    title: str | Text
    section_id: int | None


@dataclass(frozen=True)
class WarningGroup:
    """What was noticed in one section: sentences, and how often each was met."""

    about: SectionLink
    sentences: tuple[tuple[Text, int], ...]

    @property
    def count(self) -> int:
        return sum(many for _, many in self.sentences)


def link_to(row: Assembly, place: int) -> SectionLink:
    """The section at a place of the manifest, from 0; anything else is the whole report."""
    sections = row.manifest["sections"]
    if not 0 <= place < len(sections):
        return SectionLink(WHOLE, None)
    entry = sections[place]
    return SectionLink(f"{entry['numeral']}{entry['title']}" or PREAMBLE, entry["section"])


def warning_groups(row: Assembly) -> list[WarningGroup]:
    """In the order of the report."""
    found = sorted(row.warnings, key=lambda one: int(one["part"]))
    return [
        WarningGroup(
            link_to(row, place),
            _counted((one["zh"], one["en"]) for one in group),
        )
        for place, group in groupby(found, key=lambda one: int(one["part"]))
    ]


def _counted(pairs: Iterable[tuple[str, str]]) -> tuple[tuple[Text, int], ...]:
    return tuple((Text(zh, en), many) for (zh, en), many in Counter(pairs).items())
