"""Kept parts made by hand, and the report that they go into, as trees."""

from __future__ import annotations

import io
import zipfile
from typing import Any

from lxml import etree

from tests.documents.word.packages import (
    Crafted,
    Link,
    W,
    crafted,
    para,
    picture,
    run,
    story,
    text,
    with_story,
)
from workflow.documents.blobs import MemoryBlobs
from workflow.documents.content import from_text
from workflow.documents.merge import Assembled, KeptPart, Manuscript, Part, Policy, assemble
from workflow.documents.merge.check import check

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
REPORT = Policy()
KEEP = Policy(headers="keep", styles="keep")


def kept(data: bytes, name: str = "a.docx", **heading: Any) -> KeptPart:
    return KeptPart(name, lambda: data, **heading)


def written(words: str) -> Part:
    return Part(1, None, "", words, "", False, from_text(words))


def merged(*parts: Part | KeptPart, policy: Policy = REPORT, **more: Any) -> Assembled:
    """The parts as one report, which the static check finds faultless."""
    made = assemble(Manuscript("", parts, policy=policy, **more), blobs=MemoryBlobs())
    assert check(made.data) == []
    return made


class Out:
    """The parts of a merged file: ``names``, and roots on demand."""

    def __init__(self, made: Assembled | bytes) -> None:
        data = made if isinstance(made, bytes) else made.data
        with zipfile.ZipFile(io.BytesIO(data)) as zipped:
            self.names = zipped.namelist()
            self.data = {name: zipped.read(name) for name in self.names}

    def root(self, name: str) -> etree._Element:
        return etree.fromstring(self.data[f"word/{name}.xml"])

    @property
    def body(self) -> etree._Element:
        return self.root("document")[0]

    def many(self, start: str) -> list[str]:
        """Names of parts in word/ that begin so."""
        return [one for one in self.names if one.startswith(f"word/{start}")]

    def linked(self, own: str) -> etree._Element:
        """The root of the part to which the document relates as ``own``."""
        rows = etree.fromstring(self.data["word/_rels/document.xml.rels"])
        (target,) = [one.get("Target") for one in rows if one.get("Id") == own]
        return etree.fromstring(self.data[f"word/{target}"])


def out(*parts: Part | KeptPart, policy: Policy = REPORT, **more: Any) -> Out:
    return Out(merged(*parts, policy=policy, **more))


def codes(made: Assembled) -> list[str]:
    return [one.code for one in made.warnings]


def section(kind: str = "", wide: bool = False, inner: str = "", references: str = "") -> str:
    """A w:sectPr on A4."""
    size = 'w:w="16838" w:h="11906" w:orient="landscape"' if wide else 'w:w="11906" w:h="16838"'
    begins = f'<w:type w:val="{kind}"/>' if kind else ""
    margins = '<w:pgMar w:top="1440" w:right="1800" w:bottom="1440" w:left="1800"/>'
    return f"<w:sectPr>{references}{begins}<w:pgSz {size}/>{margins}{inner}</w:sectPr>"


def ending(words: str, properties: str) -> str:
    """A paragraph at which a section ends."""
    return f"<w:p><w:pPr>{properties}</w:pPr>{text(words)}</w:p>"


def style(own: str, name: str, inner: str = "", kind: str = "paragraph", based: str = "") -> str:
    on = f'<w:basedOn w:val="{based}"/>' if based else ""
    return (
        f'<w:style w:type="{kind}" w:styleId="{own}"><w:name w:val="{name}"/>{on}{inner}</w:style>'
    )


def styled(own: str, words: str, inner: str = "") -> str:
    return f'<w:p><w:pPr><w:pStyle w:val="{own}"/>{inner}</w:pPr>{text(words)}</w:p>'


def with_header(made: Crafted, own: str, inner: str, kind: str = "header", *links: Link) -> Crafted:
    """Adds word/<own>.xml, a header or footer that the main part names as ``own``."""
    root = {"header": "hdr", "footer": "ftr"}[kind]
    made.link(Link(own, kind, f"{own}.xml"))
    return made.add(f"word/{own}.xml", story(root, inner), f"{WORD}.{kind}+xml", *links)


def header_reference(own: str, pages: str = "default", kind: str = "header") -> str:
    return f'<w:{kind}Reference w:type="{pages}" r:id="{own}"/>'


__all__ = [
    "Crafted", "Link", "W", "crafted", "para", "picture", "run", "text", "with_story",
]  # fmt: skip
