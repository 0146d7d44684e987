"""The departments of an office."""

from __future__ import annotations

from sqlalchemy import func, select

from workflow.actions.colleagues import colleague
from workflow.actions.office.people import LONGEST_DEPARTMENT, administer, department_named
from workflow.actions.work import Work
from workflow.domain.machine import NotYet
from workflow.domain.text import say
from workflow.store import Department, Person, db
from workflow.store.office import department_of, departments_of


def add(work: Work, actor: Person, name: str) -> Department:
    """A department by name; one that exists is left as it is."""
    administer(actor)
    found = department_named(actor.office_id, _fitting(name))
    assert found is not None
    return found


def rename(work: Work, actor: Person, department_id: int, name: str) -> Department:
    administer(actor)
    department, name = _department(actor, department_id), _fitting(name)
    if any(one.name == name and one.id != department.id for one in departments_of(actor.office_id)):
        raise NotYet(say("已有同名部门。", "There is a department of this name."))
    department.name = name
    db.session.flush()
    return department


def lead(work: Work, actor: Person, department_id: int, head_id: int) -> Department:
    """Who leads it (0: nobody); the head sits in every stage that asks for them."""
    administer(actor)
    department = _department(actor, department_id)
    department.head_id = colleague(actor.office_id, head_id).id if head_id else None
    db.session.flush()
    return department


def remove(work: Work, actor: Person, department_id: int) -> None:
    """Only an empty one: people keep their department until they are moved."""
    administer(actor)
    department = _department(actor, department_id)
    if members_count(actor.office_id).get(department.id):
        raise NotYet(
            say(
                "部门里还有人（含已停用的），请先调整。",
                "People (also former ones) are still in it: move them first.",
            )
        )
    db.session.delete(department)
    db.session.flush()


def members_count(office_id: int) -> dict[int, int]:
    """How many people, former ones included, each department has."""
    rows = db.session.execute(
        select(Person.department_id, func.count())
        .where(Person.office_id == office_id)
        .group_by(Person.department_id)
    )
    return {found: count for found, count in rows if found is not None}


def _fitting(name: str) -> str:
    name = name.strip()
    if not name or len(name) > LONGEST_DEPARTMENT:
        raise NotYet(say("请写明部门名称。", "Please give the department's name."))
    return name


def _department(actor: Person, department_id: int) -> Department:
    found = department_of(actor.office_id, department_id)
    if found is None:
        raise NotYet(say("本单位没有这个部门。", "There is no such department in this office."))
    return found
