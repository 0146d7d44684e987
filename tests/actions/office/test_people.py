"""The administrator keeps the people of one office, and of no other."""

from __future__ import annotations

from typing import Any

import pytest

from tests.cast import World
from workflow.actions.office import departments, people
from workflow.actions.office.passwords import Secret
from workflow.actions.office.people import Particulars
from workflow.actions.office.people_list import MOST, is_ready, read_list, too_many
from workflow.actions.work import transaction
from workflow.domain.machine import NotAllowed, NotYet
from workflow.store import Person, db
from workflow.store.office import departments_of, heads_of
from workflow.store.person import people_of

SECRET = Secret("shown-once", "hash")
NEW = Particulars("新同事", "New@Office.example", "财务科", is_editor=True)


def add(world: World, who: str = "administrator", given: Particulars = NEW) -> Person:
    with transaction() as work:
        return people.add(work, world.person(who), given, SECRET)


def change(world: World, who: str, **given: Any) -> None:
    person = world.person(who)
    values = {"name": person.name, "email": person.email} | given
    with transaction() as work:
        people.change(work, world.person("administrator"), person.id, Particulars(**values))


def test_an_added_person_has_a_given_password_and_a_department(ctx: World) -> None:
    person = add(ctx)
    assert (person.name, person.email, person.is_editor) == ("新同事", "new@office.example", True)
    assert person.must_change_password and person.password_hash == "hash"
    assert person.department is not None and person.department.name == "财务科"
    assert person.office_id == ctx.person("administrator").office_id


@pytest.mark.parametrize("who", ["editor", "owner", "director", "outsider"])
def test_only_an_administrator_adds_people(ctx: World, who: str) -> None:
    with pytest.raises(NotAllowed):
        add(ctx, who)


@pytest.mark.parametrize("email", ["", "name", "a@b", "a b@c.example", "a@@c.example", "a@c."])
def test_a_mail_address_has_to_be_whole(ctx: World, email: str) -> None:
    with pytest.raises(NotYet):
        add(ctx, given=Particulars("新同事", email))


@pytest.mark.parametrize("email", ["OWNER@office.example", "stranger@office.example"])
def test_an_address_is_unique_in_the_whole_installation(ctx: World, email: str) -> None:
    before = len(db.session.scalars(db.select(Person)).all())
    with pytest.raises(NotYet):
        add(ctx, given=Particulars("新同事", email))
    assert len(db.session.scalars(db.select(Person)).all()) == before


def test_the_last_administrator_cannot_be_removed(ctx: World) -> None:
    with pytest.raises(NotYet) as refused:
        change(ctx, "administrator", is_administrator=False)
    assert refused.value.sentence is people.LAST_ADMINISTRATOR
    change(ctx, "owner", is_administrator=True)
    change(ctx, "administrator", is_administrator=False)
    assert not ctx.person("administrator").is_administrator


def test_an_administrator_who_left_does_not_count_as_one(ctx: World) -> None:
    change(ctx, "outsider", is_administrator=True)
    with transaction() as work:
        people.deactivate(work, ctx.person("administrator"), ctx.ids["outsider"])
    with pytest.raises(NotYet):
        change(ctx, "administrator", is_administrator=False)


def test_nobody_closes_their_own_account(ctx: World) -> None:
    change(ctx, "outsider", is_administrator=True)
    with pytest.raises(NotYet), transaction() as work:
        people.deactivate(work, ctx.person("administrator"), ctx.ids["administrator"])


def test_a_reset_ends_the_sessions_of_the_old_password(ctx: World) -> None:
    before = ctx.person("owner").get_id()
    with transaction() as work:
        people.reset(work, ctx.person("administrator"), ctx.ids["owner"], SECRET)
    owner = ctx.person("owner")
    assert owner.get_id() != before and owner.must_change_password


def test_people_of_another_office_read_as_nobody(ctx: World) -> None:
    for act in (people.reset, people.take_back):
        with pytest.raises(NotYet), transaction() as work:
            act(work, ctx.person("administrator"), ctx.ids["stranger"], SECRET)
    with pytest.raises(NotYet), transaction() as work:
        people.deactivate(work, ctx.person("administrator"), ctx.ids["stranger"])
    with pytest.raises(NotYet):
        change(ctx, "stranger", name="改名")


