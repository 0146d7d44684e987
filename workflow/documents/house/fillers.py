"""Paragraphs that only the file format asks for: they say nothing and take no room.

Between two tables, behind a table that ends a cell or the text, and where a section ends at
something that is no paragraph. Readers may leave them out: ``is_filler``.
"""

from __future__ import annotations

from workflow.documents.house.xml import Element, el, element, w

HAIR, GAP = 20, 200
"""Exact heights in twips: one nobody sees, and one between two tables."""
SIZE = "2"
TRACES = (w("bookmarkStart"), w("bookmarkEnd"), w("hyperlink"))


def filler(height: int = HAIR, properties: tuple[Element, ...] = ()) -> Element:
    """An empty paragraph; ``properties`` stand behind its rPr, such as a sectPr."""
    spacing = el("spacing", before=0, after=0, line=height, lineRule="exact")
    mark = element("rPr", el("sz", val=SIZE), el("szCs", val=SIZE))
    return element("p", element("pPr", spacing, mark, *properties))


def is_filler(paragraph: Element) -> bool:
    """Whether an empty paragraph is one of these: exact height, a letter of one point.

    Bookmarks, and links without words, may have come to stand in it when the paragraph
    before it was taken out.
    """
    properties = paragraph.find(w("pPr"))
    if properties is None or any(one.tag not in TRACES or len(one) for one in list(paragraph)[1:]):
        return False
    spacing, size = properties.find(w("spacing")), properties.find(f"{w('rPr')}/{w('sz')}")
    return (
        spacing is not None
        and spacing.get(w("lineRule")) == "exact"
        and size is not None
        and size.get(w("val")) == SIZE
    )
