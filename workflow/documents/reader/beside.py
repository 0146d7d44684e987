"""Text that an island shows and that stands in parts of its own: charts, diagrams, files."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable, Iterator

from lxml import etree

from workflow.documents.errors import DocumentError
from workflow.documents.reader.text import text_of
from workflow.documents.reader.xml import Element, named, relation_id
from workflow.documents.word.parts import Parts
from workflow.documents.word.safety import open_upload
from workflow.documents.word.source import Source
from workflow.documents.word.tree import w

_CHART = "http://schemas.openxmlformats.org/drawingml/2006/chart"
_CHARTS = (
    f"{{{_CHART}}}chart",
    "{http://schemas.microsoft.com/office/drawing/2014/chartex}chart",
)
_NAMES = (f"{{{_CHART}}}strCache", f"{{{_CHART}}}multiLvlStrCache")
_VALUE, _PARAGRAPH, _TEXT = f"{{{_CHART}}}v", named("a", "p"), named("a", "t")
_DIAGRAM = "{http://schemas.openxmlformats.org/drawingml/2006/diagram}relIds"
_HTML = re.compile(rb"<(?:html|body|p|div|table)\b", re.IGNORECASE)
MOST_CHARACTERS = 200_000


def beside_text(elements: Iterable[Element], source: Source, origin: str) -> str:
    """The lines of all parts that the elements show; each line of a chart once."""
    found = [line for one in elements for line in _lines(one, source, origin)]
    return "\n".join(dict.fromkeys(one for one in found if one.strip()))[:MOST_CHARACTERS]


def _lines(element: Element, source: Source, origin: str) -> Iterator[str]:
    for one in element.iter(*_CHARTS, _DIAGRAM, w("altChunk")):
        own = relation_id(one, "dm") if one.tag == _DIAGRAM else relation_id(one)
        relation = source.relations(origin).get(own)
        if relation is None or not relation.target:
            continue
        if one.tag == w("altChunk"):
            yield from _file(source.bytes(relation.target) or b"")
            continue
        root = source.root(relation.target)
        if root is not None:
            yield from _drawn(root)


def _drawn(root: Element) -> Iterator[str]:
    """Titles and labels, then the names of a chart's categories and series."""
    for paragraph in root.iter(_PARAGRAPH):
        yield "".join(one.text or "" for one in paragraph.iter(_TEXT))
    for cache in root.iter(*_NAMES):
        yield from ((one.text or "").strip() for one in cache.iter(_VALUE))


def _file(data: bytes) -> Iterator[str]:
    """The text of an inserted Word file, web page or text; nothing of any other kind."""
    if zipfile.is_zipfile(io.BytesIO(data)):
        yield _word_text(data)
    elif _HTML.search(data[:5_000]):
        page = etree.fromstring(data, etree.HTMLParser(encoding=_encoding(data)))
        if page is not None:
            yield from (str(one).strip() for one in page.itertext(with_tail=True))
    else:
        try:
            yield data.decode("utf-8-sig")
        except UnicodeDecodeError:
            return


def _encoding(data: bytes) -> str | None:
    """UTF-8 where it is that; else what the page says of itself."""
    try:
        data.decode()
    except UnicodeDecodeError:
        return None
    return "utf-8"


def _word_text(data: bytes) -> str:
    try:
        return text_of([Parts(open_upload("inserted.docx", data)).main()])
    except DocumentError:
        return ""
