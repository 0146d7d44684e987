"""Whether a report's trail is whole; an event that cannot even be read is found at its place."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from workflow.domain.text import Text, say
from workflow.domain.trail import Link, first_fault
from workflow.store import Report
from workflow.store.event import event_ids, events_of_ids

UNREADABLE = Link(0, {}, "", "")
AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class Verdict:
    """``place`` is that of the first event that does not fit, from 1; None: all do.

    One above ``count``: all that are registered fit each other, yet not what is kept apart.
    """

    report_id: int
    title: str
    count: int
    head: str
    place: int | None

    @property
    def is_whole(self) -> bool:
        return self.place is None

    def sentence(self) -> Text:
        if self.place is None:
            return say(
                "《{title}》的留痕完整：{n} 条，末条摘要 {head}。",
                "The trail of {title} is whole: {n} events, the last one's hash is {head}.",
                title=self.title,
                n=self.count,
                head=self.head,
            )
        if self.place > self.count:
            return say(
                "《{title}》的留痕前后相连，却与另存的末条摘要不符：有人整段改写过，或多出了记录。"
                "请不要再改动数据库，并用备份核对。",
                "The events of {title} fit each other, but not the last hash that is kept apart "
                "from them: they were rewritten, or there are too many. Leave the database as it "
                "is, and compare with a backup.",
                title=self.title,
            )
        return say(
            "《{title}》的留痕从第 {place} 条起与登记不符，此前各条完好。"
            "请不要再改动数据库，并用备份核对。",
            "The trail of {title} does not fit from event {place} on; those before it are whole. "
            "Leave the database as it is, and compare with a backup.",
            title=self.title,
            place=self.place,
        )


def verify(report: Report) -> Verdict:
    """Reads every event once; memory does not grow with their number."""
    place = first_fault(_links(report.id), report.trail_count, report.trail_head)
    return Verdict(report.id, report.title, report.trail_count, report.trail_head, place)


def _links(report_id: int) -> Iterator[Link]:
    """Events in order; one that cannot be read, or whose id stands out of order, fits nowhere."""
    ids = event_ids(report_id)
    last = 0
    for start in range(0, len(ids), AT_ONCE):
        some = ids[start : start + AT_ONCE]
        found = _read(some)
        for one in some:
            yield found.get(one, UNREADABLE) if one > last else UNREADABLE
            last = one


def _read(ids: Sequence[int]) -> dict[int, Link]:
    """The links by id; without those that cannot be read."""
    try:
        return {one.id: one.as_link() for one in events_of_ids(ids)}
    except (ValueError, TypeError, AttributeError):
        if len(ids) == 1:
            return {}
        half = len(ids) // 2
        return _read(ids[:half]) | _read(ids[half:])
