"""The reminder sheet (催办台账): who was told what, when, by which way, and what came of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from workflow.actions.assembly.house_styles import style_named
from workflow.documents.sheet import Column, Sheet, as_excel, as_word
from workflow.domain.answering import answers_to
from workflow.domain.channels import label_of
from workflow.domain.telling import Matter, matter_of
from workflow.domain.terms import DeliveryState
from workflow.domain.text import Text, say
from workflow.store import Delivery, Event, Notice, Person, Report
from workflow.store.event import acts_in
from workflow.store.notice import notices_in

Say = Callable[[Text | str], str]
Tell = Callable[[Notice], str]

TITLE = Text("催办台账", "Reminder sheet")
COLUMNS = (
    (Text("序号", "No."), 4),
    (Text("对象", "Told"), 9),
    (Text("通知内容", "What"), 32),
    (Text("通知时间", "When"), 14),
    (Text("渠道及结果", "By which way"), 24),
    (Text("查看时间", "Read"), 14),
    (Text("办理", "Acted"), 18),
)
IN_APP = Text("汇稿内", "In Huigao")
WAITS_FOR_DIGEST = Text("待每日摘要", "waits for the digest")
NOT_READ = Text("未查看", "not read")
ARRIVED = frozenset({DeliveryState.SENT, DeliveryState.KEPT})


@dataclass(frozen=True)
class Line:
    """One notice; ``acted`` is the event by which its person did what it asked, if they did.

    Times are the office's. Nothing is watched but what was done on the thing itself.
    """

    number: int
    notice: Notice
    at: datetime
    read_at: datetime | None
    acted: Event | None
    acted_at: datetime | None

    @property
    def deliveries(self) -> Sequence[Delivery]:
        """Its own, or those of the digest that brought it; the first way first."""
        digest = self.notice.digest
        return self.notice.deliveries or (digest.deliveries if digest else ())

    @property
    def is_about_time(self) -> bool:
        return matter_of(self.notice.kind) is Matter.TIME

    @property
    def has_failed(self) -> bool:
        """Every way out of the house has been tried and none of them took it."""
        states = {one.state for one in self.deliveries}
        over = {DeliveryState.FAILED, DeliveryState.UNCERTAIN}
        return bool(states) and states <= over

    @property
    def is_open(self) -> bool:
        """Something was asked, and not done since."""
        return self.acted is None and bool(answers_to(self.notice.kind))


def log_of(report: Report, person_id: int | None = None) -> list[Line]:
    """Everything that was told about a report, oldest first; of one person where asked for."""
    notices = notices_in(report.id, person_id)
    acts = _by_person(acts_in(report.id))
    zone = ZoneInfo(report.office.zone)
    return [_line(number, one, acts, zone) for number, one in enumerate(notices, start=1)]


def as_docx(
    report: Report, lines: Sequence[Line], actor: Person, now: datetime, speak: Say, tell: Tell
) -> bytes:
    """In the report's house style."""
    profile = style_named(report.office_id, report.profile)
    return as_word(_sheet(report, lines, actor, now, speak, tell), profile)


def as_xlsx(
    report: Report, lines: Sequence[Line], actor: Person, now: datetime, speak: Say, tell: Tell
) -> bytes:
    return as_excel(_sheet(report, lines, actor, now, speak, tell))


def way_of(delivery: Delivery) -> Text:
    """A channel and how it fared."""
    way, state = label_of(delivery.channel), delivery.state.label
    return say("{way}：{state}", "{way}: {state}", way=way, state=state)


def _line(number: int, notice: Notice, acts: Mapping[int, Sequence[Event]], zone: ZoneInfo) -> Line:
    own = acts.get(notice.person_id, ())
    acted = next((one for one in own if _does(one, notice)), None)
    return Line(
        number=number,
        notice=notice,
        at=notice.created_at.astimezone(zone),
        read_at=notice.read_at.astimezone(zone) if notice.read_at else None,
        acted=acted,
        acted_at=acted.at.astimezone(zone) if acted else None,
    )


def _does(event: Event, notice: Notice) -> bool:
    """Whether it is what the notice asked; one about the whole report asks for any section."""
    is_the_thing = notice.section_id in (None, event.section_id)
    is_later = event.at >= notice.created_at
    return is_the_thing and is_later and event.verb in answers_to(notice.kind)


def _by_person(events: Iterable[Event]) -> dict[int, list[Event]]:
    found: dict[int, list[Event]] = defaultdict(list)
    for one in events:
        if one.actor_id is not None:
            found[one.actor_id].append(one)
    return found


def _sheet(
    report: Report, lines: Sequence[Line], actor: Person, now: datetime, speak: Say, tell: Tell
) -> Sheet:
    at = now.astimezone(ZoneInfo(report.office.zone))
    below = say(
        "{of}　　截至 {day}，共 {n} 条，已查看 {read}，已办理 {acted}",
        "{of} · until {day}: {n} notices, {read} read, {acted} acted upon",
        of=report.title,
        day=f"{at:%Y-%m-%d %H:%M}",
        n=len(lines),
        read=sum(one.read_at is not None for one in lines),
        acted=sum(one.acted is not None for one in lines),
    )
    return Sheet(
        title=speak(TITLE),
        below=speak(below),
        columns=tuple(Column(speak(title), width) for title, width in COLUMNS),
        rows=tuple(_cells(n, one, speak, tell) for n, one in enumerate(lines, start=1)),
        creator=actor.name,
        at=at,
    )


def _cells(number: int, line: Line, speak: Say, tell: Tell) -> tuple[str, ...]:
    ways = [speak(way_of(one)) for one in line.deliveries]
    if line.notice.digest_at:
        ways.append(speak(WAITS_FOR_DIGEST))
    acted = f"{speak(line.acted.verb.label)} {line.acted_at:%Y-%m-%d %H:%M}" if line.acted else ""
    return (
        str(number),
        line.notice.person.name,
        tell(line.notice),
        f"{line.at:%Y-%m-%d %H:%M}",
        "\n".join(ways) or speak(IN_APP),
        f"{line.read_at:%Y-%m-%d %H:%M}" if line.read_at else speak(NOT_READ),
        acted or "—",
    )
