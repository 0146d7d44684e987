"""Every act of the table by the interface: done, or refused with the sentence of the pages."""

from __future__ import annotations

import io
from typing import Any

import pytest
from flask import Flask

from tests.api.conftest import Scripts
from tests.cast import World
from tests.standing_in import away
from workflow.actions.work import transaction
from workflow.api.takes import REPORT_TAKES, SCHEMAS, SECTION_TAKES, rows_by_verb
from workflow.documents.content import from_text, to_json
from workflow.domain.terms import Thing, Verb
from workflow.web import takes
from workflow.web.report import forms as report_forms

ONE_DATABASE = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)


def content(text: str) -> dict[str, Any]:
    return to_json(from_text(text))


def test_every_verb_of_the_table_has_its_schema_and_no_other_has() -> None:
    for thing in Thing:
        assert set(SCHEMAS[thing]) == set(rows_by_verb(thing))
    assert set(SECTION_TAKES) <= set(rows_by_verb(Thing.SECTION))
    assert set(REPORT_TAKES) <= set(rows_by_verb(Thing.REPORT))


def test_what_a_form_can_give_a_program_can_give_too() -> None:
    assert set(takes.TAKES) <= set(SECTION_TAKES) | set(REPORT_TAKES)
    assert set(report_forms.TAKES) <= set(REPORT_TAKES)


def test_a_section_goes_from_its_first_draft_to_the_last_signature(
    world: World, script: Scripts
) -> None:
    here = f"/sections/{world.section_ids['rules']}"
    owner = script("owner")
    done = owner.act(f"{here}/save", seen="", content=content("完成制度 12 项。"))
    seen = str(done["section"]["head"]["id"])
    assert done["section"]["head"]["number"] == 1 and "第 1 稿" in done["sentence"]
    done = owner.act(f"{here}/submit", seen=seen)
    assert done["section"]["state"] == "in_review" and "审核人甲" in done["section"]["where"]
    verbs = {one["verb"]: one for one in script("reviewer").ask(here)["actions"]}
    assert verbs["pass"] == {
        "verb": "pass",
        "label": "通过",
        "ready": True,
        "why": None,
        "note": "optional",
        "needs_seen": True,
    }
    script("reviewer").act(f"{here}/pass", seen=seen, note="可以")
    script("countersigner").act(f"{here}/pass", seen=seen)
    done = script("second_countersigner").act(f"{here}/pass", seen=seen)
    assert done["section"]["state"] == "signed_off"
    trail = script("editor").ask(f"/reports/{world.report_id}/trail?limit=5")
    assert [one["verb"] for one in trail["events"][:4]] == ["pass", "pass", "pass", "submit"]
    assert trail["events"][0]["previous"] == trail["events"][1]["hash"]


@ONE_DATABASE
def test_out_of_turn_on_an_old_draft_and_too_early_are_refused_with_the_sentence(
    world: World, script: Scripts
) -> None:
    """docusealco/docuseal#481, getprobo/probo#1401."""
    here = f"/sections/{world.section_ids['rules']}"
    owner = script("owner")
    refused = owner.post(f"{here}/submit", json={"seen": ""})
    assert refused.status_code == 422 and refused.get_json()["code"] == "not_yet"
    assert "还没有稿件" in refused.get_json()["detail"]
    first = owner.act(f"{here}/save", seen="", content=content("第一句。"))["section"]["head"]["id"]
    second = owner.act(f"{here}/save", seen=str(first), content=content("第二句。"))
    owner.act(f"{here}/submit", seen=str(second["section"]["head"]["id"]))
    refused = script("countersigner").post(f"{here}/pass", json={"seen": str(first)})
    assert refused.status_code == 403 and "审核人" in refused.get_json()["detail"]
    refused = script("reviewer").post(f"{here}/pass", json={"seen": str(first)})
    assert refused.status_code == 409 and refused.get_json()["code"] == "stale"
    refused = script("owner").post(f"{here}/pass", json={"seen": str(first)})
    assert refused.status_code == 403


