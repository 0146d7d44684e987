"""Files whose tree somebody has jumbled: read, or refused with a sentence, in both ways."""

from __future__ import annotations

import copy
import io
import random
import zipfile

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree

from tests.documents.contents import contents, stocked
from tests.documents.crafted import zipped
from tests.documents.writer.whole import Whole
from workflow.documents.blobs import MemoryBlobs
from workflow.documents.content import Content
from workflow.documents.errors import DocumentError
from workflow.documents.profile import GB_T_9704
from workflow.documents.reader import Changes, read_word
from workflow.documents.word.safety import check_upload
from workflow.documents.writer import write_content

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
WRAPPERS = ("ins", "del", "moveFrom", "sdt", "customXml", "hyperlink", "p", "tbl", "tr", "tc", "r")
STRAY = ("fldChar", "footnoteReference", "commentRangeStart", "bookmarkStart", "t", "sectPr")
VALUES = ("", "x", "-1", "0", "31680", "99999999999", "begin", "end", "restart", "page")


@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(contents(), st.integers(0, 2**32))
def test_a_jumbled_file_is_read_or_refused(content: Content, seed: int) -> None:
    written = write_content(content, GB_T_9704, stocked())
    data = _jumbled(Whole(written, stocked()).docx(), random.Random(seed))
    for changes in Changes:
        try:
            check_upload("a.docx", data)
            read = read_word(data, MemoryBlobs(), changes=changes)
        except DocumentError as refused:
            assert refused.zh.endswith("。") and refused.en
        else:
            assert all(one.zh.endswith("。") for one in read.remarks)


def _jumbled(data: bytes, chance: random.Random) -> bytes:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    for name in ("word/document.xml", "word/footnotes.xml", "word/numbering.xml"):
        root = etree.fromstring(parts[name])
        for _ in range(chance.randint(1, 8)):
            _jumble(root, chance)
        parts[name] = etree.tostring(root)
    return zipped(parts)


def _jumble(root: etree._Element, chance: random.Random) -> None:
    """One change: an element goes, comes twice, moves, is wrapped, or says something else."""
    found = [one for one in root.iter(etree.Element) if one.getparent() is not None]
    if not found:
        return
    one, other = chance.choice(found), chance.choice(found)
    parent = one.getparent()
    assert parent is not None
    step = chance.randrange(6)
    if step == 0:
        parent.remove(one)
    elif step == 1:
        other.append(copy.deepcopy(one))
    elif step == 2 and one is not other and one not in other.iterancestors():
        other.append(one)
    elif step == 3:
        wrapper = etree.Element(W + chance.choice(WRAPPERS))
        parent.replace(one, wrapper)
        wrapper.append(one)
    elif step == 4:
        stray = etree.SubElement(one, W + chance.choice(STRAY))
        stray.set(W + "fldCharType", chance.choice(VALUES))
        stray.set(W + "id", str(chance.randint(0, 3)))
    elif one.attrib:
        one.set(chance.choice(list(one.attrib)), chance.choice(VALUES))
