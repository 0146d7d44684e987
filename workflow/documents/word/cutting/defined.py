"""Definitions of styles and lists, all that a cut needs, remembered for the next file.

They depend on the sheet alone, and on which styles and lists the text met first: texts of one
office mostly begin with the same ones.
"""

from __future__ import annotations

from collections.abc import Callable

from workflow.documents.needs import NeedsBuilder
from workflow.documents.word.cutting.known import FirstMet, Known
from workflow.documents.word.cutting.stock import Stock

MOST = 64
"""Orders that a sheet remembers."""


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
    if first_met not in memory and len(memory) < MOST and stock.kept is not None:
        found = stock.kept.get(stock.sheet.name, first_met)
        memory |= {} if found is None else {first_met: found}
    known = memory.get(first_met)
    if known is None:
        before, revisions = stock.source.codes(), builder.revisions
        make()
        if builder.revisions == revisions and len(memory) < MOST:
            remarks = stock.source.codes() - before
            made = memory[first_met] = Known(builder.definitions(), stock.groups.copy(), remarks)
            if stock.kept is not None:
                stock.kept.put(stock.sheet.name, first_met, made)
        return
    builder.define_all(known.definitions)
    stock.groups = known.groups.copy()
    for code, count in known.remarks.items():
        stock.source.remark(code, count)
