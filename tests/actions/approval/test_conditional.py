"""An approval upon listed edits: what may change, who looks, and when it is in force."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import pytest
from docx import Document

from tests.actions.test_scene import what_it_says
from tests.approving import archived, built, conditionally, presented
from tests.cast import World
from workflow.actions import sections
from workflow.actions.approval.confirming import confirm
from workflow.actions.archive import archives
from workflow.actions.assembly.manifest import manifest_hash, manifest_of
from workflow.actions.desk.desk import my_desk
from workflow.actions.desk.model import Ask
from workflow.actions.files import file_store
from workflow.actions.report_facts import report_facts
from workflow.actions.section_facts import section_facts
from workflow.actions.whereabouts import where_now
from workflow.actions.work import transaction
from workflow.documents.archive import verify
from workflow.documents.archive.amended import leads_to
from workflow.documents.content import from_json, from_text, to_json
from workflow.domain.machine import NotAllowed, NotYet, Stale, offered
from workflow.domain.terms import Disposition, ReportState, SectionState, Verb
from workflow.store import Approval, Assembly, Condition, db
from workflow.store.approval import approvals_of
from workflow.store.assembly import assemblies_of
from workflow.store.base import utc_now
from workflow.store.comment import comments_of
from workflow.store.event import newest_events
from workflow.store.notice import notices_of

pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
WORDS = {"section": "rules", "quote": "12期", "replacement": "13期"}
TOLD = {"section": "team", "text": "请写出培训的人次。"}
TEXT = "《{}》的正文,全年完成培训{}期。"


def rewrite(world: World, who: str, text: str, section: str = "rules") -> Any:
    return world.do(who, Verb.SAVE, section, content=to_json(from_text(text)))


def state(world: World, section: str = "rules") -> SectionState:
    return world.section(section).state


def report_state(world: World) -> ReportState:
    return world.report.state


def newest_assembly(world: World) -> Assembly:
    return assemblies_of(world.report_id)[0]


def test_only_the_sections_named_are_open_again(ctx: World) -> None:
    conditionally(ctx, WORDS, note="改后印发")
    assert report_state(ctx) is ReportState.CONDITIONAL
    assert state(ctx) is SectionState.RETURNED and state(ctx, "team") is SectionState.SIGNED_OFF
    for verb in (Verb.SAVE, Verb.REOPEN):
        with pytest.raises(NotAllowed):
            ctx.do("editor", verb, "team", content=to_json(from_text("改")), note="再改")
    told = {one.kind for one in notices_of(ctx.ids["owner"])}
    assert "approve_conditionally" in told
    (comment,) = comments_of(ctx.section_ids["rules"])
    assert (comment.author.name, comment.quote) == ("主任甲", "12期")
    assert comment.text == "“12期” → “13期”"


def test_one_click_makes_the_edits_and_the_approval_is_in_force(ctx: World, tmp_path: Path) -> None:
    """The whole way to an archive that proves: the signed draft with the listed edits."""
    conditionally(ctx, WORDS, {**WORDS, "section": "next", "replacement": ""}, note="改后印发")
    ctx.do("owner", Verb.CARRY_OUT)
    assert state(ctx) is SectionState.SIGNED_OFF
    assert report_state(ctx) is ReportState.CONDITIONAL
    ctx.do("editor", Verb.CARRY_OUT, "next")
    assert report_state(ctx) is ReportState.CONDITIONAL
    built(newest_assembly(ctx).id)
    assert report_state(ctx) is ReportState.APPROVED
    approval = approvals_of(ctx.report_id)[0]
    assert approval.verb is Verb.CONFIRM and approval.person.name == "主任甲"
    assert approval.manifest_hash == manifest_hash(manifest_of(ctx.scene()))
    path = tmp_path / "archive.zip"
    path.write_bytes(file_store().read(archived(ctx).file_hash))
    proof = verify(path, approval.root)
    assert proof.faults == () and proof.how == "bytes"
    rules = next(one for one in proof.sections if one.heading == "（一）制度建设")
    assert rules.draft == 2 and rules.edits == ("“12期” → “13期”",)
    assert [one.person for one in rules.signers] == ["审核人甲", "会签人甲", "会签人乙"]


def test_the_sheet_names_the_edits(ctx: World) -> None:
    conditionally(ctx, WORDS)
    ctx.do("owner", Verb.CARRY_OUT)
    built(newest_assembly(ctx).id)
    statement = approvals_of(ctx.report_id)[0].statement or {}
    (rules,) = [one for one in statement["sections"] if one.get("amendments")]
    (amended,) = rules["amendments"]
    assert amended["draft"] == 1 and amended["person"] == "主任甲"
    assert amended["edits"][0]["words"] == "“12期” → “13期”"
    assert "granted_at" in statement["approval"]
    sheet = Document(io.BytesIO(archives.approval_sheet_of(ctx.report)))
    words = "\n".join(one.text for one in sheet.paragraphs)
    assert "有条件同意，所列修改照办后于" in words
    cells = [cell.text for row in sheet.tables[0].rows for cell in row.cells]
    assert "第1稿按所列修改：“12期” → “13期”" in cells


def test_an_archive_with_another_edit_than_listed_proves_nothing(ctx: World) -> None:
    conditionally(ctx, WORDS)
    ctx.do("owner", Verb.CARRY_OUT)
    built(newest_assembly(ctx).id)
    statement = approvals_of(ctx.report_id)[0].statement or {}
    (rules,) = [one for one in statement["sections"] if one.get("amendments")]
    entry = next(
        one for one in statement["manifest"]["sections"] if one["section"] == rules["section"]
    )
    base = ctx.section().amendment.base  # type: ignore[union-attr]
    held = base.title, from_json(base.content)
    assert leads_to(rules["amendments"], entry, lambda _: held)
    forged = json.loads(json.dumps(rules["amendments"]))
    forged[0]["edits"][0]["change"]["runs"][0]["text"] = "14期"
    assert not leads_to(forged, entry, lambda _: held)
    assert not leads_to(rules["amendments"], {**entry, "hash": "0" * 64}, lambda _: held)
    assert not leads_to(rules["amendments"], entry, lambda _: None)


def test_the_same_edit_typed_by_hand_counts_as_made(ctx: World) -> None:
    conditionally(ctx, WORDS)
    with pytest.raises(NotYet) as refused:
        ctx.do("owner", Verb.SUBMIT)
    assert "还有 1 处没有改" in refused.value.sentence.render("zh")
    rewrite(ctx, "editor", TEXT.format("rules", 13))
    ctx.do("owner", Verb.SUBMIT)
    assert state(ctx) is SectionState.SIGNED_OFF
    (comment,) = comments_of(ctx.section_ids["rules"])
    assert comment.disposition is Disposition.ADOPTED
    built(newest_assembly(ctx).id)
    assert report_state(ctx) is ReportState.APPROVED


def test_anything_else_is_before_the_director_again(ctx: World) -> None:
    conditionally(ctx, WORDS)
    rewrite(ctx, "owner", TEXT.format("rules", 13) + "另有一句。")
    ctx.do("owner", Verb.SUBMIT)
    assert report_state(ctx) is ReportState.AWAITING_APPROVAL
    (event,) = newest_events(ctx.report_id, 1)
    assert event.verb is Verb.CONFIRM and event.actor_id is None
    assert "《（一）制度建设》有 1 段与所列修改不同" in event.details["note"]
    assert "differs in 1 paragraphs" in event.details["note_en"]
    seen = manifest_hash(manifest_of(ctx.scene()))
    for verb in (Verb.APPROVE, Verb.APPROVE_CONDITIONALLY):
        with pytest.raises(NotYet):
            ctx.do_report("director", verb, seen=seen)
    assert "改动与主任所列不符" in where_now(ctx.scene(), ctx.section()).render("zh")
    ctx.do_report("editor", Verb.RECALL)
    ctx.do("reviewer", Verb.PASS)


def test_a_described_change_is_judged_by_the_director(ctx: World, tmp_path: Path) -> None:
    conditionally(ctx, WORDS, TOLD)
    ctx.do("owner", Verb.CARRY_OUT)
    with pytest.raises(NotYet):
        ctx.do("second_owner", Verb.SUBMIT, "team")
    rewrite(ctx, "second_owner", TEXT.format("team", 12) + "参训300人次。", "team")
    ctx.do("second_owner", Verb.SUBMIT, "team")
    assert state(ctx, "team") is SectionState.IN_REVIEW
    assert report_state(ctx) is ReportState.CONDITIONAL
    assert ctx.scene().holders(ctx.section("team")) == {ctx.ids["director"]}
    desk = my_desk(ctx.person("director"), utc_now())
    assert [one.ask for one in desk.today] == [Ask.ACCEPT] and desk.waiting == ()
    waits = [one.line.render("zh") for one in my_desk(ctx.person("editor"), utc_now()).waiting]
    assert waits == ["主任甲 过目中"]
    for who in ("editor", "reviewer"):
        with pytest.raises(NotAllowed):
            ctx.do(who, Verb.CONFIRM_EDITS, "team")
    with pytest.raises(Stale):
        ctx.do("director", Verb.CONFIRM_EDITS, "team", seen="1")
    ctx.do("director", Verb.SEND_BACK, "team", note="还差人次的口径")
    rewrite(ctx, "second_owner", TEXT.format("team", 12) + "参训共300人次。", "team")
    ctx.do("second_owner", Verb.SUBMIT, "team")
    ctx.do("director", Verb.CONFIRM_EDITS, "team", note="可以")
    built(newest_assembly(ctx).id)
    approval = approvals_of(ctx.report_id)[0]
    path = tmp_path / "archive.zip"
    path.write_bytes(file_store().read(archived(ctx).file_hash))
    assert verify(path, approval.root).faults == ()


def test_edits_that_cannot_be_made_are_refused_with_the_reason(ctx: World) -> None:
    presented(ctx)
    seen = manifest_hash(manifest_of(ctx.scene()))
    rules = ctx.section_ids["rules"]
    wrong = {
        "至少列出一处": [],
        "里没有“一百期”": [{"section_id": rules, "quote": "一百期", "replacement": "x"}],
        "改前改后相同": [{"section_id": rules, "quote": "12期", "replacement": "12期"}],
        "没有写原文": [{"section_id": rules, "quote": "", "text": " "}],
        "改的是同一段文字": [
            {"section_id": rules, "quote": "12期", "replacement": "13期"},
            {"section_id": rules, "quote": "培训12", "replacement": "培训 12"},
        ],
        "没有这个部分": [{"section_id": 999, "quote": "12期", "replacement": "13期"}],
    }
    for words, edits in wrong.items():
        with pytest.raises(NotYet) as refused:
            ctx.do_report("director", Verb.APPROVE_CONDITIONALLY, seen=seen, edits=edits)
        assert words in refused.value.sentence.render("zh")
    assert report_state(ctx) is ReportState.AWAITING_APPROVAL
    assert db.session.scalars(db.select(Condition)).all() == []
    assert comments_of(rules) == []


def test_words_that_stand_in_several_places_need_their_own_place(ctx: World) -> None:
    ctx.write("owner", "培训12期。\n另有12期。")
    for who in ("reviewer", "countersigner", "second_countersigner"):
        if who == "reviewer":
            ctx.do("owner", Verb.SUBMIT)
        ctx.do(who, Verb.PASS)
    for name, owner in (("preamble", "owner"), ("team", "second_owner"), ("next", "second_owner")):
        ctx.sign_off(name, owner)
    built(ctx.do_report("editor", Verb.ASSEMBLE).result.id)
    ctx.do_report("editor", Verb.PRESENT)
    seen = manifest_hash(manifest_of(ctx.scene()))
    edit: dict[str, Any] = {"section_id": ctx.section_ids["rules"], **WORDS}
    with pytest.raises(NotYet) as refused:
        ctx.do_report("director", Verb.APPROVE_CONDITIONALLY, seen=seen, edits=[edit])
    assert "里有 2 处" in refused.value.sentence.render("zh")
    block = ctx.section().head.content["blocks"][1]["id"]  # type: ignore[union-attr]
    edit |= {"block_id": block, "start": 2}
    ctx.do_report("director", Verb.APPROVE_CONDITIONALLY, seen=seen, edits=[edit])
    done = ctx.do("owner", Verb.CARRY_OUT)
    texts = [one["runs"][0]["text"] for one in done.result.content["blocks"]]
    assert texts == ["培训12期。", "另有13期。"]


def test_a_withdrawn_condition_leaves_the_report_with_the_editor(ctx: World) -> None:
    conditionally(ctx, WORDS)
    with pytest.raises(NotYet):
        ctx.do_report("director", Verb.WITHDRAW_APPROVAL)
    ctx.do_report("director", Verb.WITHDRAW_APPROVAL, note="另有考虑")
    assert report_state(ctx) is ReportState.COLLECTING and state(ctx) is SectionState.RETURNED
    rewrite(ctx, "owner", TEXT.format("rules", 13))
    with transaction() as work:
        confirm(work, ctx.report_id)
    assert report_state(ctx) is ReportState.COLLECTING


def test_an_edited_section_stays_signed_after_the_approval_is_withdrawn(ctx: World) -> None:
    """And can be amended once more: the proof goes back to what was signed."""
    conditionally(ctx, WORDS)
    ctx.do("owner", Verb.CARRY_OUT)
    built(newest_assembly(ctx).id)
    ctx.do_report("director", Verb.WITHDRAW_APPROVAL, note="再改一处")
    ctx.do_report("editor", Verb.PRESENT)
    seen = manifest_hash(manifest_of(ctx.scene()))
    more = {"section_id": ctx.section_ids["rules"], "quote": "13期", "replacement": "14期"}
    ctx.do_report("director", Verb.APPROVE_CONDITIONALLY, seen=seen, edits=[more])
    ctx.do("owner", Verb.CARRY_OUT)
    built(newest_assembly(ctx).id)
    assert report_state(ctx) is ReportState.APPROVED
    statement = approvals_of(ctx.report_id)[0].statement or {}
    (rules,) = [one for one in statement["sections"] if one.get("amendments")]
    assert [one["draft"] for one in rules["amendments"]] == [1, 2]


def test_two_conditional_approvals_at_one_moment_are_one(ctx: World) -> None:
    """coleam00/Archon#2113: two approvals at the same moment: one decision, one notice."""
    conditionally(ctx, WORDS)
    seen = manifest_hash(manifest_of(ctx.scene()))
    edits = [{"section_id": ctx.section_ids["rules"], **WORDS}]
    for verb in (Verb.APPROVE_CONDITIONALLY, Verb.APPROVE):
        with pytest.raises(NotAllowed):
            ctx.do_report("director", verb, seen=seen, edits=edits)
    assert len(approvals_of(ctx.report_id)) == 1
    told = [one.kind for one in notices_of(ctx.ids["editor"])]
    assert told.count("approve_conditionally") == 1