def test_who_comes_back_gets_a_new_password(ctx: World) -> None:
    administrator = ctx.person("administrator")
    with transaction() as work:
        people.deactivate(work, administrator, ctx.ids["outsider"])
    assert ctx.ids["outsider"] not in {one.id for one in people_of(administrator.office_id)}
    with transaction() as work:
        people.take_back(work, ctx.person("administrator"), ctx.ids["outsider"], SECRET)
    assert ctx.person("outsider").active and ctx.person("outsider").must_change_password


def test_a_list_is_read_with_tabs_commas_and_chinese_commas(ctx: World) -> None:
    text = (
        "姓名\t邮箱\t部门\n张三\tzhang@office.example\t办公室\n\n"
        "李四, li@office.example\n王五\uff0cWANG@office.example\uff0c业务科\uff0c\n"
    )
    lines = read_list(ctx.person("administrator").office_id, text)
    assert [one.number for one in lines] == [2, 4, 5]
    assert [one.given.name for one in lines] == ["张三", "李四", "王五"]
    assert [one.given.department for one in lines] == ["办公室", "", "业务科"]
    assert lines[2].given.email == "wang@office.example"
    assert is_ready(lines)


def test_each_fault_of_a_list_is_said_at_its_line(ctx: World) -> None:
    text = (
        "张三,zhang@office.example\n,li@office.example\n王五,wang\n"
        "赵六,ZHANG@office.example\n钱七,owner@office.example\n"
        "孙八,stranger@office.example\n周九,zhou@office.example,办公室,多余\n"
    )
    lines = read_list(ctx.person("administrator").office_id, text)
    faults = [one.fault.render("zh") if one.fault else "" for one in lines]
    assert faults[0] == ""
    assert "姓名" in faults[1] and "邮箱" in faults[2]
    assert "第 1 行" in faults[3]
    assert "本单位" in faults[4] and "本单位" not in faults[5] and faults[5]
    assert "三栏" in faults[6]
    assert not is_ready(lines)


def test_a_list_is_created_as_a_whole_or_not_at_all(ctx: World) -> None:
    given = [
        Particulars("张三", "zhang@office.example"),
        Particulars("李四", "owner@office.example"),
    ]
    with pytest.raises(NotYet), transaction() as work:
        people.add_all(work, ctx.person("administrator"), given, [SECRET, SECRET])
    assert not db.session.scalars(db.select(Person).where(Person.name == "张三")).all()


def test_a_list_that_is_too_long_says_how_many(ctx: World) -> None:
    text = "\n".join(f"某人,p{n}@office.example" for n in range(MOST + 1))
    lines = read_list(ctx.person("administrator").office_id, text)
    assert not is_ready(lines)
    problem = too_many(lines)
    assert problem is not None and str(MOST) in problem.render("en")


def test_departments_are_named_once_and_removed_only_when_empty(ctx: World) -> None:
    administrator = ctx.person("administrator")
    with transaction() as work:
        made = departments.add(work, ctx.person("administrator"), "财务科")
        again = departments.add(work, ctx.person("administrator"), " 财务科 ")
        assert made.id == again.id
    with pytest.raises(NotYet), transaction() as work:
        departments.rename(work, ctx.person("administrator"), made.id, "综合科")
    full = ctx.person("owner").department_id
    assert full is not None
    with pytest.raises(NotYet), transaction() as work:
        departments.remove(work, ctx.person("administrator"), full)
    with transaction() as work:
        departments.remove(work, ctx.person("administrator"), made.id)
    assert [one.name for one in departments_of(administrator.office_id)] == ["综合科"]


def test_a_department_has_a_head_until_they_leave(ctx: World) -> None:
    """Whoever leads it sits in the stages that ask for the head of the owner's department."""
    administrator = ctx.person("administrator")
    department_id = ctx.person("owner").department_id
    assert department_id is not None
    with transaction() as work:
        departments.lead(work, administrator, department_id, ctx.ids["outsider"])
    assert heads_of(administrator.office_id) == {department_id: ctx.ids["outsider"]}
    with pytest.raises(NotYet), transaction() as work:
        departments.lead(work, administrator, department_id, ctx.ids["stranger"])
    with pytest.raises(NotAllowed), transaction() as work:
        departments.lead(work, ctx.person("editor"), department_id, ctx.ids["editor"])
    with transaction() as work:
        people.deactivate(work, administrator, ctx.ids["outsider"])
    assert heads_of(administrator.office_id) == {}
