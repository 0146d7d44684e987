"""Cuts elements of a source: a copy whose ids are holes, and what the holes stand for."""

from __future__ import annotations

from collections.abc import Sequence

from lxml import etree

from workflow.documents.blobs import Blobs
from workflow.documents.chunk import Chunk
from workflow.documents.word.cutting.body import cut_body
from workflow.documents.word.cutting.bookmarks import Names
from workflow.documents.word.cutting.cut import Cut
from workflow.documents.word.cutting.known import Memory
from workflow.documents.word.cutting.sheet import Sheet
from workflow.documents.word.cutting.stock import House, Stock
from workflow.documents.word.source import Source


class Cutter:
    """Cuts one source; parts that a cut needs are kept in ``blobs``.

    What had to be left out is told by ``source.remarks``.
    """

    def __init__(
        self,
        source: Source,
        blobs: Blobs,
        shared: bool = True,
        house: House | None = None,
        names: Names | None = None,
        kept: Memory | None = None,
    ) -> None:
        """``shared``: the source's styles are as they came in its file. ``house``: the styles
        that are there wherever the cuts are set in; of these only the name comes along.
        ``names``: bookmarks besides those of the source. ``kept``: definitions of styles and
        lists that another process made.
        """
        self._stock = Stock(source, blobs, shared, house, names, kept)

    @property
    def bookmarks(self) -> Names:
        """The names that the source's bookmarks have, by their folded form."""
        return self._stock.bookmarks

    @property
    def sheet(self) -> Sheet:
        """The source's styles and lists."""
        return self._stock.sheet

    def cut(
        self, elements: Sequence[etree._Element], origin: str | None = None, comments: bool = False
    ) -> Chunk:
        """The elements as a chunk; they themselves are not changed.

        ``origin`` is the part that they come from, by default the main part: relations are
        its. The marks of comments go unless ``comments`` says that they come along.
        """
        return Cut(self._stock, comments).chunk(elements, origin)

    def cut_body(self, comments: bool = False, furniture: bool = False) -> Chunk:
        """All that stands in the body; its sections are holes, and stand in the needs.

        ``furniture`` says that headers and footers come along.
        """
        return cut_body(self._stock, comments, furniture)
