"""Reads files made by hand, and says in short what came of it."""

from __future__ import annotations

from typing import Any

from tests.documents.word.packages import Crafted, Link, crafted, with_story
from tests.pictures import pixel
from workflow.documents.blobs import MemoryBlobs
from workflow.documents.content import block_text, from_json, to_json
from workflow.documents.content.json_out import substance
from workflow.documents.reader import Changes, ReadDocument, read_word
from workflow.documents.word.safety import check_upload

PNG = pixel()
IMAGE = Link("rPic", "image", "media/a.png")


def read_file(
    made: Crafted, changes: Changes = Changes.ACCEPT, blobs: MemoryBlobs | None = None
) -> ReadDocument:
    """What a crafted file is read as; its content is such as drafts may store."""
    data = made.data()
    check_upload("a.docx", data)
    read = read_word(data, blobs or MemoryBlobs(), changes=changes)
    assert from_json(to_json(read.content)) == read.content
    return read


def read(
    body: str, *links: Link, changes: Changes = Changes.ACCEPT, **stories: str
) -> ReadDocument:
    """A file with this body; ``styles``, ``numbering``, ``footnotes`` ... are inner XML."""
    made = crafted(body, *links)
    for kind, inner in stories.items():
        with_story(made, kind, inner)
    if IMAGE in links:
        made.add(f"word/{IMAGE.target}", PNG)
    return read_file(made, changes)


def blocks(found: ReadDocument) -> list[dict[str, Any]]:
    """The blocks as JSON without ids; a landscape one says so."""
    return [substance(one) for one in found.content.blocks]


def lines(found: ReadDocument) -> list[str]:
    """The text of each block, atoms as U+FFFC."""
    return [block_text(one) for one in found.content.blocks]


def runs(found: ReadDocument, block: int = 0) -> list[Any]:
    """The runs of a block as JSON."""
    line: list[Any] = blocks(found)[block]["runs"]
    return line


def remarks(found: ReadDocument) -> dict[str, int]:
    """How often each remark counts; all sentences are finished ones."""
    for one in found.remarks:
        assert one.zh.endswith("。") and one.en.endswith("."), one
    return {one.code: one.count for one in found.remarks}


def sentence(found: ReadDocument, code: str) -> str:
    return next(one.zh for one in found.remarks if one.code == code)


def style(own: str, inner: str = "", kind: str = "paragraph", name: str = "") -> str:
    return (
        f'<w:style w:type="{kind}" w:styleId="{own}"><w:name w:val="{name or own}"/>'
        f"{inner}</w:style>"
    )


def p(inner: str = "", properties: str = "") -> str:
    """A paragraph; text that is no XML becomes a run."""
    own = f"<w:pPr>{properties}</w:pPr>" if properties else ""
    return f"<w:p>{own}{inner if inner.startswith('<') else t(inner)}</w:p>"


def t(text: str, properties: str = "") -> str:
    """A run with its text."""
    own = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    said = f'<w:t xml:space="preserve">{text}</w:t>' if text else ""
    return f"<w:r>{own}{said}</w:r>"
