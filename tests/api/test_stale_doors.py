"""unidoc/isms#197: changed text makes a sign-off stale, says whom it concerns, and no door lets it
through: neither presenting, approving nor archiving, by the pages or by the interface.
"""

from __future__ import annotations

import pytest
from flask import Flask

from tasks.archiving import run_archiving
from tests.api.conftest import Scripts
from tests.approving import all_signed, approved, assembled, presented
from tests.cast import World
from tests.conftest import As
from tests.counting import statements
from workflow.actions.assembly.manifest import manifest_hash, manifest_of
from workflow.actions.work import transaction
from workflow.actions.writing import drafts
from workflow.documents.content import from_text, to_json
from workflow.domain.terms import ArchivingState, ReportState, SectionState, Verb
from workflow.store.approval import approvals_of
from workflow.store.archive import archive_of
from workflow.store.archiving import archiving_of

pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
SIGNERS = ("审核人甲（初审，第 1 稿）", "会签人甲（会签，第 1 稿）", "会签人乙（会签，第 1 稿）")
CHANGED = "（一）制度建设"


def slipped(world: World) -> str:
    """Other words under the signatures, past every row of the table, as a fault in the code would
    put them there; gives the hash of the manifest that there is then.
    """
    with transaction() as work:
        section, author = world.section(), world.person("owner")
        drafts.append(work, section, author, from_text("签署之后改动的正文,培训15期。"), "save")
    assert world.section().state is SectionState.SIGNED_OFF
    return manifest_hash(manifest_of(world.scene()))


def test_an_amended_text_says_who_decides_again_and_is_not_presented(
    app: Flask, world: World, as_: As, script: Scripts
) -> None:
    """unidoc/isms#197: on the pages of the section, the report and the list, and at the door."""
    report = f"/reports/{world.report_id}"
    with app.app_context():
        all_signed(world)
        assembled(world)
        assert "重新审定" not in as_("editor").get("/reports").text
        world.do("editor", Verb.AMEND, content=to_json(from_text("统稿人改过,培训13期。")))
        assembled(world)
    for page in (f"/sections/{world.section_ids['rules']}", report):
        shown = as_("owner").get(page).text
        assert all(one in shown for one in SIGNERS), page
    assert "1 个部分在签署后有改动，须重新审定" in as_("owner").get("/reports").text
    refused = as_("editor").post(f"{report}/present")
    assert refused.status_code == 422 and f"未定稿：{CHANGED}" in refused.text
    assert script("editor").post(f"{report}/present", json={}).status_code == 422


def test_a_signed_section_with_other_words_is_not_presented(
    app: Flask, world: World, as_: As, script: Scripts
) -> None:
    """unidoc/isms#197, the door of presenting."""
    report = f"/reports/{world.report_id}"
    with app.app_context():
        all_signed(world)
        slipped(world)
        assembled(world)
    words = f"定稿之后内容又有变动：{CHANGED}"
    for address in (f"{report}/present", f"{report}/approval/present"):
        refused = as_("editor").post(address)
        assert refused.status_code == 422 and words in refused.text
    answer = script("editor").post(f"{report}/present", json={})
    assert answer.status_code == 422 and words in answer.get_json()["detail"]
    shown = as_("editor").get(f"{report}/approval").text
    assert all(one in shown for one in SIGNERS) and "未定稿" in shown
    with app.app_context():
        assert world.report.state is ReportState.COLLECTING


@pytest.mark.parametrize("verb", ["approve", "approve_conditionally"])
def test_a_presented_report_with_other_words_is_not_approved(
    app: Flask, world: World, as_: As, script: Scripts, verb: str
) -> None:
    """unidoc/isms#197, the doors of approving; whoever saw the text before is told that too."""
    report = f"/reports/{world.report_id}"
    with app.app_context():
        presented(world)
        before = manifest_hash(manifest_of(world.scene()))
        now = slipped(world)
        assembled(world)
    director, by_script = as_("director"), script("director")
    edit = {"section_id": world.section_ids["rules"], "quote": "15期", "replacement": "16期"}
    more = {"edits": [edit]} if verb == "approve_conditionally" else {}
    for seen, status, words in ((before, 409, "已不是最新稿"), (now, 422, CHANGED)):
        refused = director.post(f"{report}/approval/{verb}", data={"seen": seen})
        assert refused.status_code == status and words in refused.text
        answer = by_script.post(f"{report}/{verb}", json={"seen": seen, **more})
        assert answer.status_code == status and words in answer.get_json()["detail"]
    with app.app_context():
        assert world.report.state is ReportState.AWAITING_APPROVAL
        assert approvals_of(world.report_id) == []


def test_an_approved_report_with_other_words_is_not_archived(
    app: Flask, world: World, as_: As, script: Scripts
) -> None:
    """unidoc/isms#197, the door of archiving: when it is asked for, and when the worker is done."""
    report = f"/reports/{world.report_id}"
    words = f"签批之后内容又有变动：{CHANGED}"
    with app.app_context():
        approved(world)
        asked = world.do_report("editor", Verb.ARCHIVE).result.id
        slipped(world)
        run_archiving(asked)
        row = archiving_of(world.report_id)
        assert row is not None and row.state is ArchivingState.FAILED and words in row.error
    refused = as_("editor").post(f"{report}/archive")
    assert refused.status_code == 422 and words in refused.text
    answer = script("editor").post(f"{report}/archive", json={})
    assert answer.status_code == 422 and words in answer.get_json()["detail"]
    with app.app_context():
        assert world.report.state is ReportState.APPROVED and archive_of(world.report_id) is None
        world.do_report("director", Verb.WITHDRAW_APPROVAL, note="正文有变动")
        world.do("editor", Verb.REOPEN, note="重新审定")
        world.do("owner", Verb.SUBMIT)
        for who in ("reviewer", "countersigner", "second_countersigner"):
            world.do(who, Verb.PASS)
        assert manifest_of(world.scene())["all_signed"]


def test_the_pages_ask_no_more_where_more_signatures_are_stale(
    app: Flask, world: World, as_: As
) -> None:
    pages = (f"/reports/{world.report_id}", "/reports")
    with app.app_context():
        all_signed(world)
        for name, owner in (("preamble", "owner"), ("rules", "owner")):
            world.do("editor", Verb.REOPEN, name, note="再改")
            world.write(owner, "改过的正文。", name)
            if name == "preamble":
                few = [_asked(app, as_, page) for page in pages]
        many = [_asked(app, as_, page) for page in pages]
        assert all(after <= before for before, after in zip(few, many, strict=True))


def _asked(app: Flask, as_: As, page: str) -> int:
    client = as_("owner")
    client.get(page)
    with statements(app) as sent:
        assert client.get(page).status_code == 200
    return len(sent)
