"""What hides in the XML of a Word file: entities, endless trees, too many pieces."""

import pytest

from tests.documents.crafted import paragraph, word_parts, zipped
from workflow.documents.errors import DocumentError
from workflow.documents.outline import outline_of
from workflow.documents.word.limits import Limits
from workflow.documents.word.package import parse_xml
from workflow.documents.word.safety import check_upload

SMALL = Limits(marks=1_000)


def with_part(name: str, content: bytes | str) -> bytes:
    return zipped({**word_parts(paragraph("一、甲")), name: content})


def code_of(data: bytes) -> str:
    with pytest.raises(DocumentError) as refused:
        check_upload("a.docx", data, SMALL)
    return refused.value.code


def test_a_document_of_too_many_pieces_is_refused() -> None:
    data = with_part("word/x.xml", "<a>" + "<b/>" * 1_000 + "</a>")
    assert code_of(data) == "too_complex"
    unnamed = with_part("word/x.dat", "<a>" + "<b/>" * 1_000 + "</a>")
    assert code_of(unnamed) == "too_complex"
    check_upload("a.docx", with_part("word/media/a.png", b"\x89PNG" + b"<=" * 1_000), SMALL)


ENTITIES = '<!DOCTYPE a [<!ENTITY e "xxxxxxxxxx"><!ENTITY f "&e;&e;&e;">]><a>&f;</a>'
OUTSIDE = '<!DOCTYPE a [<!ENTITY e SYSTEM "file:///etc/hostname">]><a>&e;</a>'


@pytest.mark.parametrize("xml", [ENTITIES, OUTSIDE, "<a>", "", "<a>" * 400 + "</a>" * 400])
def test_entities_and_broken_or_endless_trees_are_refused(xml: str) -> None:
    with pytest.raises(DocumentError) as refused:
        parse_xml(xml.encode())
    assert refused.value.code == "damaged"


def test_a_document_with_entities_is_refused_whole() -> None:
    with pytest.raises(DocumentError):
        outline_of("a.docx", with_part("word/document.xml", OUTSIDE))
