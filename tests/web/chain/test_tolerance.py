"""Which changes a stage has to see again: from the form of the chain to the archive."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from flask import Flask

from tests.approving import archived, assembled
from tests.cast import World
from tests.conftest import As
from workflow.actions.assembly.manifest import manifest_hash, manifest_of
from workflow.actions.files import file_store
from workflow.documents.archive import verify
from workflow.documents.content import from_text, to_json
from workflow.domain.terms import SectionState, Verb

pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
PEOPLE = ("reviewer", "countersigner", "second_countersigner")
SECTIONS = (
    *(("preamble", "owner"), ("rules", "owner")),
    *(("team", "second_owner"), ("next", "second_owner")),
)
TEXT = "《{}》的正文{}全年完成培训{}期。"


def chain_form(world: World) -> dict[str, Any]:
    """Three stages; the second one alone has to see every change again."""
    form: dict[str, Any] = {"stage": ["0", "1", "2"]}
    for at, (who, how) in enumerate(zip(PEOPLE, ("format", "none", "format"), strict=True)):
        form |= {
            f"name-{at}": f"第{at + 1}关",
            f"rule-{at}": "any",
            f"members-{at}": world.ids[who],
        }
        form[f"tolerates-{at}"] = how
    return form


def signed(world: World) -> None:
    for name, owner in SECTIONS:
        world.write(owner, TEXT.format(name, "，", 12), name)
        world.do(owner, Verb.SUBMIT, name)
        for who in PEOPLE:
            world.do(who, Verb.PASS, name)


def amended(app: Flask, world: World, as_: As, text: str) -> str:
    """The editor saves it by the form; what the page says then of signatures."""
    with app.app_context():
        seen = world.head()
    form = {"content": json.dumps(to_json(from_text(text))), "seen_draft": seen}
    url = f"/sections/{world.section_ids['rules']}/amend"
    page = as_("editor").post(url, data=form, follow_redirects=True).get_data(as_text=True)
    return page.split('class="stale-signatures"')[1].split("</p>")[0]


def test_each_stage_says_which_changes_it_has_to_see_again(
    app: Flask, world: World, as_: As, tmp_path: Path
) -> None:
    """Punctuation goes back to the strict stage alone, a number to all three; and the archive
    proves what each of them signed.
    """
    form = chain_form(world)
    assert as_("editor").post(f"/reports/{world.report_id}/set_chain", data=form).status_code == 303
    with app.app_context():
        signed(world)
    stale = amended(app, world, as_, TEXT.format("rules", "、", 12))
    assert "会签人甲（第2关，第 1 稿）" in stale and "第1关" not in stale and "第3关" not in stale
    with app.app_context():
        world.do("countersigner", Verb.PASS)
        assert world.section().state is SectionState.SIGNED_OFF
    stale = amended(app, world, as_, TEXT.format("rules", "、", 13))
    assert all(one in stale for one in ("第1关，第 1 稿", "第2关，第 2 稿", "第3关，第 1 稿"))
    with app.app_context():
        for who in PEOPLE:
            world.do(who, Verb.PASS)
    amended(app, world, as_, TEXT.format("rules", "，", 13))
    with app.app_context():
        world.do("countersigner", Verb.PASS)
        assembled(world)
        world.do_report("editor", Verb.PRESENT)
        seen = manifest_hash(manifest_of(world.scene()))
        world.do_report("director", Verb.APPROVE, seen=seen)
        row = archived(world)
        path = tmp_path / "archive.zip"
        path.write_bytes(file_store().read(row.file_hash))
        proof = verify(path, row.root)
    own = next(one for one in proof.sections if "制度" in one.heading)
    assert proof.ok and (own.draft, len(own.signers)) == (4, 3)
