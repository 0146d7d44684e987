"""What a section holds beside its lines reaches the assembled document, and no other's does."""

from __future__ import annotations

import zipfile
from io import BytesIO

import docx
import pytest
from flask import current_app

from tests.cast import World
from tests.pictures import pixel
from tests.rich import put_rich
from workflow.actions import assembling
from workflow.actions.work import transaction
from workflow.documents.errors import DocumentError
from workflow.domain.terms import Verb


def built(world: World) -> bytes:
    asked = world.do_report("editor", Verb.ASSEMBLE).result.id
    with transaction() as work:
        job = assembling.claim(work, asked, "test")
    assert job is not None
    return assembling.build(job).data


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
