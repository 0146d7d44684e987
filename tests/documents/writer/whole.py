"""A whole .docx around one written chunk, and its parts as trees."""

from __future__ import annotations

import io
import zipfile
from typing import Any
from xml.sax.saxutils import quoteattr

from lxml import etree

from workflow.documents.blobs import Blobs, MemoryBlobs
from workflow.documents.house.furniture import (
    EVEN_FOOTER,
    ODD_FOOTER,
    footer_part,
    notes_part,
    settings_part,
)
from workflow.documents.house.section_page import section_properties
from workflow.documents.house.xml import Element
from workflow.documents.merge.filling import COMMENTS, DOCUMENT, ENDNOTES, FOOTNOTES
from workflow.documents.merge.ledger import Ledger
from workflow.documents.merge.rows import relations_part, row
from workflow.documents.merge.shell import shell
from workflow.documents.pieces import NAMESPACES, pieces_of
from workflow.documents.profile import GB_T_9704, Profile
from workflow.documents.writer import Written

OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml"
MICROSOFT = "http://schemas.microsoft.com/office/2011/relationships/commentsExtended"
OWN = ("styles", "numbering", "settings", "footnotes", "endnotes", "comments")
EXTENDED = "commentsExtended"
W = f"{{{NAMESPACES['w']}}}"


class Whole:
    """``body``, ``footnotes``, ``endnotes``, ``comments``, ``numbering``: roots of the parts."""

    def __init__(
        self,
        written: Written,
        blobs: Blobs | None = None,
        profile: Profile = GB_T_9704,
        landscape: bool = False,
    ) -> None:
        self._ledger = ledger = Ledger(profile, blobs or MemoryBlobs())
        self._profile = profile
        body = ledger.take(written.chunk, 0)
        last = section_properties(profile, False, landscape=landscape)
        inner = b"".join(one for one in pieces_of(last) if isinstance(one, bytes))
        self.parts = {
            "document": shell("w:document", b"<w:body>" + body + inner + b"</w:body>"),
            "styles": shell("w:styles", ledger.styles.inner()),
            "numbering": shell("w:numbering", ledger.numbering.inner()),
            "settings": settings_part(profile, notes=("footnote", "endnote")),
            "footnotes": self._notes(FOOTNOTES, "footnote"),
            "endnotes": self._notes(ENDNOTES, "endnote"),
            "comments": shell("w:comments", b"".join(ledger.comments.bodies.open)),
            EXTENDED: shell("w15:commentsEx", b"".join(ledger.comments.extended.open)),
            "footer1": footer_part(profile, even=False),
            "footer2": footer_part(profile, even=True),
        }
        roots = {name: etree.fromstring(data) for name, data in self.parts.items()}
        self.body = roots["document"][0]
        self.footnotes, self.endnotes = roots["footnotes"], roots["endnotes"]
        self.comments, self.numbering = roots["comments"], roots["numbering"]
        self.extended = roots[EXTENDED]

    def _notes(self, story: str, kind: str) -> bytes:
        made = b"".join(self._ledger.stories[story].open)
        whole = etree.fromstring(shell(f"w:{kind}s", made))
        return notes_part(kind, list(whole))

    def leads_to(self, own: str) -> str:
        """Where the relation of this id of the document leads."""
        rows = etree.fromstring(self._ledger.relations[DOCUMENT].part() or b"<none/>")
        (target,) = [one.get("Target", "") for one in rows if one.get("Id") == own]
        return target

    def docx(self) -> bytes:
        """The package, as Word and LibreOffice open it."""
        files = {f"word/{name}.xml": data for name, data in self.parts.items()}
        files |= {f"word/{name}": data for name, data in self._ledger.brought.files.items()}
        document = self._ledger.relations[DOCUMENT]
        for number, name in enumerate(OWN):
            document.fixed(f"own{number}", f"{OFFICE}/{name}", f"{name}.xml")
        document.fixed("own9", MICROSOFT, f"{EXTENDED}.xml")
        document.fixed(ODD_FOOTER, f"{OFFICE}/footer", "footer1.xml")
        document.fixed(EVEN_FOOTER, f"{OFFICE}/footer", "footer2.xml")
        for story in (DOCUMENT, FOOTNOTES, ENDNOTES, COMMENTS):
            relations = self._ledger.relations[story].part()
            if relations:
                files[f"word/_rels/{story}.xml.rels"] = relations
        start = row("rId1", f"{OFFICE}/officeDocument", "word/document.xml", None)
        files["_rels/.rels"] = relations_part([start])
        files["[Content_Types].xml"] = self._types()
        stream = io.BytesIO()
        with zipfile.ZipFile(stream, "w") as archive:
            for name in sorted(files):
                archive.writestr(zipfile.ZipInfo(name), files[name])
        return stream.getvalue()

    def _types(self) -> bytes:
        kinds = {name: "document.main" if name == "document" else name for name in self.parts}
        rows = [(f"{n}.xml", f"{MAIN}.{k.rstrip('12')}+xml") for n, k in kinds.items()]
        rows += list(self._ledger.brought.media.items())
        inner = "".join(
            f"<Override PartName={quoteattr('/word/' + name)} ContentType={quoteattr(media)}/>"
            for name, media in rows
        )
        rels = "application/vnd.openxmlformats-package.relationships+xml"
        return (
            f'<Types xmlns="{PACKAGE}/content-types">'
            f'<Default Extension="rels" ContentType="{rels}"/>'
            f'<Default Extension="xml" ContentType="application/xml"/>{inner}</Types>'
        ).encode()


def found(root: Element, path: str) -> list[Element]:
    """What an XPath finds; the prefixes are those of NAMESPACES."""
    return list(_answers(root, path))


def values(root: Element, path: str) -> list[str]:
    """The strings, such as attributes, that an XPath finds."""
    return [str(one) for one in _answers(root, path)]


def _answers(root: Element, path: str) -> list[Any]:
    answer = root.xpath(path, namespaces=NAMESPACES)
    assert isinstance(answer, list)
    return answer


def text(root: Element) -> str:
    """All text below, that of deletions left out."""
    return "".join(values(root, ".//w:t/text()"))
