"""Definitions of styles and lists, all that a cut needs, remembered for the next file.

They depend on the sheet alone, and on which styles and lists the text met first: texts of one
office mostly begin with the same ones.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from typing import NamedTuple, TypeAlias

from workflow.documents.needs import Definitions, NeedsBuilder
from workflow.documents.word.cutting.groups import Groups
from workflow.documents.word.cutting.stock import Stock

MOST = 64
"""Orders that a sheet remembers."""
# The styles, by type and id, and the lists, by id, in the order in which a text met them.
FirstMet: TypeAlias = tuple[tuple[tuple[str, str], ...], tuple[str, ...]]


class Known(NamedTuple):
    """What came of it once, names of lists among it; ``remarks`` were made on the way."""

    definitions: Definitions
    groups: Groups
    remarks: Counter[str]


def defined(
    stock: Stock, first_met: FirstMet, builder: NeedsBuilder, make: Callable[[], None]
) -> None:
    """Let ``builder`` have all definitions: those known by the sheet, else what ``make`` adds.

    Only where nothing but the sheet and ``first_met`` flows in: the source's lists have no
    names yet, and the sheet serves other files too.
    """
    memory: dict[object, Known] | None = stock.sheet.orders
    if memory is None or stock.house or not stock.groups.is_fresh:
        make()
        return
    known = memory.get(first_met)
    if known is None:
        before, revisions = stock.source.codes(), builder.revisions
        make()
        if builder.revisions == revisions and len(memory) < MOST:
            remarks = stock.source.codes() - before
            memory[first_met] = Known(builder.definitions(), stock.groups.copy(), remarks)
        return
    builder.define_all(known.definitions)
    stock.groups = known.groups.copy()
    for code, count in known.remarks.items():
        stock.source.remark(code, count)
