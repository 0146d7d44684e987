"""Word files of any parts and relations, made by hand; and chunks joined with ids of a test."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from xml.sax.saxutils import quoteattr

from lxml import etree

from tests.documents.crafted import zipped
from workflow.documents.blobs import MemoryBlobs
from workflow.documents.chunk import Chunk, Needs, Pieces
from workflow.documents.pieces import NAMESPACES
from workflow.documents.word.cutting import Cutter
from workflow.documents.word.safety import check_upload
from workflow.documents.word.source import Source

OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
CHART = "application/vnd.openxmlformats-officedocument.drawingml.chart+xml"
W = f"{{{NAMESPACES['w']}}}"
SPACES = {
    **NAMESPACES,
    "c": "http://schemas.openxmlformats.org/drawingml/2006/chart",
    "dgm": "http://schemas.openxmlformats.org/drawingml/2006/diagram",
    "w16du": "http://schemas.microsoft.com/office/word/2023/wordml/word16du",
    "x": "urn:strange",
}
DECLARED = " ".join(f'xmlns:{prefix}="{uri}"' for prefix, uri in SPACES.items())


@dataclass(frozen=True, slots=True)
class Link:
    """A relation of a crafted part; ``outside`` is an external one."""

    id: str
    kind: str
    target: str
    outside: bool = False

    def row(self) -> str:
        kind = self.kind if ":" in self.kind else f"{OFFICE}/{self.kind}"
        mode = ' TargetMode="External"' if self.outside else ""
        target = quoteattr(self.target)
        return f'<Relationship Id="{self.id}" Type="{kind}" Target={target}{mode}/>'


@dataclass(slots=True)
class Crafted:
    """Parts by name, their relations by the owner's name, and content types by part."""

    parts: dict[str, str | bytes] = field(default_factory=dict)
    links: dict[str, list[Link]] = field(default_factory=dict)
    types: dict[str, str] = field(default_factory=dict)

    def add(self, name: str, content: str | bytes, media: str = "", *links: Link) -> Crafted:
        self.parts[name] = content
        if media:
            self.types[name] = media
        self.links.setdefault(name, []).extend(links)
        return self

    def link(self, *links: Link) -> Crafted:
        """Relations of the main part."""
        self.links.setdefault("word/document.xml", []).extend(links)
        return self

    def data(self) -> bytes:
        rows = {relations_name(owner): rels(links) for owner, links in self.links.items() if links}
        return zipped({"[Content_Types].xml": content_types(self.types), **self.parts, **rows})

    def source(self) -> Source:
        data = self.data()
        check_upload("a.docx", data)
        return Source.open(data)


def story(name: str, inner: str) -> str:
    """A root of WordprocessingML: ``document``, ``footnotes``, ``styles`` ..."""
    return f'<w:{name} {DECLARED} mc:Ignorable="w14 w15 w16du">{inner}</w:{name}>'


def crafted(body: str, *links: Link) -> Crafted:
    """A file with this body and these relations of its main part."""
    made = Crafted()
    made.links[""] = [Link("r1", "officeDocument", "word/document.xml")]
    main = story("document", f"<w:body>{body}</w:body>")
    return made.add("word/document.xml", main, f"{WORD}.document.main+xml", *links)


def with_story(made: Crafted, kind: str, inner: str, *links: Link) -> Crafted:
    """Adds ``word/<kind>.xml`` of the main part's: styles, numbering, footnotes ..."""
    made.link(Link(f"own-{kind}", kind, f"{kind}.xml"))
    return made.add(f"word/{kind}.xml", story(kind, inner), f"{WORD}.{kind}+xml", *links)


def content_types(types: Mapping[str, str]) -> str:
    rows = "".join(
        f'<Override PartName="/{name}" ContentType="{media}"/>' for name, media in types.items()
    )
    return (
        f'<Types xmlns="{PACKAGE}/content-types">'
        '<Default Extension="xml" ContentType="application/xml"/>'
        '<Default Extension="png" ContentType="image/png"/>'
        f"{rows}</Types>"
    )


