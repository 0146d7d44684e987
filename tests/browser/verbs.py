"""Each verb of the table with who presses it where, and who in the office may not.

A chapter is a part of an office's work; ``Aside`` is what others did meanwhile.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta

from tests.approving import all_signed, assembled, built
from tests.cast import World, office_today
from workflow.actions.chain import chains
from workflow.actions.work import transaction
from workflow.actions.writing import pens
from workflow.documents.content import from_text, to_json
from workflow.domain.terms import ReportState, SectionState, StageRule, Thing, Verb
from workflow.store.assembly import assemblies_of

SECTION, REPORT = Thing.SECTION, Thing.REPORT
LEFT_OUT = {
    (SECTION, Verb.UPLOAD): "test_word_journey.py: takes a Word file on three pages",
    (SECTION, Verb.MATCH_EARLIER): "test_beside_the_text.py: takes the report of another year",
    (REPORT, Verb.BRING_EARLIER): "test_beside_the_text.py: takes the report of another year",
    (
        REPORT,
        Verb.ASSEMBLE_WITH_GAPS,
    ): "tests/web/report/test_assembly_warnings.py: a part has to fail",
    (REPORT, Verb.RENDER): "tests/web/report/test_renderings.py: a PDF has to fail",
    (REPORT, Verb.CONFIRM): "the clock's: nobody presses it",
}
"""Verbs that no chapter presses, and where they are met instead."""
EVERYBODY = frozenset({Verb.COMMENT, Verb.REPLY, Verb.SETTLE, Verb.OPEN_AGAIN})
"""Verbs of everybody with a part; nobody has them once the report is approved."""
HERE, PANEL = "/sections/{rules}", "/reports/{report}?section={rules}"
WHOLE, APPROVAL = "/reports/{report}", "/reports/{report}/approval"


@dataclass(frozen=True)
class Press:
    """``who`` presses ``verb`` on the page ``at``; for ``not_for`` it is absent there, or grey
    with ``why``.
    """

    who: str
    verb: Verb
    not_for: str
    at: str = HERE
    fields: Mapping[str, str] = field(default_factory=dict)
    thing: Thing = SECTION
    why: str = ""


Aside = Callable[[World], object]
Chapter = Sequence[Press | Aside]


def of_report(who: str, verb: Verb, not_for: str, at: str = WHOLE, **fields: str) -> Press:
    return Press(who, verb, not_for, at, fields, REPORT)


def of_section(who: str, verb: Verb, not_for: str, at: str = HERE, **fields: str) -> Press:
    return Press(who, verb, not_for, at, fields)


def before_the_launch(world: World) -> None:
    with transaction():
        world.report.state = ReportState.PLANNING
        for name in ("preamble", "rules", "team", "next"):
            world.section(name).state = SectionState.PLANNED


def written(world: World) -> None:
    world.write("owner", "全年培训12期。")


def submitted(world: World) -> None:
    world.do("owner", Verb.SUBMIT)


def one_stage(world: World) -> None:
    """A reviewer who may amend the text, so that one pass signs it."""
    own = {"name": "审核", "rule": StageRule.ANY, "member_ids": [world.ids["reviewer"]]}
    with transaction():
        chains.replace(world.report, [{**own, "may_edit": True}])
    written(world)


def said(world: World) -> None:
    """Words that the reviewer would change, and three comments."""
    written(world)
    block = world.section().head.content["blocks"][0]["id"]  # type: ignore[union-attr]
    words = {"block_id": block, "quote": "12期", "start": 4, "replacement": "13期"}
    world.do("reviewer", Verb.COMMENT, **words)
    for text in ("请写明口径。", "请核对。"):
        world.do("reviewer", Verb.COMMENT, text=text)


def somebody_writes(world: World) -> None:
    with transaction() as work:
        section = world.section()
        pens.open_copy(work, world.person("contributor"), section, section.head_id, 0)


def ready_to_present(world: World) -> None:
    all_signed(world)
    assembled(world)


def assembled_again(world: World) -> None:
    """The worker makes what was asked for."""
    built(assemblies_of(world.report_id)[0].id)


def written_otherwise(world: World) -> None:
    world.do("second_owner", Verb.SAVE, "team", content=to_json(from_text("队伍稳定,共300人次。")))
    world.do("second_owner", Verb.SUBMIT, "team")


def signed_again(world: World) -> None:
    """The same words, so that their signatures count on."""
    world.do("owner", Verb.SUBMIT)
    world.do_report("editor", Verb.PRESENT)


def presented_again(world: World) -> None:
    world.do_report("editor", Verb.PRESENT)


LATER = (office_today() + timedelta(days=40)).isoformat()
SOON = (office_today() + timedelta(days=9)).isoformat()
TODAY = office_today().isoformat()
DAYS = {"person_id": "{outsider}", "first_on": TODAY, "last_on": SOON}

CHAPTERS: Mapping[str, Chapter] = {
    "preparing": (
        before_the_launch,
        of_report("editor", Verb.ADD_SECTION, "reviewer", title="附录"),
        of_report("editor", Verb.RENAME, "owner", PANEL, title="制度与流程"),
        of_report("editor", Verb.MOVE, "owner", PANEL),
        of_section("editor", Verb.DROP, "director", "/sections/{added}"),
        of_section("editor", Verb.ASSIGN, "owner", HERE, owner_id="{owner}", due_on=SOON),
        of_report("editor", Verb.SET_CHAIN, "director", WHOLE + "/chain"),
        of_report("editor", Verb.SET_DETAILS, "owner", WHOLE + "/settings", year="2027"),
        of_report("editor", Verb.SET_REMINDERS, "owner", WHOLE + "/reminders", remind_at="09:30"),
        of_report("editor", Verb.LAUNCH, "director"),
        of_section("owner", Verb.ACCEPT, "reviewer"),
        of_section("owner", Verb.DECLINE, "reviewer", "/sections/{preamble}"),
    ),
    "writing": (
        of_section("owner", Verb.SAVE, "reviewer", HERE + "/edit"),
        written,
        of_section("owner", Verb.RESTORE, "reviewer", HERE + "/drafts/1"),
        of_section("owner", Verb.ATTACH, "director", about="记录"),
        of_section("owner", Verb.DETACH, "director"),
        of_section("owner", Verb.ASK_EXTENSION, "editor", wished_on=LATER),
        of_section("editor", Verb.REFUSE_EXTENSION, "owner"),
        of_section("editor", Verb.EXTEND, "owner", due_on=LATER),
        of_section("owner", Verb.DELEGATE, "editor", **DAYS),
        of_section("owner", Verb.REVOKE, "editor"),
        of_section("owner", Verb.CIRCULATE, "director", person_ids="{director}"),
        of_section("director", Verb.ACKNOWLEDGE, "reviewer"),
        somebody_writes,
        of_section("owner", Verb.TAKE_OVER, "reviewer"),
        Press("editor", Verb.NUDGE, "owner", why="正在您自己手里"),
        of_section("editor", Verb.HAND_OVER, "director", person_id="{contributor}"),
    ),
    "talking": (
        said,
        of_section("owner", Verb.ADOPT, "reviewer"),
        of_section("reviewer", Verb.COMMENT, "", text="请补充依据。"),
        of_section("editor", Verb.REPLY, "", text="尤其是第二段。"),
        of_section("owner", Verb.ANSWER, "reviewer"),
        of_section("editor", Verb.WAIVE, "owner"),
        of_section("reviewer", Verb.SETTLE, ""),
        of_section("owner", Verb.OPEN_AGAIN, ""),
    ),
    "reviewing": (
        one_stage,
        of_section("owner", Verb.SUBMIT, "reviewer"),
        of_section("owner", Verb.WITHDRAW, "reviewer"),
        submitted,
        of_section("reviewer", Verb.ADD_REVIEWER, "owner", person_id="{outsider}"),
        of_section("reviewer", Verb.REMOVE_REVIEWER, "director"),
        of_section("reviewer", Verb.SEND_BACK, "owner"),
        submitted,
        of_section("reviewer", Verb.AMEND, "owner", HERE + "/amend"),
        of_section("reviewer", Verb.PASS, "editor"),
        of_section("editor", Verb.REOPEN, "owner"),
    ),
    "approving": (
        all_signed,
        of_report("editor", Verb.ASSEMBLE, "owner"),
        assembled_again,
        of_report("editor", Verb.PRESENT, "director"),
        of_report("editor", Verb.RECALL, "director"),
        presented_again,
        of_report("director", Verb.RETURN, "editor", APPROVAL, section_ids="{rules}"),
        signed_again,
        of_report("director", Verb.APPROVE, "editor", APPROVAL),
        of_report("editor", Verb.ARCHIVE, "director"),
    ),
    "upon edits": (
        ready_to_present,
        lambda world: world.do_report("editor", Verb.PRESENT),
        Press(
            "director",
            Verb.APPROVE_CONDITIONALLY,
            "editor",
            APPROVAL,
            {
                "edit_section_id": "{team}",
                "edit_kind": "told",
                "edit_text": "请写明人次。",
            },
            REPORT,
        ),
        written_otherwise,
        of_section("director", Verb.CONFIRM_EDITS, "editor", "/sections/{team}"),
        assembled_again,
        of_report("director", Verb.WITHDRAW_APPROVAL, "owner", APPROVAL),
        presented_again,
        Press(
            "director",
            Verb.APPROVE_CONDITIONALLY,
            "owner",
            APPROVAL,
            {"edit_section_id": "{rules}", "edit_quote": "12期", "edit_replacement": "13期"},
            REPORT,
        ),
        of_section("owner", Verb.CARRY_OUT, "reviewer"),
    ),
    "the report's seats": (
        of_report("editor", Verb.DELEGATE, "owner", **DAYS),
        of_report("editor", Verb.REVOKE, "owner"),
        of_report("editor", Verb.CIRCULATE, "owner", person_ids="{owner}"),
        of_report("owner", Verb.ACKNOWLEDGE, "reviewer"),
        Press("director", Verb.NUDGE, "editor", WHOLE, {}, REPORT, why="正在您自己手里"),
        of_report("director", Verb.HAND_OVER, "owner", person_id="{outsider}"),
        of_report("editor", Verb.CANCEL, "owner"),
    ),
}
