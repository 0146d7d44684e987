"""Styles and lists that one cut meets: the house style's own, and those that it brings along."""

from __future__ import annotations

from workflow.documents.chunk import ListDefinition, Pieces
from workflow.documents.needs import NeedsBuilder, folded_name
from workflow.documents.word.cutting.defined import defined
from workflow.documents.word.cutting.definition import Definition, taken
from workflow.documents.word.cutting.stock import Stock
from workflow.documents.word.cutting.styles import named_style


class Naming:
    """Each gets its number when it is met, and its definition at the end."""

    def __init__(self, stock: Stock) -> None:
        self._stock, self._source = stock, stock.source
        self._builder = NeedsBuilder()
        self._styles: dict[tuple[str, str], int] = {}
        self._lists: dict[str, int | None] = {}
        self._plain_lists: dict[str, int] = {}
        self._styles_due: list[tuple[int, str, str]] = []
        self._lists_due: list[tuple[int, str, bytes, str]] = []

    def _style(self, kind: str, own: str) -> int | None:
        known = self._styles.get((kind, own))
        if known is not None:
            return known
        own_name = self._stock.styles.name(kind, own)
        if own_name is None:
            self._source.remark("undefined_style")
            return None
        name = self._stock.house.get((kind, folded_name(own_name)))
        number, is_new = self._builder.reserve_style(kind, name or own_name)
        self._styles[kind, own] = number
        if is_new and name:
            self._builder.define_style(number, named_style(kind, name, number))
        elif is_new:
            self._styles_due.append((number, kind, own))
        return number

    def _list(self, own: str) -> int | None:
        if own not in self._lists:
            self._lists[own] = self._new_list(own)
        if self._lists[own] is None:
            self._source.remark("lost_list")
        return self._lists[own]

    def _new_list(self, own: str) -> int | None:
        found = self._stock.lists.find(own)
        if found is None:
            return None
        instance, abstract = found
        own_levels = self._stock.lists.overrides(instance, self._source.remark)
        if not own_levels and abstract in self._plain_lists:
            return self._plain_lists[abstract]
        number = self._builder.reserve_list()
        if not own_levels:
            self._plain_lists[abstract] = number
        self._lists_due.append((number, abstract, own_levels, own))
        return number

    def _define_all(self) -> None:
        """As another cut has them that met the same in the same order, or by themselves."""
        if self._styles_due or self._lists_due:
            first_met = tuple(self._styles), tuple(self._lists)
            defined(self._stock, first_met, self._builder, self._define)

    def _define(self) -> None:
        while self._styles_due or self._lists_due:
            self._define_next()

    def _define_next(self) -> None:
        """Styles and lists name each other and more of their kind: one after the other."""
        sheet = self._stock.sheet
        if self._styles_due:
            number, kind, own = self._styles_due.pop()
            self._builder.define_style(number, self._taken(sheet.style(kind, own), number))
        else:
            number, abstract, own_levels, own = self._lists_due.pop()
            pieces = self._taken(sheet.abstract(abstract), 0)
            groups = self._stock.groups
            group, own = groups.group(abstract, pieces), groups.number(own)
            self._builder.define_list(number, ListDefinition(group, pieces, own_levels, own))

    def _taken(self, definition: Definition, own: int) -> Pieces:
        for code in definition.remarks:
            self._source.remark(code)
        return taken(definition, self._style, self._list, own, self._builder)
