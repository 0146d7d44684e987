"""Sections under review by chains of one's own: what tests do there, and what they look at."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from tests.cast import World
from workflow.actions.chain import chains
from workflow.actions.desk.desk import my_desk
from workflow.actions.desk.model import Ask
from workflow.actions.work import transaction
from workflow.documents.content import from_text, to_json
from workflow.domain.phrases import phrase
from workflow.domain.terms import (
    StageRule,
    Verb,
)
from workflow.store import Event, SignOff, db
from workflow.store.base import utc_now
from workflow.store.signoff import sign_offs_of


def stage(world: World, name: str, *who: str, **more: Any) -> dict[str, Any]:
    members = [world.ids[one] for one in who]
    return {"name": name, "rule": StageRule.ANY, "member_ids": members, **more}


def set_chain(world: World, *stages: dict[str, Any], section: str = "") -> None:
    """Put in place as if before the launch."""
    with transaction():
        chains.replace(world.report, stages, world.section_ids[section] if section else None)


def submitted(world: World, text: str = "正文第一稿，培训12期。") -> None:
    world.write("owner", text)
    world.do("owner", Verb.SUBMIT)


def open_names(world: World, section: str = "rules") -> list[str]:
    return [step.stage.name for step in world.scene().stages_now(world.section(section))]


def holders(world: World) -> set[str]:
    held = world.scene().holders(world.section())
    return {name for name, one in world.ids.items() if one in held}


def asked(world: World, who: str) -> list[Ask]:
    """What the desk asks of somebody on the section."""
    desk = my_desk(world.person(who), utc_now())
    items = (*desk.today, *desk.week, *desk.later)
    here = world.section_ids["rules"]
    return [one.ask for one in items if one.placed and one.placed.section.id == here]


def last_event(world: World) -> Event:
    query = db.select(Event).where(Event.report_id == world.report_id).order_by(Event.seq.desc())
    event = db.session.scalars(query).first()
    assert event is not None
    return event


def said(world: World) -> str:
    event = last_event(world)
    return phrase(event.verb, event.details).render("zh")


def decisions(world: World) -> Sequence[SignOff]:
    section = world.section()
    return sign_offs_of([section.id])[section.id]


def amended(world: World, who: str, text: str) -> Any:
    return world.do(who, Verb.AMEND, content=to_json(from_text(text)))


def stage_id(world: World, place: int) -> int:
    return world.scene().stage_rows[place].id


def given_stages(world: World) -> list[dict[str, Any]]:
    return [
        {"id": row.id, "name": row.name, "rule": row.rule,
         "member_ids": [one.person_id for one in row.member_rows]}
        for row in world.scene().stage_rows
    ]  # fmt: skip
