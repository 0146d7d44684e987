"""The responsibility list (责任清单): who answered for which section, by when, and how it went."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from workflow.actions.placing import PREAMBLE, Placed
from workflow.actions.scene import Scene
from workflow.documents.sheet import Column, Sheet, as_excel
from workflow.domain.terms import SectionState
from workflow.store.event import nudges_of

COLUMNS = (
    ("序号", 5),
    ("部分", 24),
    ("责任人", 10),
    ("协办", 18),
    ("期限", 16),
    ("状态", 8),
    ("催办次数", 8),
    ("完成时间", 16),
)


@dataclass(frozen=True, slots=True)
class Duty:
    """One text section; ``finished_at`` is the last signature that its words needed."""

    number: int
    section: str
    owner: str
    contributors: tuple[str, ...]
    due_at: datetime | None
    state: SectionState
    nudges: int
    finished_at: datetime | None


def responsibility_list(scene: Scene) -> list[Duty]:
    """The sections in the outline's order; dropped ones are not on it."""
    nudges = nudges_of(scene.report.id)
    return [
        _duty(scene, number, one, nudges.get(one.section.id, 0))
        for number, one in enumerate(scene.text_sections, start=1)
    ]


def _duty(scene: Scene, number: int, one: Placed, nudges: int) -> Duty:
    section = one.section
    return Duty(
        number=number,
        section=one.label if one.level else PREAMBLE.zh,
        owner=section.owner.name if section.owner else "",
        contributors=tuple(row.person.name for row in section.contributor_rows),
        due_at=section.due_at,
        state=section.state,
        nudges=nudges,
        finished_at=_finished(scene, one),
    )


def _finished(scene: Scene, one: Placed) -> datetime | None:
    section = one.section
    if section.state is not SectionState.SIGNED_OFF or section.head is None:
        return None
    passes = (row for row in scene.sign_offs.get(section.id, ()) if row.passed)
    own = [row.created_at for row in passes if row.content_hash == section.signed_hash]
    return max(own, default=None)


def as_json(duties: Iterable[Duty]) -> list[dict[str, Any]]:
    """Plain data, moments in ISO 8601 (UTC)."""
    return [
        {
            "number": one.number,
            "section": one.section,
            "owner": one.owner,
            "contributors": list(one.contributors),
            "deadline": _iso(one.due_at),
            "state": one.state.value,
            "nudges": one.nudges,
            "finished_at": _iso(one.finished_at),
        }
        for one in duties
    ]


def as_xlsx(scene: Scene, duties: Sequence[Duty], creator: str, at: datetime) -> bytes:
    """A workbook, moments in the office's zone."""
    zone = ZoneInfo(scene.report.office.zone)
    sheet = Sheet(
        title="责任清单",
        below=f"{scene.report.title}　　截至 {at.astimezone(zone):%Y-%m-%d %H:%M}",
        columns=tuple(Column(title, width) for title, width in COLUMNS),
        rows=tuple(_cells(one, zone) for one in duties),
        creator=creator,
        at=at.astimezone(zone),
    )
    return as_excel(sheet)


def _cells(one: Duty, zone: ZoneInfo) -> tuple[str, ...]:
    def when(moment: datetime | None) -> str:
        return f"{moment.astimezone(zone):%Y-%m-%d %H:%M}" if moment else ""

    names = "、".join(one.contributors)
    due, finished = when(one.due_at), when(one.finished_at)
    state = one.state.label.zh
    return (str(one.number), one.section, one.owner, names, due, state, str(one.nudges), finished)


def _iso(moment: datetime | None) -> str | None:
    return moment.isoformat(timespec="seconds") if moment else None
