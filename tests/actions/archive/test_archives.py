"""An archive proves offline who signed which words, and every change of it is found."""

from __future__ import annotations

import io
import json
import os
import stat
import zipfile
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from flask import current_app

from tests.approving import approved, archived, presented
from tests.cast import World
from workflow.actions.archive import archives
from workflow.actions.archive.contents import SHEET, Printed
from workflow.actions.archive.office_keys import key_fingerprint, office_key
from workflow.actions.assembly.manifest import manifest_hash, manifest_of
from workflow.actions.evidence.file import take
from workflow.actions.files import file_store
from workflow.documents.__main__ import main
from workflow.documents.archive import Proof, held, pack, root_of, verify
from workflow.documents.archive.keys import new_key, public_half, signed
from workflow.documents.archive.model import KEY, MANIFEST, SIGNATURE, STATEMENT, statement_bytes
from workflow.documents.errors import DocumentError
from workflow.documents.merge import deflating
from workflow.domain.machine import NotAllowed, NotYet, Stale
from workflow.domain.terms import ReportState, Verb
from workflow.store.approval import approvals_of
from workflow.store.notice import notices_of

pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
Files = dict[str, bytes]


@pytest.fixture
def archive(ctx: World, tmp_path: Path) -> Path:
    ctx.do("reviewer", Verb.COMMENT, kind="note", text="请核对数字。")
    approved(ctx, "同意印发")
    return written(file_store().read(archived(ctx).file_hash), tmp_path)


def written(data: bytes, folder: Path, name: str = "archive.zip") -> Path:
    path = folder / name
    path.write_bytes(data)
    return path


def prepared(ctx: World) -> archives.Prepared:
    """An archive of the report as it is, without any PDF."""
    return archives.prepare(ctx.report, Printed(), [])


def files_of(path: Path) -> Files:
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def rezipped(files: Files, path: Path) -> Path:
    with zipfile.ZipFile(path, "w") as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return path


def faults(proof: Proof) -> set[str]:
    return {one.place for one in proof.faults}


def test_it_holds_the_evidence_and_lists_it_by_hash(ctx: World, tmp_path: Path) -> None:
    taken = take("会议纪要.pdf", b"%PDF-1.7")
    ctx.do("owner", Verb.ATTACH, taken=taken, about="会议记录")
    approved(ctx, "同意印发")
    path = written(file_store().read(archived(ctx).file_hash), tmp_path)
    (listed,) = json.loads(files_of(path)["evidence.json"])
    assert (listed["heading"], listed["name"]) == ("（一）制度建设", "会议纪要.pdf")
    assert listed["sha256"] == taken.hash and listed["author"] == "责任人甲"
    assert listed["file"] == "evidence/0001-会议纪要.pdf"
    assert files_of(path)[listed["file"]] == b"%PDF-1.7"
    assert verify(path, approvals_of(ctx.report_id)[0].root).faults == ()


def test_an_archive_proves_each_section_and_its_signers(ctx: World, archive: Path) -> None:
    approval = approvals_of(ctx.report_id)[0]
    proof = verify(archive, approval.root)
    assert proof.faults == () and proof.how == "bytes" and proof.root == approval.root
    assert proof.approved_by == "主任甲" and proof.key == key_fingerprint(ctx.report.office_id)
    assert [one.heading for one in proof.sections] == [
        "", "（一）制度建设", "（二）队伍建设", "二、下一步安排",
    ]  # fmt: skip
    for one in proof.sections:
        assert one.ok and one.draft == 1
        assert [signer.person for signer in one.signers] == ["审核人甲", "会签人甲", "会签人乙"]
    assert ctx.report.state is ReportState.ARCHIVED


