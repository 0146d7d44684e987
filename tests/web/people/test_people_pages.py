"""The pages of people: what the administrator does, and what everybody else sees."""

from __future__ import annotations

import re

import pytest
from flask import Flask

from tests.cast import World
from tests.conftest import As
from workflow.actions.office.passwords import matches
from workflow.actions.work import transaction
from workflow.store import Person, db
from workflow.store.person import person_by_email

PASSWORD = re.compile(r"<code[^>]*>([a-z2-9]{4}(?:-[a-z2-9]{4}){3})</code>")
LIST = "张三\tzhang@office.example\t办公室\n李四,li@office.example\n"
NEW = {"name": "新同事", "email": "new@office.example", "department": "综合科"}


def test_everybody_sees_colleagues_and_only_the_administrator_keeps_them(as_: As) -> None:
    page = as_("owner").get("/people/").text
    assert "主任甲" in page and "外单位统稿人" not in page
    assert "/people/list" not in page and "/people/8" not in page
    assert "/people/list" in as_("administrator").get("/people/").text


@pytest.mark.parametrize("who", ["editor", "owner", "director"])
@pytest.mark.parametrize(
    "path", ["/people/", "/people/list", "/people/list/create", "/people/departments"]
)
def test_only_the_administrator_changes_people(as_: As, who: str, path: str) -> None:
    assert as_(who).post(path, data=NEW | {"people": LIST}).status_code == 403


def test_the_password_of_a_new_person_is_shown_once(as_: As, app: Flask) -> None:
    administrator = as_("administrator")
    answer = administrator.post("/people/", data=NEW | {"is_editor": "1"})
    assert answer.status_code == 201
    shown = PASSWORD.findall(answer.text)
    assert len(shown) == 1
    with app.app_context():
        person = person_by_email("new@office.example")
        assert person is not None and person.is_editor
        assert matches(shown[0], person.password_hash) and shown[0] not in person.password_hash
        page = administrator.get(f"/people/{person.id}").text
    assert not PASSWORD.findall(page) and "新同事" in page


def test_a_refused_person_comes_back_with_what_was_typed(as_: As) -> None:
    answer = as_("administrator").post("/people/", data=NEW | {"email": "owner@office.example"})
    assert answer.status_code == 422
    assert "本单位已有人使用这个邮箱" in answer.text and "新同事" in answer.text


def test_a_list_is_looked_at_before_anything_is_created(as_: As, app: Flask) -> None:
    administrator = as_("administrator")
    page = administrator.post("/people/list", data={"people": LIST})
    assert page.status_code == 200 and "/people/list/create" in page.text
    with app.app_context():
        assert person_by_email("zhang@office.example") is None
    made = administrator.post("/people/list/create", data={"people": LIST})
    assert made.status_code == 201 and len(set(PASSWORD.findall(made.text))) == 2
    with app.app_context():
        assert person_by_email("zhang@office.example") is not None


def test_one_fault_and_nobody_is_created(as_: As, app: Flask) -> None:
    text = LIST + "王五,owner@office.example\n"
    administrator = as_("administrator")
    page = administrator.post("/people/list", data={"people": text})
    assert "本单位已有人使用这个邮箱" in page.text and "/people/list/create" not in page.text
    assert administrator.post("/people/list/create", data={"people": text}).status_code == 422
    with app.app_context():
        assert person_by_email("zhang@office.example") is None


def test_a_reset_shows_a_new_password_and_ends_old_sessions(
    as_: As, app: Flask, world: World
) -> None:
    owner = as_("owner")
    assert owner.get("/account/").status_code == 200
    answer = as_("administrator").post(f"/people/{world.ids['owner']}/password")
    shown = PASSWORD.findall(answer.text)
    assert owner.get("/account/").status_code == 303
    with app.app_context():
        assert matches(shown[0], world.person("owner").password_hash)


