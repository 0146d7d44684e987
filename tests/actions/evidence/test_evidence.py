"""Evidence: what is taken, what it hangs on, who may remove it, what a report has."""

from __future__ import annotations

from typing import Any

import pytest

from tests.cast import World
from workflow.actions.evidence import evidence
from workflow.actions.evidence.file import Taken, clean_name, take
from workflow.actions.files import file_store
from workflow.domain.machine import NotAllowed, NotYet
from workflow.domain.terms import Verb
from workflow.store import Evidence, db
from workflow.store.event import events_of_section

pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)


def given(name: str = "会议纪要.pdf", data: bytes = b"%PDF-1.7 a", **more: Any) -> dict[str, Any]:
    return {"taken": take(name, data), "about": "会议记录", **more}


def test_it_hangs_on_its_words_through_later_drafts(ctx: World) -> None:
    draft = ctx.write("owner", "开头。全年召开会议12次。")
    block = draft.content["blocks"][0]["id"]
    words = {"block_id": block, "quote": "召开会议12次", "start": 5}
    row = ctx.do("contributor", Verb.ATTACH, **given(**words)).result
    assert (row.start, row.quote, row.draft_id, row.scanned) == (5, "召开会议12次", draft.id, False)
    line = draft.content["blocks"][0] | {"runs": [{"text": "新的开头。全年召开会议12次。"}]}
    content = {"blocks": [line]}
    ctx.do("owner", Verb.SAVE, content=content)
    (view,) = evidence.shown(ctx.section())
    assert view.place is not None and (view.place.start, view.place.block) == (7, block)
    ctx.write("owner", "全文重写，另起炉灶。")
    assert evidence.shown(ctx.section())[0].place is None
    whole = ctx.do("owner", Verb.ATTACH, **given("b.pdf", quote="没有的话", block_id=block)).result
    assert (whole.quote, whole.block_id, whole.draft_id) == ("", "", None)


def test_removed_it_is_listed_no_longer_and_nothing_is_lost(ctx: World) -> None:
    ctx.write("owner", "正文。")
    row = ctx.do("owner", Verb.ATTACH, **given()).result
    number, digest = row.id, row.hash
    for who in ("reviewer", "director", "second_owner"):
        with pytest.raises(NotAllowed):
            ctx.do(who, Verb.DETACH, evidence_id=number)
    ctx.do("editor", Verb.DETACH, evidence_id=number)
    assert evidence.shown(ctx.section()) == []
    assert evidence.path_of(ctx.section(), number) is None
    kept = db.session.get_one(Evidence, number)
    assert kept.removed_by_id == ctx.ids["editor"] and kept.removed_at is not None
    assert file_store().read(digest) == b"%PDF-1.7 a"
    assert [one.details["hash"] for one in events_of_section(ctx.section().id)[:2]] == [digest] * 2
    with pytest.raises(NotYet, match="removed already"):
        ctx.do("editor", Verb.DETACH, evidence_id=number)


def test_after_sign_off_nothing_is_added_or_removed(ctx: World) -> None:
    ctx.write("owner", "正文。")
    number = ctx.do("owner", Verb.ATTACH, **given()).result.id
    ctx.sign_off()
    for who in ("owner", "editor"):
        with pytest.raises(NotAllowed):
            ctx.do(who, Verb.DETACH, evidence_id=number)
        with pytest.raises(NotAllowed):
            ctx.do(who, Verb.ATTACH, **given("b.pdf"))


def test_a_report_lists_all_of_it_in_reading_order(ctx: World) -> None:
    for who, section in (("second_owner", "next"), ("owner", "rules"), ("owner", "preamble")):
        ctx.do(who, Verb.ATTACH, section, **given())
    lines = evidence.of_report(ctx.scene())
    assert [one.where.label for one in lines] == ["导语", "（一）制度建设", "二、下一步安排"]
    assert len({one.row.hash for one in lines}) == 1


@pytest.mark.parametrize(
    ("name", "data", "why"),
    [
        ("a.exe", b"x", "type is not taken"),
        ("没有结尾", b"x", "type is not taken"),
        ("a.pdf", b"", "empty"),
        ("a.pdf", b"MZ\x90", "program"),
        ("a.pdf", bytes(20 * 1024 * 1024 + 1), "larger than 20 MB"),
    ],
)
def test_what_is_not_taken_is_refused_by_a_sentence(
    ctx: World, name: str, data: bytes, why: str
) -> None:
    with pytest.raises(NotYet, match=why):
        take(name, data)


def test_the_same_file_twice_no_file_and_no_words_are_refused(ctx: World) -> None:
    ctx.do("owner", Verb.ATTACH, **given())
    for wrong, why in (
        (given(), "there already"),
        (given("c.pdf") | {"about": " "}, "what it shows"),
        ({"about": "无"}, "Choose a file"),
    ):
        with pytest.raises(NotYet, match=why):
            ctx.do("owner", Verb.ATTACH, **wrong)


def test_a_name_shows_what_it_is(database_url: str) -> None:
    assert clean_name("C:\\文件\\台账\u202excod.pdf") == "台账xcod.pdf"
    assert clean_name("../../etc/passwd.txt") == "passwd.txt"
    long = clean_name("长" * 300 + ".xlsx")
    assert len(long) <= 200 and long.endswith(".xlsx")
    assert Taken("a", "b", 1, True).scanned
