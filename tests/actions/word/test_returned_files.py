"""A piece of a file that came back: its pictures are the section's, its remarks say news alone."""

from __future__ import annotations

import pytest

from tests.cast import World
from tests.pictures import pixel
from workflow.actions.word.returned import read_returned
from workflow.actions.word.section_upload import keep_piece
from workflow.actions.word.section_word import section_document
from workflow.actions.work import transaction
from workflow.actions.writing.section_files import StoredBlobs
from workflow.documents.content import Picture, from_text
from workflow.documents.parting import Piece
from workflow.documents.talk import Suggestion
from workflow.documents.word.limits import DEFAULT_LIMITS
from workflow.store.section_file import file_of

pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)


def test_a_picture_within_a_tracked_insertion_is_a_file_of_the_section(ctx: World) -> None:
    section = ctx.section("rules")
    digest = StoredBlobs().put(pixel())
    picture = Picture("", digest, "image/png", 9525, 9525)
    change = Suggestion("王局", "", "", blocks=(picture,))
    with transaction() as work:
        piece = Piece(section.id, from_text("一段。"), suggestions=(change,))
        keep_piece(work, ctx.person("owner"), section, "a.docx", piece)
    assert file_of(section.id, digest) is not None


def test_our_own_looks_are_no_news(ctx: World) -> None:
    ctx.write("owner", "全文一段。")
    data = section_document(ctx.scene(), ctx.section("rules"))
    read = read_returned("a.docx", data, DEFAULT_LIMITS, keep_changes=False)
    assert read.document.remarks == () and read.sections == [ctx.section_ids["rules"]]