def test_roles_and_names_are_kept_on_the_page_of_a_person(
    as_: As, app: Flask, world: World
) -> None:
    path = f"/people/{world.ids['owner']}"
    form = {
        "name": "改名",
        "email": "owner@office.example",
        "department": "新部门",
        "is_editor": "1",
    }
    assert as_("administrator").post(path, data=form).status_code == 303
    with app.app_context():
        person = world.person("owner")
        assert (person.name, person.is_editor) == ("改名", True)
        assert person.department is not None and person.department.name == "新部门"


def test_the_last_administrator_is_told_why_not(as_: As, world: World) -> None:
    path = f"/people/{world.ids['administrator']}"
    form = {"name": "管理员甲", "email": "administrator@office.example"}
    answer = as_("administrator").post(path, data=form)
    assert answer.status_code == 422 and "最后一位管理员" in answer.text


def test_leaving_lists_what_is_in_hand_and_hands_it_over(as_: As, app: Flask, world: World) -> None:
    administrator, path = as_("administrator"), f"/people/{world.ids['owner']}/leave"
    page = administrator.get(path).text
    assert "（一）制度建设" in page and "2026 年度工作报告" in page
    keys = re.findall(r'<select[^>]* name="([^"]+)"', page)
    assert len(keys) == 2
    assert administrator.post(path, data={keys[0]: world.ids["outsider"]}).status_code == 422
    done = administrator.post(path, data=dict.fromkeys(keys, world.ids["outsider"]))
    assert done.location == "/people/"
    with app.app_context():
        assert not world.person("owner").active
        assert world.section("rules").owner_id == world.ids["outsider"]
    assert "责任人甲" in administrator.get("/people/").text
    assert "责任人甲" not in as_("outsider").get("/people/").text


def test_who_comes_back_is_let_in_with_a_new_password(as_: As, app: Flask, world: World) -> None:
    administrator, path = as_("administrator"), f"/people/{world.ids['outsider']}"
    assert administrator.post(f"{path}/leave").status_code == 303
    assert len(PASSWORD.findall(administrator.post(f"{path}/return").text)) == 1
    with app.app_context():
        assert world.person("outsider").active


def test_departments_are_added_renamed_and_removed(as_: As, app: Flask) -> None:
    administrator = as_("administrator")
    assert administrator.post("/people/departments", data={"name": "财务科"}).status_code == 303
    page = administrator.get("/people/departments").text
    made = re.findall(r'action="(/people/departments/\d+)"', page)[-1]
    assert administrator.post(made, data={"name": "综合科"}).status_code == 422
    assert administrator.post(made, data={"name": "财务处"}).status_code == 303
    assert administrator.post(made, data={"name": "x", "remove": "1"}).status_code == 303
    assert "财务处" not in administrator.get("/people/departments").text


def test_the_head_of_a_department_is_named_on_the_page(as_: As, app: Flask, world: World) -> None:
    administrator = as_("administrator")
    page = administrator.get("/people/departments").text
    made = re.findall(r'action="(/people/departments/\d+)"', page)[-1]
    head = str(world.ids["outsider"])
    form = {"name": "综合科", "head_id": head}
    assert administrator.post(made, data=form).status_code == 303
    assert f'value="{head}" selected' in administrator.get("/people/departments").text
    assert administrator.post(made, data={"name": "综合处"}).status_code == 303
    assert f'value="{head}" selected' in administrator.get("/people/departments").text


@pytest.mark.parametrize("what", ["", "/leave", "/password", "/return"])
def test_the_people_of_another_office_do_not_exist(
    as_: As, app: Flask, world: World, what: str
) -> None:
    """Even for somebody who administers an office of their own."""
    with app.app_context(), transaction():
        world.person("stranger").is_administrator = True
    path, client = f"/people/{world.ids['owner']}{what}", as_("stranger")
    assert client.post(path, data=NEW).status_code == 404
    if what in ("", "/leave"):
        assert client.get(path).status_code == 404
    with app.app_context():
        owner = db.session.get_one(Person, world.ids["owner"])
        assert owner.active and owner.name == "责任人甲" and owner.login_serial == 1
