"""The scene: after an act it holds what a scene read anew would hold; who has a part in it."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from flask import Flask

from tests.cast import CAST, World, office_today
from tests.returned import returned_file
from workflow.actions import sections
from workflow.actions.effects import EFFECTS
from workflow.actions.effects.amending import AMENDING
from workflow.actions.evidence.file import Taken
from workflow.actions.scene import Scene
from workflow.actions.section_facts import section_facts
from workflow.actions.whereabouts import where_now
from workflow.actions.work import transaction
from workflow.documents.content import Content, Paragraph, Run, from_text, to_json
from workflow.domain.roles import report_roles
from workflow.domain.terms import Disposition, Verb
from workflow.store import Section, StageChange, WorkingCopy, db
from workflow.store.base import utc_now
from workflow.store.overview import report_with_part, section_with_part
from workflow.store.pen import LEASE

TODAY = office_today()


def written(text: str) -> dict[str, Any]:
    return {"content": to_json(from_text(text))}


def what_it_says(world: World, scene: Scene, section: Section) -> dict[str, Any]:
    """All that rules, notices and pages take from a scene."""
    return {
        "facts": [section_facts(scene, section, world.person(who)) for who in CAST],
        "people": scene.people(section),
        "chain": scene.chain(section),
        "outline": [(one.label, one.section.state) for one in scene.text_sections],
        "owner": section.owner.name if section.owner else "",
        "where": where_now(scene, section).render(),
        "decisions": [one.id for one in scene.sign_offs[section.id]],
    }


def story(world: World) -> list[tuple[str, Verb, dict[str, Any]]]:
    """Every verb of a section once, in an order that the table lets through."""
    ids, now = world.ids, utc_now()
    day = now.date()
    later = day + timedelta(days=60)
    upload_id = returned_file(world, "第三稿。")
    section_id = world.section_ids["rules"]
    held = {"writing_since": now, "writing_until": now + LEASE, "updated_at": now}
    db.session.add(WorkingCopy(section_id=section_id, person_id=ids["administrator"], **held))
    db.session.commit()
    talk = {"kind": "must_fix", "text": "请核对。", "block_id": "", "quote": ""}
    first = Content((Paragraph("b", (Run("第一稿。"),)),))
    better = {"block_id": "b", "quote": "第一", "start": 0, "replacement": "首"}
    back = {"owner_id": ids["owner"], "due_on": day, "contributor_ids": [ids["administrator"]]}
    return [
        ("owner", Verb.TAKE_OVER, {}),
        ("owner", Verb.DECLINE, {"note": "工作已满"}),
        ("editor", Verb.ASSIGN, back),
        ("owner", Verb.ACCEPT, {}),
        ("owner", Verb.SAVE, {"content": to_json(first)}),
        ("reviewer", Verb.COMMENT, better),
        ("owner", Verb.ADOPT, {"comment_ids": [1]}),
        ("owner", Verb.SAVE, written("第二稿。")),
        ("owner", Verb.UPLOAD, {"upload_id": upload_id}),
        ("owner", Verb.RESTORE, {"number": 1}),
        ("owner", Verb.ASK_EXTENSION, {"note": "尚缺数据", "wished_on": later}),
        ("editor", Verb.REFUSE_EXTENSION, {"note": "来不及"}),
        ("editor", Verb.EXTEND, {"due_on": day, "note": "同意"}),
        ("reviewer", Verb.COMMENT, talk),
        ("owner", Verb.ANSWER, {"comment_id": 2, "disposition": Disposition.ADOPTED}),
        ("owner", Verb.OPEN_AGAIN, {"comment_id": 2, "note": "数据又有变化"}),
        ("reviewer", Verb.REPLY, {"comment_id": 2, "text": "已核。"}),
        ("reviewer", Verb.SETTLE, {"comment_id": 2}),
        ("reviewer", Verb.COMMENT, talk),
        ("editor", Verb.WAIVE, {"comment_id": 3, "note": "无须修改"}),
        ("owner", Verb.MATCH_EARLIER, {"earlier_id": 0}),
        ("owner", Verb.ATTACH, {"taken": Taken("a.pdf", "0" * 64, 1, False), "about": "记录"}),
        ("owner", Verb.DETACH, {"evidence_id": 1}),
        ("owner", Verb.DELEGATE, {"person_id": ids["outsider"], "first_on": day, "last_on": later}),
        ("owner", Verb.REVOKE, {}),
        ("owner", Verb.CIRCULATE, {"person_ids": [ids["outsider"]]}),
        ("outsider", Verb.ACKNOWLEDGE, {}),
        ("owner", Verb.SUBMIT, {}),
        ("owner", Verb.WITHDRAW, {}),
        ("owner", Verb.SUBMIT, {}),
        ("owner", Verb.NUDGE, {}),
        ("reviewer", Verb.ADD_REVIEWER, {"person_id": ids["director"], "placement": "before"}),
        ("reviewer", Verb.REMOVE_REVIEWER, {"person_id": ids["director"]}),
        ("reviewer", Verb.HAND_OVER, {"person_id": ids["outsider"]}),
        ("outsider", Verb.PASS, {}),
        ("countersigner", Verb.SEND_BACK, {"note": "数字有误"}),
        ("owner", Verb.SUBMIT, {}),
        ("countersigner", Verb.PASS, {}),
        ("second_countersigner", Verb.PASS, {}),
        ("editor", Verb.AMEND, written("统稿人改过的一稿。")),
        ("outsider", Verb.PASS, {}),
        ("countersigner", Verb.PASS, {}),
        ("second_countersigner", Verb.PASS, {}),
        ("editor", Verb.REOPEN, {"note": "补充"}),
        ("owner", Verb.HAND_OVER, {"person_id": ids["outsider"]}),
        ("editor", Verb.DROP, {"note": "并入其他部分"}),
    ]


def test_after_each_act_the_scene_is_as_if_read_anew(ctx: World) -> None:
    for who, verb, given in story(ctx):
        with transaction() as work:
            seen = ctx.head()
            actor, section = ctx.person(who), ctx.section()
            done = sections.act(work, actor, section, verb, seen=seen, **given)
            found = what_it_says(ctx, done.scene, done.section)
        db.session.expire_all()
        assert found == what_it_says(ctx, ctx.scene(), ctx.section()), verb


def test_the_story_has_every_verb_of_a_section(ctx: World) -> None:
    """But for those of a report approved upon edits (see test_conditional.py)."""
    assert {verb for _, verb, _ in story(ctx)} == set(EFFECTS) - set(AMENDING)


def test_a_save_without_a_change_leaves_a_scene_too(ctx: World) -> None:
    ctx.write("owner", "正文。")
    done = ctx.do("owner", Verb.SAVE, **written("正文。"))
    assert done.event is None and done.scene.report.id == ctx.report_id


@pytest.mark.parametrize("added", [(True,), (True, False), (False,), (False, True)])
@pytest.mark.parametrize("who", ["outsider", "reviewer"])
def test_the_query_for_a_part_agrees_with_the_scene(
    app: Flask, ctx: World, who: str, added: tuple[bool, ...]
) -> None:
    """Members put into a stage for one section, or taken out of it; later rows win."""
    stage = ctx.scene().stage_rows[0]
    for one in added:
        db.session.add(
            StageChange(
                section_id=ctx.section_ids["rules"],
                stage_id=stage.id,
                person_id=ctx.ids[who],
                added=one,
                by_id=ctx.ids["editor"],
            )
        )
    db.session.commit()
    office_id, people = ctx.report.office_id, ctx.scene().report_people
    for name in (*CAST, "stranger"):
        person_id = ctx.ids[name]
        has_part = bool(report_roles(person_id, people))
        report = report_with_part(office_id, person_id, ctx.report_id, TODAY)
        section = section_with_part(office_id, person_id, ctx.section_ids["team"], TODAY)
        assert (report is not None, section is not None) == (has_part, has_part), name


def test_a_part_counts_only_in_the_own_office(ctx: World) -> None:
    other = ctx.person("stranger").office_id
    editor = ctx.ids["editor"]
    assert report_with_part(other, editor, ctx.report_id, TODAY) is None
    assert section_with_part(other, editor, ctx.section_ids["rules"], TODAY) is None
