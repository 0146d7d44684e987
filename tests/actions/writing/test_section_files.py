"""What a draft names must be a file of its section; a file is on disk before its row."""

from __future__ import annotations

from typing import Any

import pytest
from flask import current_app

from tests.cast import World
from tests.pictures import content, picture, pixel
from workflow.actions.media import media_of
from workflow.actions.work import transaction
from workflow.actions.writing.section_files import SectionBlobs, SeveralBlobs
from workflow.documents.errors import DocumentError
from workflow.domain.machine import NotYet
from workflow.domain.terms import Verb
from workflow.store import SectionFile, db
from workflow.store.draft import drafts_of


def keep(world: World, data: bytes, section: str = "rules") -> str:
    blobs = SectionBlobs(world.section_ids[section])
    digest = blobs.put(data)
    with transaction() as work:
        blobs.record(work)
    return digest


def save(world: World, *blocks: dict[str, Any]) -> Any:
    return world.do("owner", Verb.SAVE, content=content(*blocks)).result


def test_a_file_is_on_disk_before_its_row(ctx: World) -> None:
    blobs = SectionBlobs(ctx.section_ids["rules"])
    digest = blobs.put(pixel(), "图 1.png")
    assert current_app.extensions["files"].read(digest) == pixel()
    assert blobs.get(digest) == pixel()
    assert db.session.query(SectionFile).count() == 0
    with transaction() as work:
        blobs.record(work)
    row = db.session.query(SectionFile).one()
    assert (row.hash, row.media, row.name, row.size) == (
        digest, "image/png", "图 1.png", len(pixel()),
    )  # fmt: skip


def test_the_same_bytes_have_one_row_a_section(ctx: World) -> None:
    assert keep(ctx, pixel()) == keep(ctx, pixel()) == keep(ctx, pixel(), "team")
    assert db.session.query(SectionFile).count() == 2


def test_content_may_name_the_files_of_its_section(ctx: World) -> None:
    draft = save(ctx, picture(keep(ctx, pixel())))
    assert draft.number == 1


def island(digest: str) -> dict[str, Any]:
    inline = {"type": "island", "hash": digest, "kind": "equation", "text": "x"}
    note = {"type": "note", "blocks": [{"id": "n", "type": "paragraph", "runs": [inline]}]}
    cell = {"blocks": [{"id": "c", "type": "paragraph", "runs": [note]}]}
    return {"id": "t", "type": "table", "rows": [[cell]]}


@pytest.mark.parametrize("make", [picture, island])
@pytest.mark.parametrize("whose", ["team", ""])
def test_a_file_of_another_section_is_refused_like_one_that_nobody_has(
    ctx: World, make: Any, whose: str
) -> None:
    digest = keep(ctx, pixel(), whose) if whose else "0" * 64
    with pytest.raises(NotYet) as refused:
        save(ctx, make(digest))
    assert "1 处图片或对象不是本部分的文件，没有保存" in str(refused.value.sentence)
    assert drafts_of(ctx.section_ids["rules"]) == []
    with pytest.raises(DocumentError):
        SectionBlobs(ctx.section_ids["rules"]).get(digest)


def test_restoring_and_renaming_keep_the_picture(ctx: World) -> None:
    digest = keep(ctx, pixel())
    save(ctx, picture(digest))
    ctx.write("owner", "只有文字。")
    ctx.do("owner", Verb.RESTORE, number=1)
    ctx.do_report("editor", Verb.RENAME, section_id=ctx.section_ids["rules"], title="新标题")
    head = ctx.section("rules").head
    assert head is not None and head.title == "新标题"
    assert head.content["blocks"][0]["hash"] == digest


def test_several_sections_are_read_without_the_database(ctx: World) -> None:
    mine, foreign = keep(ctx, pixel()), keep(ctx, pixel((1, 2, 3)), "team")
    blobs = SeveralBlobs([ctx.section_ids["rules"]])
    db.session.remove()
    assert blobs.get(mine) == pixel()
    with pytest.raises(DocumentError):
        blobs.get(foreign)


@pytest.mark.parametrize(
    ("data", "media"),
    [
        (pixel(), "image/png"),
        (b"\xff\xd8\xff\xe0JFIF", "image/jpeg"),
        (b"GIF89a...", "image/gif"),
        (b"II*\x00", "image/tiff"),
        (b"BM\x46\0\0\0\0\0\0\0\x36\0\0\0", "image/bmp"),
        (b"BM is how this sentence begins", "application/octet-stream"),
        (b"\x01\0\0\0" + bytes(36) + b" EMF", "image/x-emf"),
        (b"\xd7\xcd\xc6\x9a" + bytes(20), "image/x-wmf"),
        (b"\xef\xbb\xbf <svg xmlns='http://www.w3.org/2000/svg'/>", "image/svg+xml"),
        (b"<html><svg></svg></html>", "application/octet-stream"),
        (b"", "application/octet-stream"),
    ],
)
def test_media_is_told_by_the_bytes(data: bytes, media: str) -> None:
    assert media_of(data) == media
