"""Which faces a document needs, and which of them a machine has only in another's shape."""

from __future__ import annotations

import io
import zipfile

import pytest

from tests.services import require
from workflow.documents.content import from_text
from workflow.documents.merge import Manuscript, Part, assemble
from workflow.documents.printing import as_pdf, page_count, substitutes
from workflow.documents.printing.faces import named_faces


def document(text: str = "一段正文。") -> bytes:
    return assemble(
        Manuscript("年度报告", (Part(0, None, "", "", "", False, from_text(text)),))
    ).data


def changed(data: bytes, old: str, new: str) -> bytes:
    """The same package with other words in its parts."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as before, zipfile.ZipFile(out, "w") as after:
        for name in before.namelist():
            after.writestr(name, before.read(name).replace(old.encode(), new.encode()))
    return out.getvalue()


def test_the_faces_are_those_of_the_text_and_of_its_styles_alone() -> None:
    faces = named_faces(document())
    assert faces == {"方正小标宋简体", "仿宋_GB2312", "宋体", "Times New Roman"}
    with zipfile.ZipFile(io.BytesIO(document())) as package:
        assert "楷体_GB2312" in package.read("word/styles.xml").decode()


def test_a_face_that_is_not_installed_is_named_with_what_stands_in_for_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    require("fonts")
    data = changed(document(), "方正小标宋简体", "不存在的字体-B05:S")
    data = changed(data, "仿宋_GB2312", "AR PL UMing CN")
    found = {one.face: one.by for one in substitutes(data) or ()}
    assert found["不存在的字体-B05:S"] and "AR PL UMing CN" not in found
    monkeypatch.setenv("PATH", "/nonexistent")
    assert substitutes(data) is None


@pytest.mark.libreoffice
def test_a_document_is_printed_with_every_face_inside() -> None:
    made = as_pdf(require("libreoffice"), document("第一段。\f第二段。"), 60)
    assert made.startswith(b"%PDF-") and page_count(made) == 1
    assert b"pdfaid:part" in made or b"/Metadata" in made
