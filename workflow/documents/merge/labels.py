"""Automatic numbers of headings as they come out in the report, for its table of contents."""

from __future__ import annotations

import zlib
from collections.abc import Mapping, Sequence

from workflow.documents.merge.deflating import Block, stream
from workflow.documents.merge.ledger import Ledger
from workflow.documents.merge.shell import shell
from workflow.documents.word.numbering import Numbering
from workflow.documents.word.package import parse_xml
from workflow.documents.word.styles import Styles
from workflow.documents.word.tree import w


def labels(body: Sequence[Block], ledger: Ledger) -> Mapping[str, str]:
    """The number before the paragraph of each bookmark that begins within a paragraph.

    Lists count on from part to part, so the finished body is read once more, from its start.
    """
    raw = zlib.decompress(b"".join(stream(body).pieces), -zlib.MAX_WBITS)
    root = parse_xml(shell("w:body", raw))
    styles = Styles(parse_xml(shell("w:styles", ledger.styles.inner())))
    numbering = Numbering(parse_xml(shell("w:numbering", ledger.numbering.inner())), styles)
    found: dict[str, str] = {}
    for paragraph in root.iter(w("p")):
        label = numbering.label(paragraph)
        for mark in paragraph.iterchildren(w("bookmarkStart")) if label else ():
            found[mark.get(w("name"), "")] = label
    return found
