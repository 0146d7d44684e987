"""One cut: the passes that turn ids into holes, and the needs that they collect."""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterable
from functools import partial

from lxml import etree

from workflow.documents.chunk import Chunk, CommentBody, Pieces, Section
from workflow.documents.pieces import NAMESPACES, ROOT, inner_of, pieces_in
from workflow.documents.word.cutting.bookmarks import cut_bookmarks
from workflow.documents.word.cutting.drawings import bring_shape_types, cut_changes, cut_drawings
from workflow.documents.word.cutting.lists import cut_lists
from workflow.documents.word.cutting.naming import Naming
from workflow.documents.word.cutting.note_texts import cut_note
from workflow.documents.word.cutting.notes import (
    Thread,
    cut_comments,
    cut_notes,
    drop_comments,
    drop_notes,
)
from workflow.documents.word.cutting.plain import is_plain
from workflow.documents.word.cutting.prefixes import copied
from workflow.documents.word.cutting.relating import (
    REDECLARED,
    cut_relations,
    with_relation_holes,
)
from workflow.documents.word.cutting.stock import Stock
from workflow.documents.word.cutting.styles import cut_uses
from workflow.documents.word.cutting.texts import Texts
from workflow.documents.word.cutting.theme import name_fonts
from workflow.documents.word.cutting.tidy import bare, drop_remarks, drop_traces, tidy
from workflow.documents.word.plain_notes import PlainNote
from workflow.documents.word.tree import V, is_element, w

SHAPES = f"{{{V}}}*"
_NO_THREAD, _SAID = Thread(), tuple(map(w, ("author", "initials", "date")))
_EMPTY: Pieces = (b"<w:p/>",)
THEME = b"heme"
"""Of "theme", "asciiTheme" and their like."""


