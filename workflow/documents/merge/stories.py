"""Pass: the parts around the body, from what the ledger has collected."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TypeAlias

from workflow.documents.house.furniture import (
    DRAFT_HEAD,
    EVEN_FOOTER,
    NUMBERING,
    ODD_FOOTER,
    SETTINGS,
    STYLES,
)
from workflow.documents.house.properties import Properties, app_part, core_part, custom_part
from workflow.documents.merge.deflating import Block, Stream, block_of, stream
from workflow.documents.merge.filling import COMMENTS, DOCUMENT, ENDNOTES, EXTENDED, FOOTNOTES
from workflow.documents.merge.ledger import Ledger
from workflow.documents.merge.manuscript import Manuscript
from workflow.documents.merge.package import MAIN, Package
from workflow.documents.merge.rows import relations_part, row
from workflow.documents.merge.shell import shell, tags
from workflow.documents.merge.stylesheet import Keep
from workflow.documents.merge.surroundings import Surroundings, surroundings
from workflow.documents.profile import Profile

OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
EXTENDS = "http://schemas.microsoft.com/office/2011/relationships/commentsExtended"
PROPERTIES = "http://schemas.openxmlformats.org/package/2006/relationships/metadata"
Known: TypeAlias = Callable[[bytes, Callable[[], bytes]], Stream]
"""Of what is told, and what makes a part that depends on it and on all that was given out."""


def packed(
    body: Iterable[Block],
    ledger: Ledger,
    manuscript: Manuscript,
    profile: Profile,
    keep: Keep | None = None,
    known: Known | None = None,
) -> Package:
    """The whole document around the body, which is compressed already.

    ``known`` may have what depends on that which was given out alone, compressed as well.
    """
    around_all = surroundings(profile, manuscript.contents, ledger.note_kinds, keep)
    package = Package()
    package.files["_rels/.rels"] = _roots(bool(manuscript.identity))
    start, end = tags("w:document")
    around = block_of(start + b"<w:body>"), block_of(b"</w:body>" + end)
    document = stream([around[0], *body, around[1]])
    package.add("word/document.xml", document, f"{MAIN}.document.main+xml")
    relations = ledger.relations[DOCUMENT]
    for own, kind, name, data in _furniture(ledger, around_all, manuscript.draft_mark, known):
        package.add(f"word/{name}", data, f"{MAIN}.{kind}+xml")
        relations.fixed(own, f"{OFFICE}/{kind}", name)
    _add_notes(package, ledger, around_all)
    _add_comments(package, ledger)
    for story, one in ledger.relations.items():
        package.add_relations(f"word/{story}.xml", one.part())
    for name, data in ledger.brought.files.items():
        package.files[f"word/{name}"] = data
    package.sums |= {f"word/{name}": one for name, one in ledger.brought.sums.items()}
    package.media |= {f"word/{name}": one for name, one in ledger.brought.media.items()}
    _add_properties(package, manuscript)
    return package


def _furniture(
    ledger: Ledger, made: Surroundings, draft_mark: bool, known: Known | None
) -> list[tuple[str, str, str, bytes | Stream]]:
    """Parts of ours that always lie in the same place: id, kind, name, bytes."""
    found: list[tuple[str, str, str, bytes | Stream]] = [
        (STYLES, "styles", "styles.xml", shell("w:styles", ledger.styles.inner())),
        (NUMBERING, "numbering", "numbering.xml", _numbering(ledger, known)),
        (SETTINGS, "settings", "settings.xml", made.settings.encode()),
        (ODD_FOOTER, "footer", "footer1.xml", made.odd_footer.encode()),
        (EVEN_FOOTER, "footer", "footer2.xml", made.even_footer.encode()),
    ]
    if draft_mark:
        found.append((DRAFT_HEAD, "header", "header1.xml", made.header.encode()))
    return found


def _numbering(ledger: Ledger, known: Known | None) -> bytes | Stream:
    def make() -> bytes:
        return shell("w:numbering", ledger.numbering.inner())

    return known(tags("w:numbering")[0], make) if known else make()


def _add_notes(package: Package, ledger: Ledger, around: Surroundings) -> None:
    for story, before in ((FOOTNOTES, around.footnotes), (ENDNOTES, around.endnotes)):
        if not ledger.stories[story]:
            continue
        made = _streamed(f"w:{story}", before.encode(), ledger.stories[story].blocks)
        package.add(f"word/{story}.xml", made, f"{MAIN}.{story}+xml")
        ledger.relations[DOCUMENT].fixed(f"rId{story}", f"{OFFICE}/{story}", f"{story}.xml")


def _add_comments(package: Package, ledger: Ledger) -> None:
    if not ledger.stories[COMMENTS]:
        return
    made = _streamed("w:comments", b"", ledger.stories[COMMENTS].blocks)
    package.add(f"word/{COMMENTS}.xml", made, f"{MAIN}.comments+xml")
    ledger.relations[DOCUMENT].fixed("rIdcomments", f"{OFFICE}/comments", "comments.xml")
    extended = _streamed("w15:commentsEx", b"", ledger.stories[EXTENDED].blocks)
    package.add(f"word/{EXTENDED}.xml", extended, f"{MAIN}.commentsExtended+xml")
    ledger.relations[DOCUMENT].fixed("rIdextended", EXTENDS, "commentsExtended.xml")


def _streamed(root: str, before: bytes, blocks: Iterable[Block]) -> Stream:
    """A part whose root is around ``before`` and around what is compressed already."""
    start, end = tags(root)
    return stream([block_of(start + before), *blocks, block_of(end)])


def _add_properties(package: Package, manuscript: Manuscript) -> None:
    made = Properties(manuscript.title, manuscript.at, manuscript.creator)
    core = "application/vnd.openxmlformats-package.core-properties+xml"
    package.add("docProps/core.xml", core_part(made), core)
    extended = "application/vnd.openxmlformats-officedocument.extended-properties+xml"
    package.add("docProps/app.xml", app_part(made), extended)
    if manuscript.identity:
        custom = "application/vnd.openxmlformats-officedocument.custom-properties+xml"
        package.add("docProps/custom.xml", custom_part(manuscript.identity), custom)


def _roots(has_identity: bool) -> bytes:
    rows = [
        (f"{OFFICE}/officeDocument", "word/document.xml"),
        (f"{PROPERTIES}/core-properties", "docProps/core.xml"),
        (f"{OFFICE}/extended-properties", "docProps/app.xml"),
    ]
    if has_identity:
        rows.append((f"{OFFICE}/custom-properties", "docProps/custom.xml"))
    return relations_part(
        [row(f"rId{n}", kind, name, None) for n, (kind, name) in enumerate(rows, start=1)]
    )