def test_the_root_is_told_in_the_notice_and_stands_on_the_sheet(ctx: World, archive: Path) -> None:
    root = approvals_of(ctx.report_id)[0].root
    told = next(one for one in notices_of(ctx.ids["editor"]) if one.kind == "approve")
    assert told.details["root"] == root
    sheet = Document(io.BytesIO(files_of(archive)[SHEET]))
    words = "\n".join(one.text for one in sheet.paragraphs)
    assert root in words and "同意印发" in words
    cells = [cell.text for row in sheet.tables[0].rows for cell in row.cells]
    assert {"（一）制度建设", "第1稿", "会签人乙"} <= set(cells)
    comments = Document(io.BytesIO(files_of(archive)["dispositions.docx"])).tables[0]
    assert "请核对数字。" in [cell.text for cell in comments.rows[1].cells]


def test_the_same_report_gives_the_same_archive(ctx: World, tmp_path: Path) -> None:
    approved(ctx)
    assert prepared(ctx) == prepared(ctx)


def _other_words(files: Files) -> None:
    name = next(one for one in files if one.startswith("drafts/"))
    stored = json.loads(files[name])
    stored["content"]["blocks"][0]["runs"][0]["text"] += "（改）"
    files[name] = json.dumps(stored).encode()


def _another_document(files: Files) -> None:
    document = Document(io.BytesIO(files["report.docx"]))
    document.paragraphs[2].add_run("另加的话")
    out = io.BytesIO()
    document.save(out)
    files["report.docx"] = out.getvalue()


def _another_signer(files: Files) -> None:
    stated = json.loads(files[STATEMENT])
    stated["sections"][0]["signers"][0]["person"] = "别人"
    files[STATEMENT] = statement_bytes(stated)


def _no_event(files: Files) -> None:
    files["events.jsonl"] = b"\n".join(files["events.jsonl"].splitlines()[:-3]) + b"\n"


def _more(files: Files) -> None:
    files["more.txt"] = b"x"


def _less(files: Files) -> None:
    del files[SHEET]


TAMPERED: dict[str, tuple[Callable[[Files], None], str]] = {
    "a draft": (_other_words, "drafts/"),
    "the document": (_another_document, "report.docx"),
    "a signer": (_another_signer, STATEMENT),
    "events": (_no_event, "events.jsonl"),
    "a file more": (_more, "more.txt"),
    "a file less": (_less, SHEET),
}


def test_whatever_is_changed_is_named(archive: Path, tmp_path: Path) -> None:
    """Also where the list is made anew and signed by another key."""
    root = json.loads(files_of(archive)[MANIFEST])["root"]
    for what, (tamper, place) in TAMPERED.items():
        files = files_of(archive)
        tamper(files)
        found = faults(verify(rezipped(files, tmp_path / "tampered.zip")))
        assert any(one.startswith(place) for one in found), what
        for name in (MANIFEST, SIGNATURE):
            files.pop(name)
        stated = json.loads(files[STATEMENT])
        own = new_key()
        items = [held(name, data) for name, data in files.items() if name != KEY]
        with (tmp_path / "anew.zip").open("wb") as out:
            pack(items, root_of(stated), public_half(own), partial(signed, own), out)
        again = verify(tmp_path / "anew.zip", root)
        assert what.startswith("a file") or again.faults, what


