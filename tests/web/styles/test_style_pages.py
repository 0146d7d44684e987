"""House styles as pages: chosen by editors, changed by administrators, one office's only."""

from __future__ import annotations

import io
import re
import zipfile

import pytest
from flask import Flask

from tests.cast import World
from tests.conftest import As
from workflow.actions.assembly import house_styles
from workflow.actions.work import transaction
from workflow.documents.profile import PROFILES, to_json
from workflow.store.house_style import house_style_of
from workflow.web.styles import form as style_form

FORM = re.compile(r'<(?:input|select)[^>]* name="([a-z0-9_.]+)"')


def sent(**changed: str) -> dict[str, str]:
    """The form of GB/T 9704 as a browser would send it, with some fields changed."""
    data = to_json(PROFILES["gbt9704"])
    values = {
        path: "own" if value is None else ("1" if value is True else str(value))
        for path, value in style_form.shown(data).items()
        if value is not False
    }
    return values | {name.replace("__", "."): value for name, value in changed.items()}


def stored(app: Flask, world: World, name: str) -> dict[str, object] | None:
    with app.app_context():
        row = house_style_of(world.report.office_id, name)
        return None if row is None else row.data


@pytest.mark.parametrize("who", ["owner", "director", "reviewer"])
def test_styles_are_no_business_of_those_who_write(as_: As, who: str) -> None:
    for path in ("/styles/", "/styles/gbt9704", "/styles/gbt9704/sample.docx"):
        assert as_(who).get(path).status_code == 403


def test_editors_look_and_administrators_change(as_: As) -> None:
    page = as_("editor").get("/styles/gbt9704").text
    assert "<fieldset disabled>" in page and 'name="act"' not in page
    assert as_("editor").post("/styles/gbt9704", data=sent()).status_code == 403
    assert (
        as_("editor").post("/styles/", data={"base": "gbt9704", "title": "甲"}).status_code == 403
    )
    assert as_("editor").post("/styles/gbt9704/sheet", data=sent()).status_code == 403


def test_the_form_shows_millimetres_and_points_and_keeps_them(
    as_: As, app: Flask, world: World
) -> None:
    administrator = as_("administrator")
    page = administrator.get("/styles/gbt9704").text
    assert 'value="37.0"' in page and 'value="28.95"' in page and "三号（16 pt）" in page
    assert set(sent()) <= set(FORM.findall(page))
    answer = administrator.post("/styles/gbt9704", data=sent())
    assert answer.status_code == 303
    data = stored(app, world, "gbt9704")
    assert data is not None
    page_data = data["page"]
    assert isinstance(page_data, dict)
    assert abs(page_data["top"] - 2098) <= 3 and data["line"] == 579


def test_a_changed_field_is_stored_and_shown_again(as_: As, app: Flask, world: World) -> None:
    administrator = as_("administrator")
    changed = sent(page__top="34", latin="own", levels__cn_paren__bold="1", number__after=" -")
    assert administrator.post("/styles/gbt9704", data=changed).status_code == 303
    data = stored(app, world, "gbt9704")
    assert data is not None and data["latin"] is None
    assert data["page"]["top"] == 1928  # type: ignore[index]
    assert data["levels"]["cn_paren"]["bold"] is True  # type: ignore[index]
    assert data["number"]["after"] == " -"  # type: ignore[index]
    assert 'value="34.0"' in administrator.get("/styles/gbt9704").text


@pytest.mark.parametrize(
    ("field", "value"),
    [("line", "0.5"), ("page.top", "abc"), ("body.size", "9999"), ("page.left", "nan")],
)
def test_a_wrong_value_is_refused_beside_its_field_and_kept_in_sight(
    as_: As, app: Flask, world: World, field: str, value: str
) -> None:
    answer = as_("administrator").post("/styles/gbt9704", data=sent() | {field: value})
    assert answer.status_code == 422
    assert "版式没有保存" in answer.text and "field-error" in answer.text
    assert f'value="{value}"' in answer.text
    assert stored(app, world, "gbt9704") is None


def test_the_sheet_follows_the_form_before_anything_is_saved(
    as_: As, app: Flask, world: World
) -> None:
    administrator = as_("administrator")
    page = administrator.post("/styles/gbt9704/sheet", data=sent()).text
    assert "每页 22 行，每行 28 字" in page
    page = administrator.post("/styles/gbt9704/sheet", data=sent(line="29")).text
    assert "每页 21 行" in page
    assert "版式没有保存" in administrator.post("/styles/gbt9704/sheet", data=sent(line="1")).text
    assert stored(app, world, "gbt9704") is None


def test_copy_default_restore_and_remove(as_: As, app: Flask, world: World) -> None:
    administrator = as_("administrator")
    answer = administrator.post("/styles/", data={"base": "material", "title": "我办材料"})
    assert answer.status_code == 303
    own = answer.location.rpartition("/")[2]
    assert "我办材料" in administrator.get("/styles/").text
    assert administrator.post(f"/styles/{own}", data={"act": "default"}).status_code == 303
    assert administrator.post(f"/styles/{own}", data={"act": "remove"}).status_code == 422
    assert administrator.post("/styles/gbt9704", data={"act": "default"}).status_code == 303
    assert administrator.post(f"/styles/{own}", data={"act": "remove"}).status_code == 303
    assert administrator.get(f"/styles/{own}").status_code == 404
    administrator.post("/styles/gbt9704", data=sent(line="30"))
    assert administrator.post("/styles/gbt9704", data={"act": "restore"}).status_code == 303
    assert stored(app, world, "gbt9704") is None


def test_an_editor_gives_a_report_a_style_of_the_office(as_: As, app: Flask, world: World) -> None:
    with app.app_context(), transaction() as work:
        own = house_styles.copy(work, world.person("administrator"), "material", "我办材料").name
    editor = as_("editor")
    assert "我办材料" in editor.get(f"/reports/{world.report_id}/settings").text
    path = f"/reports/{world.report_id}/set_details"
    details = {"year": "2026", "director_id": str(world.ids["director"]), "profile": own}
    assert editor.post(path, data=details).status_code == 303
    with app.app_context():
        assert world.report.profile == own


def test_the_sample_is_a_document_in_the_style(as_: As) -> None:
    administrator = as_("administrator")
    administrator.post("/styles/gbt9704", data=sent(body__name="方正仿宋_GBK"))
    answer = administrator.get("/styles/gbt9704/sample.docx")
    with zipfile.ZipFile(io.BytesIO(answer.data)) as archive:
        document = archive.read("word/document.xml").decode()
    assert "方正仿宋_GBK" in document and "制度建设" in document


def test_a_style_with_contents_gives_a_document_with_them(as_: As) -> None:
    administrator = as_("administrator")
    administrator.post("/styles/gbt9704", data=sent(contents__on="1"))
    answer = administrator.get("/styles/gbt9704/sample.docx")
    with zipfile.ZipFile(io.BytesIO(answer.data)) as archive:
        document = archive.read("word/document.xml").decode()
    assert "Table of Contents" in document and document.count("PAGEREF") == 5


def test_another_office_s_style_reads_as_absent(as_: As, app: Flask, world: World) -> None:
    with app.app_context(), transaction() as work:
        own = house_styles.copy(work, world.person("administrator"), "material", "我办材料").name
    stranger = as_("stranger")
    for path in (f"/styles/{own}", f"/styles/{own}/sample.docx"):
        assert stranger.get(path).status_code == 404
    assert "我办材料" not in stranger.get("/styles/").text
