"""The table of comments and what became of each (意见采纳情况表), of a section or a report."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from workflow.actions.assembly.house_styles import style_named
from workflow.actions.placing import PREAMBLE
from workflow.actions.scene import Scene
from workflow.actions.showing.reading import spoken
from workflow.actions.talk.replies import is_next
from workflow.documents.sheet import Column, Sheet, as_excel, as_word
from workflow.domain.text import Text, say
from workflow.store import Comment, Person, Report, Section
from workflow.store.comment import comments_of_sections

Say = Callable[[Text], str]

TITLE = Text("意见采纳情况表", "Comments and their disposition")
COLUMNS = (
    (Text("序号", "No."), 4),
    (Text("章节", "Section"), 14),
    (Text("位置/原文", "Words spoken of"), 20),
    (Text("意见", "Comment"), 28),
    (Text("提出人", "By"), 10),
    (Text("提出时间", "On"), 13),
    (Text("处理结果", "Disposition"), 12),
    (Text("说明", "Explanation"), 20),
    (Text("处理人", "Closed by"), 10),
)
STILL_OPEN = Text("未处理", "Open")
WHOLE = Text("全篇", "the whole section")


@dataclass(frozen=True)
class Row:
    """One comment as the table has it; times are the office's. ``waits``: the reader is next."""

    number: int
    comment: Comment
    section: Text
    quote: Text
    at: datetime
    disposition: Text
    explanation: Text
    waits: bool = False

    @property
    def closed_by(self) -> str:
        return self.comment.closed_by.name if self.comment.closed_by else ""


@dataclass(frozen=True)
class Table:
    """``of``: the section or the report; ``counts``: how many have each disposition."""

    report: Report
    of: Text
    rows: Sequence[Row]
    counts: Sequence[tuple[Text, int]]


def table_of(scene: Scene, section: Section | None = None, reader: Person | None = None) -> Table:
    """Sections in the outline's order, each with its comments oldest first."""
    places = [scene.place(section)] if section is not None else list(scene.text_sections)
    names = {one.section.id: _name(one.label if one.level else "") for one in places}
    comments = comments_of_sections(list(names))
    order = {own: number for number, own in enumerate(names)}
    comments.sort(key=lambda one: (order[one.section_id], one.id))
    zone = ZoneInfo(scene.report.office.zone)
    writers = {one.section.id: scene.authors(one.section) for one in places}
    rows = [
        _row(
            number,
            one,
            names[one.section_id],
            zone,
            waits=reader is not None
            and one.is_open
            and is_next(one, reader.id, writers[one.section_id]),
        )
        for number, one in enumerate(comments, start=1)
    ]
    of = names[section.id] if section is not None else _name(scene.report.title)
    return Table(scene.report, of, rows, _counted(rows))


def _name(words: str) -> Text:
    return say("{words}", "{words}", words=words) if words else PREAMBLE


def _row(number: int, comment: Comment, section: Text, zone: ZoneInfo, *, waits: bool) -> Row:
    quote = spoken(comment.quote).strip()
    return Row(
        number=number,
        comment=comment,
        section=section,
        quote=_name(quote) if quote else WHOLE,
        at=comment.created_at.astimezone(zone),
        disposition=comment.disposition.label if comment.disposition else STILL_OPEN,
        explanation=_explanation(comment),
        waits=waits,
    )


def _explanation(comment: Comment) -> Text:
    if comment.answer or not comment.adopted_in:
        return say("{words}", "{words}", words=comment.answer)
    return say("已改入第 {n} 稿", "set in as draft {n}", n=comment.adopted_in)


def _counted(rows: Iterable[Row]) -> list[tuple[Text, int]]:
    found = Counter((one.disposition.zh, one.disposition.en) for one in rows)
    return [(Text(*labels), number) for labels, number in found.most_common()]


def as_docx(table: Table, actor: Person, now: datetime, speak: Say) -> bytes:
    """In the report's house style."""
    profile = style_named(table.report.office_id, table.report.profile)
    return as_word(_sheet(table, actor, now, speak), profile)


def as_xlsx(table: Table, actor: Person, now: datetime, speak: Say) -> bytes:
    return as_excel(_sheet(table, actor, now, speak))


def _sheet(table: Table, actor: Person, now: datetime, speak: Say) -> Sheet:
    at = now.astimezone(ZoneInfo(table.report.office.zone))
    counted = "，".join(f"{speak(label)} {number}" for label, number in table.counts)
    below = say(
        "{of}　　截至 {day}，共 {n} 条：{counted}",
        "{of} · until {day}, comments: {n} ({counted})",
        of=table.of,
        day=f"{at:%Y-%m-%d %H:%M}",
        n=len(table.rows),
        counted=counted or "—",
    )
    return Sheet(
        title=speak(TITLE),
        below=speak(below),
        columns=tuple(Column(speak(title), width) for title, width in COLUMNS),
        rows=tuple(_cells(one, speak) for one in table.rows),
        creator=actor.name,
        at=at,
    )


def _cells(row: Row, speak: Say) -> tuple[str, ...]:
    return (
        str(row.number),
        speak(row.section),
        speak(row.quote),
        row.comment.text,
        row.comment.author.name,
        f"{row.at:%Y-%m-%d}",
        speak(row.disposition),
        speak(row.explanation),
        row.closed_by,
    )
