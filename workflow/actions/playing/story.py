"""The sample's story: who did what over the last days, so that every page has something."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Any

from workflow.actions import reports, sections
from workflow.actions.chain import chains
from workflow.actions.chain import presets as chain_presets
from workflow.actions.outline.creation import Particulars, create_from_outline
from workflow.actions.playing.texts import plain, with_chart, with_table
from workflow.actions.work import Work
from workflow.actions.writing.section_files import SectionBlobs
from workflow.documents.content import to_json
from workflow.documents.outline import Outline
from workflow.domain.calendar import office_day
from workflow.domain.terms import CommentKind, SectionKind, Verb
from workflow.sample import cast
from workflow.store import Person, Report, Section
from workflow.store.section import sections_of

People = Mapping[str, Person]
REVIEWER = cast.REVIEWER.mail
BOTH = (cast.FIRST_COUNTERSIGNER.mail, cast.SECOND_COUNTERSIGNER.mail)
# title -> owner, days until the deadline
ANNUAL = {
    "": (cast.EDITOR.mail, 6),
    "读者服务": (cast.FIRST_OWNER.mail, 6),
    "馆藏建设": (cast.FIRST_OWNER.mail, 6),
    "阅读推广": (cast.FIRST_OWNER.mail, 1),
    "队伍建设": (cast.SECOND_OWNER.mail, 6),
    "数字化建设": (cast.SECOND_OWNER.mail, 3),
    "安全与后勤": (cast.SECOND_OWNER.mail, 6),
    "存在问题": (cast.FIRST_OWNER.mail, -1),
    "下一步安排": (cast.EDITOR.mail, 8),
    "经费使用": (cast.FIRST_COUNTERSIGNER.mail, 5),
}
# title -> what makes the text out of its lines; the others stay lines
TEXTS = {"读者服务": with_chart, "馆藏建设": with_table}


class Story:
    """A report being played: turns are collected, then done in the order of their moments."""

    def __init__(self, work: Work, people: People, report: Report) -> None:
        self.work, self.people, self.report = work, people, report
        self._turns: list[tuple[float, Callable[[], object]]] = []

    def play(self) -> None:
        """The longest ago comes first; equal moments keep the order in which they were told."""
        for _, turn in sorted(self._turns, key=lambda one: -one[0]):
            turn()

    def section(self, title: str) -> Section:
        return next(
            one
            for one in sections_of(self.report.id)
            if one.title == title and one.kind is not SectionKind.HEADING
        )

    def owner(self, title: str) -> str:
        owner_id = self.section(title).owner_id
        return next(mail for mail, one in self.people.items() if one.id == owner_id)

    def at(self, days_ago: float) -> Work:
        """The same unit of work at an earlier moment."""
        return Work(self.work.now - timedelta(days=days_ago), self.work.hints)

    def do(self, days_ago: float, who: str, verb: Verb, title: str, **given: Any) -> None:
        """``who`` "" is the section's owner."""

        def turn() -> None:
            section = self.section(title)
            actor = self.people[who or self.owner(title)]
            seen = str(section.head_id or "")
            sections.act(self.at(days_ago), actor, section, verb, seen=seen, **given)

        self._turns.append((days_ago, turn))

    def report_act(self, days_ago: float, who: str, verb: Verb) -> None:
        def turn() -> None:
            reports.act(self.at(days_ago), self.people[who], self.report, verb)

        self._turns.append((days_ago, turn))

    def write(self, days_ago: float, title: str, text: str) -> None:
        def turn() -> None:
            section = self.section(title)
            blobs = SectionBlobs(section.id)
            content = TEXTS.get(title, plain)(text, blobs)
            blobs.record(self.at(days_ago))
            sections.act(
                self.at(days_ago), self.people[self.owner(title)], section, Verb.SAVE,
                seen=str(section.head_id or ""), content=to_json(content),
            )  # fmt: skip

        self._turns.append((days_ago, turn))

    def submit(self, days_ago: float, title: str) -> None:
        self.do(days_ago, "", Verb.SUBMIT, title)

    def sign(self, days_ago: float, title: str, *who: str) -> None:
        for place, mail in enumerate(who):
            self.do(days_ago - place / 8, mail, Verb.PASS, title)

    def comment(self, days_ago: float, who: str, title: str, **given: Any) -> None:
        """A comment on the first block of the text as it is then."""

        def turn() -> None:
            section = self.section(title)
            assert section.head is not None
            block_id = section.head.content["blocks"][0]["id"]
            sections.act(
                self.at(days_ago), self.people[who], section, Verb.COMMENT,
                block_id=block_id, **given,
            )  # fmt: skip

        self._turns.append((days_ago, turn))