def test_a_document_of_another_edition_is_proved_by_its_words(
    archive: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The bytes differ, so it is not the file that was approved; what it says is still told.
    Packed otherwise the parts are the same; so they are where this system has another zlib.
    """
    files = files_of(archive)
    with zipfile.ZipFile(io.BytesIO(files["report.docx"])) as document:
        parts = {name: document.read(name) for name in document.namelist()}
    files["report.docx"] = rezipped(parts, tmp_path / "report.docx").read_bytes()
    proof = verify(rezipped(files, tmp_path / "other.zip"))
    assert proof.how == "parts" and faults(proof) == {"report.docx"}
    with monkeypatch.context() as another_zlib:
        another_zlib.setattr(deflating, "LEVEL", 1)
        proof = verify(archive)
    assert (proof.how, proof.ok) == ("parts", True)
    parts["docProps/app.xml"] = parts["docProps/app.xml"].replace(
        b"<Properties", b"<Properties ", 1
    )
    files["report.docx"] = rezipped(parts, tmp_path / "report.docx").read_bytes()
    proof = verify(rezipped(files, tmp_path / "other.zip"))
    assert proof.how == "text" and faults(proof) == {"report.docx"}
    parts["word/document.xml"] = parts["word/document.xml"].replace(
        "12期".encode(), "13期".encode()
    )
    files["report.docx"] = rezipped(parts, tmp_path / "report.docx").read_bytes()
    assert verify(rezipped(files, tmp_path / "other.zip")).how == ""
    _another_document(files)
    assert verify(rezipped(files, tmp_path / "other.zip")).how == ""


def test_another_root_and_no_archive_are_refused(
    archive: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["verify", str(archive), "--json"]) == 0
    found: dict[str, Any] = json.loads(capsys.readouterr().out)
    assert found["ok"] and len(found["sections"]) == 4 and not found["root_given"]
    assert main(["verify", str(archive), "--root", "0" * 64]) == 1
    assert "✗" in capsys.readouterr().out
    whole = archive.read_bytes()
    for data in (b"", b"PK\x03\x04", b"no zip at all", whole[:900], whole[:-300]):
        with pytest.raises(DocumentError):
            verify(written(data, tmp_path, "none.zip"))


def test_only_an_approved_report_is_archived_and_nothing_may_happen_meanwhile(ctx: World) -> None:
    presented(ctx)
    with pytest.raises(NotYet):
        prepared(ctx)
    with pytest.raises(NotAllowed):
        ctx.do_report("editor", Verb.ARCHIVE)
    seen = manifest_hash(manifest_of(ctx.scene()))
    ctx.do_report("director", Verb.APPROVE, seen=seen)
    with pytest.raises(NotAllowed):
        ctx.do_report("owner", Verb.ARCHIVE)
    made = prepared(ctx)
    ctx.do_report("director", Verb.WITHDRAW_APPROVAL, note="再看一遍")
    ctx.do_report("editor", Verb.PRESENT)
    ctx.do_report("director", Verb.APPROVE, seen=seen)
    with pytest.raises(Stale):
        ctx.do_report("editor", Verb.ARCHIVE, archive=made)
    assert ctx.report.state is ReportState.APPROVED


def test_the_key_is_for_the_server_alone_and_stays(ctx: World) -> None:
    first = office_key(1)
    assert office_key(1) == first != office_key(2)
    path = current_app.extensions["settings"].var / "keys" / "office-1.pem"
    assert stat.S_IMODE(os.stat(path).st_mode) == 0o600
    assert stat.S_IMODE(os.stat(path.parent).st_mode) == 0o700


def test_the_statement_says_what_the_trail_was(ctx: World) -> None:
    approved(ctx)
    approval = approvals_of(ctx.report_id)[0]
    assert approval.statement is not None and root_of(approval.statement) == approval.root
    headings = {one["heading"]: len(one["signers"]) for one in approval.statement["sections"]}
    assert set(headings.values()) == {3} and "（一）制度建设" in headings
    assert approval.statement["trail"]["events"] == ctx.report.trail_count - 1


def test_who_answered_for_what_is_in_it(ctx: World, archive: Path) -> None:
    files = files_of(archive)
    duties = json.loads(files["responsibility.json"])
    assert [one["number"] for one in duties] == [1, 2, 3, 4]
    first = duties[1]
    assert (first["section"], first["owner"], first["state"]) == (
        "（一）制度建设", "责任人甲", "signed_off",
    )  # fmt: skip
    assert first["contributors"] == ["协办人甲"] and first["nudges"] == 0
    assert first["deadline"] and first["finished_at"]
    rows = read_workbook(files["responsibility.xlsx"])
    assert "责任人甲" in rows and "已定稿" in rows and "催办次数" in rows


def read_workbook(data: bytes) -> str:
    """The texts of a workbook's cells (ECMA-376, shared strings or inline)."""
    with zipfile.ZipFile(io.BytesIO(data)) as book:
        return "".join(book.read(one).decode() for one in book.namelist() if one.endswith(".xml"))
