"""What an archive says of ticks, and of a signature whose stage let punctuation change since."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.approving import archived, assembled
from tests.cast import World
from workflow.actions.approval import sheet as approval_sheet
from workflow.actions.assembly.manifest import manifest_hash, manifest_of
from workflow.actions.chain import chains
from workflow.actions.files import file_store
from workflow.actions.work import transaction
from workflow.documents.archive import verify
from workflow.documents.archive.tolerated import stands
from workflow.documents.content import Content, content_hash, from_text, to_json
from workflow.domain.terms import StageRule, Tolerance, Verb
from workflow.store import Approval
from workflow.store.approval import approvals_of

pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
SECTIONS = (("preamble", "owner"), ("rules", "owner"), ("team", "second_owner"),
            ("next", "second_owner"))  # fmt: skip


def approved_with_other_punctuation(world: World) -> Approval:
    """One stage; after its pass the editor changes a comma of one section."""
    own = {
        "name": "一审",
        "rule": StageRule.ANY,
        "member_ids": [world.ids["reviewer"]],
        "checklist": ["数据与佐证材料一致"],
        "tolerates": Tolerance.FORMAT,
    }
    with transaction():
        chains.replace(world.report, [own])
    for name, owner in SECTIONS:
        world.write(owner, f"《{name}》正文，培训12期。", name)
        world.do(owner, Verb.SUBMIT, name)
        world.do("reviewer", Verb.PASS, name, ticks=[0])
    content = to_json(from_text("《rules》正文、培训12期。"))
    world.do("editor", Verb.AMEND, content=content)
    assembled(world)
    world.do_report("editor", Verb.PRESENT)
    seen = manifest_hash(manifest_of(world.scene()))
    world.do_report("director", Verb.APPROVE, seen=seen)
    return approvals_of(world.report_id)[0]


def test_the_statement_names_the_draft_that_was_signed_and_the_archive_proves_it(
    ctx: World, tmp_path: Path
) -> None:
    approval = approved_with_other_punctuation(ctx)
    assert approval.statement is not None
    told = {one["section"]: one["signers"][0] for one in approval.statement["sections"]}
    signer = told[ctx.section_ids["rules"]]
    assert signer["ticks"] == ["数据与佐证材料一致"]
    assert (signer["tolerates"], signer["draft"]) == ("format", 1)
    assert "tolerates" not in told[ctx.section_ids["team"]]
    sheet = approval_sheet.document(ctx.report, approval.statement, approval.root)
    assert sheet.startswith(b"PK")
    path = tmp_path / "archive.zip"
    path.write_bytes(file_store().read(archived(ctx).file_hash))
    assert verify(path, approval.root).faults == ()


@pytest.mark.parametrize(
    ("signed", "final", "good"),
    [
        ("正文，培训12期。", "正文、培训12期。", True),
        ("正文，培训12期。", "正文，培训13期。", False),
        ("正文，培训12期。", "正文，训练12期。", False),
    ],
)
def test_no_signature_stands_for_other_words_or_numbers(
    database_url: str, signed: str, final: str, good: bool
) -> None:
    drafts: dict[int, tuple[str, Content]] = {
        1: ("标题", from_text(signed)),
        2: ("标题", from_text(final)),
    }
    signer = {"hash": content_hash(*drafts[1]), "draft": 1, "tolerates": "format"}
    final_hash = content_hash(*drafts[2])
    assert stands(signer, final_hash, drafts.get, 2) == good
    assert not stands({**signer, "hash": "0" * 64}, final_hash, drafts.get, 2)
    assert not stands({"hash": signer["hash"]}, final_hash, drafts.get, 2)