def play_annual_report(work: Work, people: People, outline: Outline) -> None:
    """Nine sections in three chapters and a preamble, each at another point of its way."""
    story = _begin(work, people, outline, ANNUAL, started=9)
    bodies = _bodies(story, outline)
    for place, title in enumerate(("", "读者服务", "队伍建设", "下一步安排")):
        story.write(6 - place / 4, title, bodies[title])
        story.submit(5 - place / 4, title)
        story.sign(4 - place / 4, title, REVIEWER, *BOTH)
    story.write(4.1, "馆藏建设", bodies["馆藏建设"])
    story.submit(3.2, "馆藏建设")
    story.sign(2.3, "馆藏建设", REVIEWER, BOTH[0])
    story.write(3.6, "安全与后勤", bodies["安全与后勤"])
    story.submit(1.1, "安全与后勤")
    _send_back(story, "阅读推广", bodies["阅读推广"])
    story.write(1.5, "数字化建设", bodies["数字化建设"])
    story.do(0.5, "", Verb.DECLINE, "经费使用", note="决算数下周才能核定，建议由办公室统一撰写。")
    story.play()


def _send_back(story: Story, title: str, text: str) -> None:
    story.write(4.4, title, text.replace("214场", "21场"))
    story.submit(3.4, title)
    story.comment(
        2.2, REVIEWER, title, kind=CommentKind.MUST_FIX,
        quote="举办讲座、展览、读书会等活动21场", text="活动场次与台账（214 场）不一致，请核对。",
    )  # fmt: skip
    story.comment(
        2.1, REVIEWER, title, kind=CommentKind.SUGGESTION,
        quote="服务半径进一步缩短", text="建议写出具体数据。",
    )  # fmt: skip
    story.do(2, REVIEWER, Verb.SEND_BACK, title, note="数字有误，请核对后再送。")


def play_quarter_note(work: Work, people: People, outline: Outline) -> None:
    """A short note, all signed off: the editor has only to assemble and present it."""
    owners = {
        "重点工作进展": (cast.FIRST_OWNER.mail, 4),
        "四季度工作打算": (cast.SECOND_OWNER.mail, 4),
    }
    story = _begin(work, people, outline, owners, started=7)
    for place, (title, text) in enumerate(_bodies(story, outline).items()):
        story.write(4 - place / 4, title, text)
        story.submit(3 - place / 4, title)
        story.sign(2 - place / 4, title, REVIEWER, *BOTH)
    story.play()


def _begin(
    work: Work, people: People, outline: Outline, owners: Mapping[str, Any], started: float
) -> Story:
    given = Particulars(
        title=outline.title.text.strip() if outline.title else "",
        year=2026,
        director_id=people[cast.DIRECTOR.mail].id,
        signature=cast.OFFICE,
        signed_on=cast.SIGNED_ON,
    )
    editor = people[cast.EDITOR.mail]
    report = create_from_outline(work, editor, given, outline, keep_text=False)
    story = Story(work, people, report)
    both = [people[mail].id for mail in BOTH]
    chains.replace(report, chain_presets.two_stages([people[REVIEWER].id], both))
    today = office_day(work.now, editor.office.zone)
    for title, (owner, days) in owners.items():
        due_on = today + timedelta(days=days)
        owner_id = people[owner].id
        story.do(started, cast.EDITOR.mail, Verb.ASSIGN, title, owner_id=owner_id, due_on=due_on)
    story.report_act(started, cast.EDITOR.mail, Verb.LAUNCH)
    return story


def _bodies(story: Story, outline: Outline) -> dict[str, str]:
    """The text of each section by its title; the preamble's under "". Briefs are emptied."""
    for section in sections_of(story.report.id):
        section.brief = ""
    found = {one.title: outline.body_text(one) for one in outline.sections}
    texts = {title: text for title, text in found.items() if text.strip()}
    return ({"": outline.preamble.text} if outline.preamble else {}) | texts
