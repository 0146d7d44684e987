"""Written and read again, content is the same: any content, and all public files."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import HealthCheck, given, settings

from tests.documents.contents import BLOCK, HASHES, INLINE, contents, stocked
from tests.documents.reader.canonical import canonical
from tests.documents.reader.same import same
from tests.documents.writer.whole import Whole
from workflow.documents.blobs import MemoryBlobs
from workflow.documents.chunk import Chunk
from workflow.documents.content import Content
from workflow.documents.islands import store_island
from workflow.documents.profile import GB_T_9704
from workflow.documents.reader import read_word
from workflow.documents.word.safety import check_upload
from workflow.documents.writer import write_content

FIELD = '<w:fldSimple w:instr=" DATE "><w:r><w:t>域中的字</w:t></w:r></w:fldSimple>'
CONTROL = (
    "<w:sdt><w:sdtPr/><w:sdtContent><w:p><w:r><w:t>控件</w:t></w:r></w:p></w:sdtContent></w:sdt>"
)


def real() -> MemoryBlobs:
    """The store of ``contents``, with islands in it that a reader takes for islands again."""
    blobs = stocked()
    for place, island, xml in (("inline", INLINE, FIELD), ("block", BLOCK, CONTROL)):
        made = MemoryBlobs()
        digest = store_island(replace(island, chunk=Chunk((xml.encode(),))), made)
        blobs.kept[HASHES[place]] = made.get(digest)
    return blobs


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(contents())
def test_any_content_comes_back(content: Content) -> None:
    blobs = real()
    data = Whole(write_content(content, GB_T_9704, blobs), blobs).docx()
    check_upload("a.docx", data)
    found = read_word(data, MemoryBlobs()).content
    assert same(found, True) == same(canonical(content), True)