def rels(links: list[Link]) -> str:
    inner = "".join(one.row() for one in links)
    return f'<Relationships xmlns="{PACKAGE}/relationships">{inner}</Relationships>'


def relations_name(owner: str) -> str:
    folder, file = posixpath.split(owner)
    return posixpath.join(folder, "_rels", file + ".rels")


def cut(
    source: Source, blobs: MemoryBlobs | None = None, *, comments: bool = False
) -> tuple[etree._Element, Needs]:
    """The whole body cut and joined, and what it needs."""
    chunk = Cutter(source, blobs or MemoryBlobs()).cut(list(source.body), comments=comments)
    return joined(chunk.pieces), chunk.needs


def joined(pieces: Pieces) -> etree._Element:
    """The pieces below a root as parts have it; a hole (kind, 3) becomes "kind3"."""
    inner = b"".join(
        one if isinstance(one, bytes) else f"{one[0].value}{one[1]}".encode() for one in pieces
    )
    declared = " ".join(f'xmlns:{prefix}="{uri}"' for prefix, uri in NAMESPACES.items())
    return etree.fromstring(b"<root " + declared.encode() + b">" + inner + b"</root>")


def every_pieces(chunk: Chunk) -> Iterator[Pieces]:
    """All pieces of a chunk: its own, and those of its needs."""
    needs = chunk.needs
    yield chunk.pieces
    yield from (*needs.notes, *needs.endnotes)
    yield from (one.pieces for one in needs.comments)
    yield from (one.xml for one in needs.styles)
    yield from (one.abstract for one in needs.lists)


def words(root: etree._Element) -> str:
    """All text of ``w:t``."""
    return "".join(one.text or "" for one in root.iter(f"{W}t"))


def values(root: etree._Element, name: str, attribute: str = "val") -> list[str | None]:
    """The attribute of every ``w:`` element of this name, in order."""
    return [one.get(W + attribute) for one in root.iter(W + name)]


def codes(source: Source) -> dict[str, int]:
    """The remarks' codes and counts."""
    return {one.code: one.count for one in source.remarks}


def run(inner: str) -> str:
    return f"<w:r>{inner}</w:r>"


def para(inner: str) -> str:
    return f"<w:p>{inner}</w:p>"


def text(said: str) -> str:
    return run(f'<w:t xml:space="preserve">{said}</w:t>')


def picture(own: str, alt: str = "", attribute: str = "embed", number: int = 1) -> str:
    """A run with a picture of DrawingML that names the relation ``own``."""
    return run(
        f'<w:drawing><wp:inline><wp:docPr id="{number}" name="p" descr="{alt}"/>'
        '<a:graphic><a:graphicData uri="p"><pic:pic><pic:blipFill>'
        f'<a:blip r:{attribute}="{own}"/></pic:blipFill></pic:pic></a:graphicData></a:graphic>'
        "</wp:inline></w:drawing>"
    )


def chart_run(own: str) -> str:
    """A run with a chart that names the relation ``own``."""
    return run(
        '<w:drawing><wp:inline><wp:docPr id="1" name="c" descr="图表"/><a:graphic>'
        f'<a:graphicData uri="c"><c:chart r:id="{own}"/></a:graphicData></a:graphic>'
        "</wp:inline></w:drawing>"
    )


def field_runs(*codes_: str, shown: str = "") -> str:
    """A field whose code is spread over runs."""
    inner = "".join(run(f'<w:instrText xml:space="preserve">{one}</w:instrText>') for one in codes_)
    return (
        run('<w:fldChar w:fldCharType="begin"/>')
        + inner
        + run('<w:fldChar w:fldCharType="separate"/>')
        + text(shown)
        + run('<w:fldChar w:fldCharType="end"/>')
    )
