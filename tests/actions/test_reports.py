"""The life of a report: launch, present, approve, return; bound to what was seen."""

from __future__ import annotations

import pytest

from tests.approving import all_signed, assembled, presented
from tests.cast import World
from workflow.actions.assembly import assembling
from workflow.actions.assembly.manifest import manifest_hash, manifest_of
from workflow.actions.assembly.manuscripts import manuscript_of
from workflow.actions.report_facts import current_assembly
from workflow.actions.work import transaction
from workflow.domain.machine import NotAllowed, NotYet, Stale
from workflow.domain.terms import AssemblyState, ReportState, SectionState, Verb
from workflow.store import Assembly, db
from workflow.store.approval import approvals_of
from workflow.store.notice import notices_of


def manifest(world: World) -> str:
    return manifest_hash(manifest_of(world.scene()))


def test_launch_needs_owner_and_deadline_everywhere(ctx: World) -> None:
    with transaction():
        ctx.report.state = ReportState.PLANNING
        ctx.section("team").owner_id = None
        ctx.section("team").state = SectionState.PLANNED
    with pytest.raises(NotYet) as refused:
        ctx.do_report("editor", Verb.LAUNCH)
    assert "（二）队伍建设" in refused.value.sentence.render("zh")


def test_launching_starts_every_section_and_tells_its_owner(ctx: World) -> None:
    assert {one.section.state for one in ctx.scene().text_sections} == {SectionState.DRAFTING}
    assert [one.kind for one in notices_of(ctx.ids["owner"])] == ["launch"]


def test_presenting_needs_every_section_signed_and_a_current_assembly(ctx: World) -> None:
    with pytest.raises(NotYet):
        ctx.do_report("editor", Verb.PRESENT)
    all_signed(ctx)
    with pytest.raises(NotYet) as refused:
        ctx.do_report("editor", Verb.PRESENT)
    assert "合稿" in refused.value.sentence.render("zh")
    assembled(ctx)
    ctx.do_report("editor", Verb.PRESENT)
    assert ctx.report.state is ReportState.AWAITING_APPROVAL
    assert notices_of(ctx.ids["director"])[0].kind == "present"


def test_approval_is_bound_to_the_manifest_that_was_seen(ctx: World) -> None:
    presented(ctx)
    with pytest.raises(Stale):
        ctx.do_report("director", Verb.APPROVE, seen="0" * 64)
    seen = manifest(ctx)
    ctx.do_report("director", Verb.APPROVE, seen=seen)
    approval = approvals_of(ctx.report_id)[0]
    assembly = current_assembly(ctx.scene())
    assert assembly and (approval.manifest_hash, approval.file_hash) == (seen, assembly.file_hash)
    assert ctx.report.state is ReportState.APPROVED


def test_only_the_director_approves_and_only_once(ctx: World) -> None:
    presented(ctx)
    seen = manifest(ctx)
    with pytest.raises(NotAllowed):
        ctx.do_report("editor", Verb.APPROVE, seen=seen)
    ctx.do_report("director", Verb.APPROVE, seen=seen)
    with pytest.raises(NotAllowed):
        ctx.do_report("director", Verb.APPROVE, seen=seen)
    assert len(approvals_of(ctx.report_id)) == 1


def test_returning_reopens_the_named_sections_and_keeps_the_other_sign_offs(ctx: World) -> None:
    presented(ctx)
    chosen = [ctx.section("team").id]
    ctx.do_report("director", Verb.RETURN, note="数据请核实", section_ids=chosen)
    assert ctx.report.state is ReportState.COLLECTING
    assert ctx.section("team").state is SectionState.RETURNED
    assert ctx.section("rules").state is SectionState.SIGNED_OFF
    assert notices_of(ctx.ids["second_owner"])[0].kind == "return"


def test_withdrawing_an_approval_keeps_the_old_one_in_the_record(ctx: World) -> None:
    presented(ctx)
    ctx.do_report("director", Verb.APPROVE, seen=manifest(ctx))
    ctx.do_report("director", Verb.WITHDRAW_APPROVAL, note="数据更新")
    assert [one.verb for one in approvals_of(ctx.report_id)] == [
        Verb.WITHDRAW_APPROVAL,
        Verb.APPROVE,
    ]


def test_the_same_manifest_is_assembled_once_and_serves_again(ctx: World) -> None:
    ctx.write("owner", "正文。")
    first = ctx.do_report("editor", Verb.ASSEMBLE).result
    again = ctx.do_report("director", Verb.ASSEMBLE).result
    assert first.id == again.id
    ctx.write("owner", "改过的正文。")
    assert ctx.do_report("editor", Verb.ASSEMBLE).result.id != first.id


def test_a_job_is_claimed_by_one_worker_and_a_lost_claim_publishes_nothing(ctx: World) -> None:
    ctx.write("owner", "正文。")
    assembly = ctx.do_report("editor", Verb.ASSEMBLE).result
    with transaction() as work:
        first = assembling.claim(work, assembly.id, "one")
        assert assembling.claim(work, assembly.id, "two") is None
        later = work.now + assembling.LEASE * 2
    with transaction(later) as work:
        second = assembling.claim(work, assembly.id, "two")
    assert first is not None and second is not None
    built = assembling.build(first)
    with transaction(later) as work:
        assert not assembling.publish(work, first, built, "a" * 64)
        assert assembling.publish(work, second, built, "b" * 64)
    row = db.session.get_one(Assembly, assembly.id)
    assert row.state is AssemblyState.DONE and row.file_hash == "b" * 64


def test_a_preview_of_unsigned_text_is_marked(ctx: World) -> None:
    ctx.write("owner", "正文。")
    assert not ctx.do_report("editor", Verb.ASSEMBLE).result.all_signed
    assert manuscript_of(manifest_of(ctx.scene())).draft_mark


def test_moving_a_section_makes_only_the_assembly_out_of_date(ctx: World) -> None:
    all_signed(ctx)
    assembled(ctx)
    ctx.do_report("editor", Verb.MOVE, section_id=ctx.section("team").id, by=-1)
    assert ctx.section("team").state is SectionState.SIGNED_OFF
    with pytest.raises(NotYet) as refused:
        ctx.do_report("editor", Verb.PRESENT)
    assert "合稿" in refused.value.sentence.render("zh")
    labels = [one.label for one in ctx.scene().outline]
    assert labels[2].endswith("队伍建设") and "一" in labels[2]


def test_a_dropped_section_leaves_the_numbering_and_keeps_its_history(ctx: World) -> None:
    ctx.write("owner", "正文。")
    ctx.do("editor", Verb.DROP, note="并入他处")
    placed = {one.section.title: one for one in ctx.scene().outline}
    assert placed["制度建设"].numeral == "" and "一" in placed["队伍建设"].numeral
    assert ctx.section().head is not None
