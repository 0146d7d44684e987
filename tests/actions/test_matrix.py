"""Role x verb x state, on SQLite: who may do what, written down a second time.

The expectation is kept apart from the table on purpose: a change of the table has to be
made here too, by somebody who means it.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest

from tests.cast import World, office_today
from tests.offices import Premises
from tests.returned import returned_file
from workflow.actions import sections
from workflow.actions.work import transaction
from workflow.documents.content import from_text, to_json
from workflow.domain.machine import NotAllowed, Refused, Stale
from workflow.domain.terms import CommentKind, SectionState, Verb
from workflow.domain.transitions import SECTION_ROWS

S = SectionState
EVERYONE = {
    "editor", "owner", "contributor", "reviewer", "countersigner", "second_countersigner",
    "director", "second_owner",
}  # fmt: skip
WRITERS = {"owner", "contributor"}
WRITING = {S.DRAFTING, S.RETURNED}
OPEN = {S.PLANNED, S.DRAFTING, S.IN_REVIEW, S.RETURNED}
# who declined is the owner no longer
BESIDE = {
    state: ({"contributor"} if state is S.PLANNED else WRITERS) | {"editor"} for state in OPEN
}

# verb -> states -> who, for a section under first review by `reviewer`
EXPECTED: dict[Verb, dict[SectionState, set[str]]] = {
    Verb.ASSIGN: {state: {"editor"} for state in OPEN},
    Verb.ACCEPT: {S.DRAFTING: {"owner"}},
    Verb.DECLINE: {S.DRAFTING: {"owner"}},
    Verb.SAVE: dict.fromkeys(WRITING, WRITERS),
    Verb.UPLOAD: dict.fromkeys(WRITING, WRITERS),
    Verb.RESTORE: dict.fromkeys(WRITING, WRITERS),
    Verb.ADOPT: dict.fromkeys(WRITING, WRITERS),
    Verb.TAKE_OVER: {state: {"owner", "editor"} for state in WRITING},
    Verb.SUBMIT: {state: {"owner"} for state in WRITING},
    Verb.WITHDRAW: {S.IN_REVIEW: {"owner"}},
    Verb.PASS: {S.IN_REVIEW: {"reviewer"}},
    Verb.SEND_BACK: {S.IN_REVIEW: {"reviewer", "editor", "director"}},
    Verb.AMEND: {S.IN_REVIEW: {"reviewer", "editor"}, S.SIGNED_OFF: {"editor"}},
    Verb.ADD_REVIEWER: {S.IN_REVIEW: {"reviewer", "editor"}},
    Verb.REMOVE_REVIEWER: {S.IN_REVIEW: {"reviewer", "editor"}},
    Verb.HAND_OVER: {
        S.PLANNED: {"administrator"},
        S.DRAFTING: {"owner", "editor", "administrator"},
        S.RETURNED: {"owner", "editor", "administrator"},
        S.IN_REVIEW: {"owner", "editor", "reviewer", "administrator"},
    },
    Verb.DELEGATE: {
        S.DRAFTING: {"owner"},
        S.RETURNED: {"owner"},
        S.IN_REVIEW: {"owner", "reviewer"},
    },
    Verb.REVOKE: {},  # only where something is entrusted: tests/actions/office/test_delegations.py
    Verb.CIRCULATE: {
        S.DRAFTING: {"owner", "editor"},
        S.RETURNED: {"owner", "editor"},
        S.IN_REVIEW: {"owner", "reviewer", "editor"},
        S.SIGNED_OFF: {"owner", "editor"},
    },
    Verb.ACKNOWLEDGE: {},  # only where a copy is unread: tests/actions/office/test_circulating.py
    Verb.ASK_EXTENSION: {state: {"owner"} for state in WRITING},
    Verb.REFUSE_EXTENSION: {state: {"editor"} for state in WRITING},
    Verb.EXTEND: {state: {"editor"} for state in OPEN},
    Verb.REOPEN: {S.SIGNED_OFF: {"editor", "director"}},
    Verb.DROP: {state: {"editor"} for state in OPEN},
    Verb.COMMENT: dict.fromkeys((*OPEN, S.SIGNED_OFF), EVERYONE),
    Verb.ANSWER: {
        # who declined is the owner no longer
        state: ({"contributor"} if state is S.PLANNED else WRITERS) | {"editor"}
        for state in (*OPEN, S.SIGNED_OFF)
    },
    Verb.WAIVE: {state: {"editor"} for state in (*OPEN, S.SIGNED_OFF)},
    Verb.REPLY: dict.fromkeys((*OPEN, S.SIGNED_OFF), EVERYONE),
    Verb.SETTLE: dict.fromkeys((*OPEN, S.SIGNED_OFF), EVERYONE),
    Verb.OPEN_AGAIN: dict.fromkeys((*OPEN, S.SIGNED_OFF), EVERYONE),
    Verb.MATCH_EARLIER: BESIDE,
    Verb.ATTACH: BESIDE,
    Verb.DETACH: BESIDE,
    Verb.NUDGE: {
        S.DRAFTING: {"owner", "editor", "director"},
        S.RETURNED: {"owner", "editor", "director"},
        S.IN_REVIEW: {"owner", "reviewer", "editor", "director"},
    },
}
CAST = (*sorted(EVERYONE), "administrator", "outsider", "stranger")


@pytest.fixture
def database_url(on_sqlite: Premises) -> Iterator[str]:
    """SQLite alone: neither roles nor states depend on the kind of database."""
    with on_sqlite.emptied() as url:
        yield url


def bring_to(world: World, state: SectionState) -> None:
    """The section "rules", with one draft and one open comment, in the given state."""
    world.write("owner", "第一稿。")
    world.do("editor", Verb.COMMENT, text="请补充。", kind=CommentKind.NOTE)
    if state is S.PLANNED:
        world.do("owner", Verb.DECLINE, note="出差")
    if state in (S.IN_REVIEW, S.RETURNED, S.SIGNED_OFF):
        world.do("owner", Verb.SUBMIT)
    if state is S.RETURNED:
        world.do("editor", Verb.SEND_BACK, note="再改")
    if state is S.SIGNED_OFF:
        for who in ("reviewer", "countersigner", "second_countersigner"):
            world.do(who, Verb.PASS)
    if state is S.DROPPED:
        world.do("editor", Verb.DROP, note="并入他处")
    if state in WRITING:
        later = office_today() + timedelta(days=40)
        world.do("owner", Verb.ASK_EXTENSION, note="尚缺数据", wished_on=later)
    assert world.section().state is state


def given(world: World, verb: Verb) -> dict[str, Any]:
    """What each verb needs besides."""
    if verb is Verb.UPLOAD:
        return {"upload_id": returned_file(world)}
    soon = office_today() + timedelta(days=9)
    comment_id = 1
    needs: dict[Verb, dict[str, Any]] = {
        Verb.ASSIGN: {"owner_id": world.ids["second_owner"], "due_on": soon},
        Verb.SAVE: {"content": to_json(from_text("另一稿。"))},
        Verb.RESTORE: {"number": 1},
        Verb.AMEND: {"content": to_json(from_text("审核中改过的一稿。"))},
        Verb.ADD_REVIEWER: {"person_id": world.ids["outsider"]},
        Verb.REMOVE_REVIEWER: {"person_id": world.ids["outsider"]},
        Verb.HAND_OVER: {"person_id": world.ids["outsider"], "from_id": holder(world)},
        Verb.DELEGATE: {"person_id": world.ids["outsider"], "first_on": soon, "last_on": soon},
        Verb.CIRCULATE: {"person_ids": [world.ids["outsider"]]},
        Verb.ASK_EXTENSION: {"wished_on": office_today() + timedelta(days=40)},
        Verb.EXTEND: {"due_on": soon},
        Verb.COMMENT: {"text": "一条意见"},
        Verb.ANSWER: {"comment_id": comment_id},
        Verb.WAIVE: {"comment_id": comment_id},
        Verb.ADOPT: {"comment_ids": [comment_id]},
        Verb.REPLY: {"comment_id": comment_id, "text": "一个回复"},
        Verb.SETTLE: {"comment_id": comment_id},
        Verb.OPEN_AGAIN: {"comment_id": comment_id},
        Verb.MATCH_EARLIER: {"earlier_id": 0},
        Verb.DETACH: {"evidence_id": 0},
    }
    return needs.get(verb, {})


def holder(world: World) -> int:
    in_review = world.section().state is S.IN_REVIEW
    return world.ids["reviewer"] if in_review else world.ids["owner"]


class Undone(Exception):
    """Ends an attempt that went through, so that the next one meets the same state."""


def attempt(world: World, who: str, verb: Verb) -> bool:
    """Whether role and state let the act through (a guard may still ask for more); undone."""
    try:
        with transaction() as work:
            sections.act(
                work,
                world.person(who),
                world.section(),
                verb,
                note="理由",
                seen=world.head(),
                **given(world, verb),
            )
            raise Undone
    except Undone:
        return True
    except (NotAllowed, Stale):  # stale: they have just decided, and it is over
        return False
    except Refused:
        return True


@pytest.mark.parametrize("state", list(SectionState))
def test_each_role_may_do_in_each_state_what_the_office_agreed(
    ctx: World, state: SectionState
) -> None:
    bring_to(ctx, state)
    wrong = []
    for verb, by_state in EXPECTED.items():
        allowed = by_state.get(state, set())
        for who in CAST:
            if attempt(ctx, who, verb) != (who in allowed):
                wrong.append((str(verb), who, "should" if who in allowed else "should not"))
    assert not wrong


def test_the_expectation_covers_every_verb_of_a_section() -> None:
    assert set(EXPECTED) == {row.verb for row in SECTION_ROWS}


def test_in_a_cancelled_report_nothing_can_be_done_to_a_section(ctx: World) -> None:
    ctx.write("owner", "第一稿。")
    ctx.do_report("editor", Verb.CANCEL, note="不再需要")
    for verb in EXPECTED:
        for who in CAST:
            with pytest.raises(Refused):
                ctx.do(who, verb, note="理由", **given(ctx, verb))