@ONE_DATABASE
def test_what_is_sent_wrongly_is_said_field_by_field(world: World, script: Scripts) -> None:
    here, editor = f"/sections/{world.section_ids['rules']}", script("editor")
    wrong = editor.post(f"{here}/assign", json={"owner_id": "x", "due_on": "soon", "other": 1})
    assert wrong.status_code == 422
    assert set(wrong.get_json()["errors"]) == {"owner_id", "due_on", "other"}
    for sent in ("[1]", "{", "[" * 100_000):
        answer = editor.post(f"{here}/assign", data=sent, content_type="application/json")
        assert answer.status_code == 400 and "没有任何改动" in answer.get_json()["detail"]
    assert editor.post(f"{here}/assign", data="owner_id=1").status_code == 415
    assert editor.post(f"{here}/fly", json={}).status_code == 404
    assert editor.get("/sections/999999").status_code == 404


@ONE_DATABASE
def test_the_report_is_answered_with_its_outline_and_acts(world: World, script: Scripts) -> None:
    editor = script("editor")
    found = editor.ask(f"/reports/{world.report_id}")
    assert [one["level"] for one in found["sections"]] == [0, 1, 2, 2, 1]
    assert found["sections"][1]["kind"] == "heading"
    assert {one["verb"] for one in found["actions"]} >= {"assemble", "present", "cancel"}
    present = next(one for one in found["actions"] if one["verb"] == "present")
    assert not present["ready"] and "未定稿" in present["why"]
    done = editor.act(f"/reports/{world.report_id}/assemble")
    assert done["report"]["assemblies"][0]["state"] == "queued"
    renamed = editor.act(f"/reports/{world.report_id}/rename", title="新标题")
    assert renamed["report"]["title"] == "新标题"
    assert [one["id"] for one in editor.ask("/reports")["reports"]] == [world.report_id]


@ONE_DATABASE
def test_the_desk_says_what_is_asked_and_what_is_awaited(world: World, script: Scripts) -> None:
    desk = script("owner").ask("/desk")
    assert {one["ask"] for one in desk["asked"]} == {"write"}
    assert world.section_ids["rules"] in {one["section_id"] for one in desk["asked"]}


@ONE_DATABASE
def test_evidence_and_word_files_come_with_the_act(world: World, script: Scripts) -> None:
    here, owner = f"/sections/{world.section_ids['rules']}", script("owner")
    file = (io.BytesIO(b"%PDF-1.7 file"), "2026.pdf")
    done = owner.post(f"{here}/attach", data={"file": file, "about": "2026"})
    assert done.status_code == 200, done.get_data(as_text=True)
    missing = owner.post(
        f"{here}/attach", data={"about": "记录"}, content_type="multipart/form-data"
    )
    assert missing.status_code == 422 and "没有收到文件" in missing.get_json()["detail"]
    not_word = (io.BytesIO(b"no such thing"), "a.docx")
    refused = owner.post(f"{here}/uploads", data={"file": not_word})
    assert refused.status_code == 422 and refused.get_json()["code"] == "not_yet"


@ONE_DATABASE
def test_an_english_reader_is_answered_in_english(
    app: Flask, world: World, script: Scripts
) -> None:
    owner = script("owner")
    with app.app_context(), transaction():
        world.person("owner").language = "en"
    refused = owner.post(f"/sections/{world.section_ids['rules']}/submit", json={"seen": ""})
    assert refused.get_json()["detail"] == "There is no draft yet: save one first."


@ONE_DATABASE
def test_a_deputy_decides_in_the_name_of_who_is_away(
    app: Flask, world: World, script: Scripts
) -> None:
    """documenso/documenso#3087."""
    here = f"/sections/{world.section_ids['rules']}"
    with app.app_context():
        world.write("owner", "完成制度 12 项。")
        world.do("owner", Verb.SUBMIT)
        away(world, "reviewer", deputy="outsider")
    deputy, absent = script("outsider"), world.ids["reviewer"]
    section = deputy.ask(here)
    assert section["deputy_for"] == [{"id": absent, "name": "审核人甲"}]
    assert "pass" not in {one["verb"] for one in section["actions"]}
    section = deputy.ask(f"{here}?on_behalf_of={absent}")
    assert "pass" in {one["verb"] for one in section["actions"]}
    seen = str(section["head"]["id"])
    done = deputy.act(f"{here}/pass", seen=seen, on_behalf_of=absent)
    assert "局外人甲" in done["sentence"] and "代审核人甲" in done["sentence"]
    refused = deputy.post(f"{here}/pass", json={"seen": seen, "on_behalf_of": world.ids["editor"]})
    assert refused.status_code == 403