def test_a_failed_assembly_is_not_asked_for_again_and_again(ctx: World) -> None:
    conditionally(ctx, WORDS)
    ctx.do("owner", Verb.CARRY_OUT)
    count = len(assemblies_of(ctx.report_id))
    for _ in range(3):
        with transaction() as work:
            confirm(work, ctx.report_id)
    assert len(assemblies_of(ctx.report_id)) == count
    facts = report_facts(ctx.scene(), ctx.person("editor"))
    assert Verb.ASSEMBLE in {one.row.verb for one in offered(facts)}


def test_while_edits_wait_nobody_is_left_without_a_next_step(ctx: World) -> None:
    conditionally(ctx, WORDS, TOLD)
    for name, who in (("rules", "owner"), ("team", "second_owner")):
        facts = section_facts(ctx.scene(), ctx.section(name), ctx.person(who))
        verbs = {one.row.verb for one in offered(facts)}
        assert Verb.SUBMIT in verbs or Verb.CARRY_OUT in verbs
    asks = {one.ask for one in my_desk(ctx.person("owner"), utc_now()).today}
    assert asks == {Ask.AMEND}


def test_an_approval_that_states_conditions_is_counted_in_the_database(ctx: World) -> None:
    conditionally(ctx, WORDS)
    rows = db.session.scalars(db.select(Approval)).all()
    assert [one.verb for one in rows] == [Verb.APPROVE_CONDITIONALLY]
    assert rows[0].manifest_hash and not rows[0].root


def test_after_each_act_upon_conditions_the_scene_is_as_if_read_anew(ctx: World) -> None:
    conditionally(ctx, WORDS, TOLD)
    changed = {"content": to_json(from_text("队伍建设的正文。"))}
    steps: list[tuple[str, Verb, str, dict[str, Any]]] = [
        ("owner", Verb.CARRY_OUT, "rules", {}),
        ("editor", Verb.SAVE, "team", changed),
        ("second_owner", Verb.SUBMIT, "team", {}),
        ("second_owner", Verb.WITHDRAW, "team", {}),
        ("editor", Verb.NUDGE, "team", {}),
        ("editor", Verb.SUBMIT, "team", {}),
        ("director", Verb.SEND_BACK, "team", {"note": "再改"}),
        ("editor", Verb.SUBMIT, "team", {}),
        ("director", Verb.CONFIRM_EDITS, "team", {}),
    ]
    for who, verb, name, given in steps:
        with transaction() as work:
            actor, section = ctx.person(who), ctx.section(name)
            done = sections.act(work, actor, section, verb, seen=ctx.head(name), **given)
            found = what_it_says(ctx, done.scene, done.section)
        db.session.expire_all()
        assert found == what_it_says(ctx, ctx.scene(), ctx.section(name)), verb
