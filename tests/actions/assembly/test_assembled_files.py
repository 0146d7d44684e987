"""What a section holds beside its lines reaches the assembled document, and no other's does."""

from __future__ import annotations

import shutil
import zipfile
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import docx
import pytest
from flask import current_app

from tests.cast import World
from tests.pictures import pixel
from tests.rich import put_rich
from workflow.actions.assembly import assembling
from workflow.actions.assembly.house_styles import SAMPLE
from workflow.actions.work import transaction
from workflow.documents.errors import DocumentError
from workflow.documents.merge import assemble
from workflow.domain.terms import Verb


def job_of(world: World) -> assembling.Claim:
    asked = world.do_report("editor", Verb.ASSEMBLE).result.id
    with transaction() as work:
        job = assembling.claim(work, asked, "test")
    assert job is not None
    return job


def built(world: World) -> bytes:
    return assembling.build(job_of(world)).data


def test_pictures_tables_notes_and_islands_are_in_the_document(ctx: World) -> None:
    ctx.do("owner", Verb.SAVE, content=put_rich(ctx))
    with zipfile.ZipFile(BytesIO(built(ctx))) as zipped:
        names = zipped.namelist()
        media = [zipped.read(one) for one in names if one.startswith("word/media/")]
        notes = zipped.read("word/footnotes.xml").decode()
        document = zipped.read("word/document.xml").decode()
        links = zipped.read("word/_rels/document.xml.rels").decode()
    assert media == [pixel()]
    for said in ("按年计", "含期刊", "月度"):
        assert said in notes
    for said in ("小标题", "E=mc", "类别", "图1 走势", 'w:vertAlign w:val="superscript"'):
        assert said in document
    assert "https://a.example/b" in links


def test_what_was_kept_gives_the_same_bytes(ctx: World) -> None:
    ctx.do("owner", Verb.SAVE, content=put_rich(ctx))
    settings, job = current_app.extensions["settings"], job_of(ctx)
    first = assembling.build(job)
    assert list(settings.parts_folder.glob("*.text"))
    assert assembling.build(job) == first
    shutil.rmtree(settings.parts_folder.parent)
    settings.parts_folder.parent.write_bytes(b"a file where the folder should be")
    assert assembling.build(job) == first


@pytest.mark.parametrize("contents", [False, True])
def test_the_sample_has_the_same_bytes_kept_or_not(tmp_path: Path, contents: bool) -> None:
    manuscript = replace(SAMPLE, contents=contents)
    plain = assemble(manuscript)
    assert [assemble(manuscript, cache=tmp_path) for _ in range(2)] == [plain, plain]


def test_word_reads_the_table_as_it_was(ctx: World) -> None:
    ctx.do("owner", Verb.SAVE, content=put_rich(ctx))
    (table,) = docx.Document(BytesIO(built(ctx))).tables
    assert [[cell.text for cell in row.cells] for row in table.rows] == [
        ["类别", "数量", "数量"], ["图书", "12", "X"],
    ]  # fmt: skip


def test_a_file_gone_from_the_disk_stops_it_with_a_sentence(ctx: World) -> None:
    text = put_rich(ctx)
    ctx.do("owner", Verb.SAVE, content=text)
    current_app.extensions["files"].path(text["blocks"][6]["hash"]).unlink()
    with pytest.raises(DocumentError) as missing:
        built(ctx)
    assert missing.value.code == "blob"