class Cut(Naming):
    """Made for one chunk and used up by it."""

    def __init__(self, stock: Stock, comments: bool) -> None:
        super().__init__(stock)
        self._keeps_comments = comments
        self._comments: dict[str, int] = {}
        self._texts: Texts | None = None

    def chunk(self, elements: Iterable[etree._Element], origin: str | None) -> Chunk:
        return self._finished(
            self._pieces(elements, origin or self._source.main, self._keeps_comments)
        )

    def whole(
        self, body: etree._Element, first: Callable[[etree._Element], tuple[Section, ...]]
    ) -> Chunk:
        """All that stands in the main part's body, which is used up.

        ``first`` gets what stood there, before it is cut, and gives its sections.
        """
        known, origin, source = self._stock.bookmarks, self._source.main, self._source
        scope = self._stock.scope(origin)
        if source.thinned.groups:
            sheet = self._stock.sheet
            self._texts = Texts(source.thinned, sheet, source.remark)
        if scope.usual and known is not None:
            root = body
            drop_remarks(root)
        else:
            root = self._copy(body, origin)
        sections = first(root)
        return self._finished(self._cut(root, origin, self._keeps_comments, notes=True), sections)

    def _finished(self, pieces: Pieces, sections: tuple[Section, ...] = ()) -> Chunk:
        self._answer()
        self._define_all()
        return Chunk(pieces, self._builder.needs(sections))

    def _pieces(
        self, elements: Iterable[etree._Element], origin: str, comments: bool, notes: bool = True
    ) -> Pieces:
        return self._cut(self._copy(elements, origin), origin, comments, notes)

    def _copy(self, elements: Iterable[etree._Element], origin: str) -> etree._Element:
        root = etree.Element(ROOT, nsmap=NAMESPACES)
        scope = self._stock.scope(origin)
        root.extend(copied(one, scope) for one in elements if is_element(one))
        return root

    def _cut(self, root: etree._Element, origin: str, comments: bool, notes: bool) -> Pieces:
        mentions, remark = self._source.mentions(origin), self._source.remark
        cut_comments(root, self._comment) if comments else drop_comments(root)
        cut_notes(root, self._note) if notes else drop_notes(root)
        has_theme = mentions.any(THEME)
        tidy(root, remark, has_theme)
        if has_theme:
            name_fonts(root, self._stock.fonts)
        texts = self._texts_of(origin)
        cut_uses(root, self._style, partial(texts.meet_styles, self._style) if texts else None)
        cut_lists(root, self._list, partial(texts.meet_lists, self._list) if texts else None)
        cut_changes(root, self._builder)
        may_have = self._stock.scope(origin).drawn
        has_shapes = may_have and next(root.iter(SHAPES), None) is not None
        if has_shapes:
            bring_shape_types(root, self._stock.shape_types(origin))
        cut_bookmarks(root, self._stock.bookmarks, self._builder, remark)
        cut_drawings(root, self._builder, has_shapes)
        return self._written(root, origin)

    def _written(self, root: etree._Element, origin: str) -> Pieces:
        """The root's pieces; holes for relations are set in the bytes where that can be."""
        drop_traces(root)
        data = inner_of(root)
        filled = None
        if not self._source.mentions(origin).any(b"relid") and not REDECLARED.search(data):
            filled = with_relation_holes(data, origin, self._stock, self._builder)
        if filled is None:
            cut_relations(root, origin, self._stock, self._builder)
            filled = inner_of(root)
        texts = self._texts_of(origin)
        return pieces_in(texts.filled(filled) if texts else filled)

    def _texts_of(self, origin: str) -> Texts | None:
        """Only of the main part some is set aside."""
        return self._texts if origin == self._source.main else None

    def _note(self, kind: str, own: str) -> int | None:
        note = self._found(kind, own)
        if note is None:
            self._source.remark("lost_note")
            return None
        pieces = self._body(note, kind)
        if kind == "footnotes":
            return self._builder.add_note(pieces)
        return self._builder.add_endnote(pieces)

    def _comment(self, own: str) -> int | None:
        comment = self._found("comments", own)
        if comment is None:
            self._source.remark("lost_comment")
            return None
        if own not in self._comments:
            thread = self._stock.threads.get(own, _NO_THREAD)
            pieces = self._body(comment, "comments")
            who, short, at = map(comment.get, _SAID)
            body = CommentBody(who or "", short or "", at or "", pieces, done=thread.done)
            self._comments[own] = self._builder.add_comment(body)
        return self._comments[own]

    def _found(self, kind: str, own: str) -> PlainNote | etree._Element | None:
        plain = self._source.plain_notes(kind)
        return self._source.note(kind, own) if plain is None else plain.by_id.get(own)

    def _body(self, note: PlainNote | etree._Element, kind: str) -> Pieces:
        """What stands within a note or comment, which holds one paragraph at least."""
        if not isinstance(note, PlainNote):
            return self._of_tree(note, kind) or _EMPTY
        known = cut_note(note, self._stock.sheet, self._style, self._source.remark)
        if known is None:
            tree = self._source.note(kind, note.said.get(w("id"), ""))
            assert tree is not None
            known = self._of_tree(tree, kind)
        return known or _EMPTY

    def _of_tree(self, holder: etree._Element, kind: str) -> Pieces:
        origin = self._source.related(kind)[0]
        if not self._stock.scope(origin).usual:
            return self._pieces(holder, origin, False, notes=False)
        root = copy.deepcopy(holder)
        bare(root)
        if is_plain(root) and not self._source.mentions(origin).any(THEME):
            cut_uses(root, self._style)
            return self._written(root, origin)
        return self._cut(root, origin, False, notes=False)

    def _answer(self) -> None:
        """Say which comment each answers, now that all have numbers."""
        if not self._comments:
            return
        for own, number in self._comments.items():
            thread = self._stock.threads.get(own)
            parent = self._comments.get(thread.parent, -1) if thread else -1
            if parent >= 0:
                self._builder.answer(number, parent)
