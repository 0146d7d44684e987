"""Content controls around rows and cells, which are no blocks: they move inside, or open."""

from __future__ import annotations

from copy import deepcopy

from workflow.documents.reader.remarks import Remarks
from workflow.documents.reader.xml import Element
from workflow.documents.word.tree import w

_PROPERTIES, _CONTENT, _CELL = w("sdtPr"), w("sdtContent"), w("tc")


def open_control(control: Element, remarks: Remarks) -> None:
    """A control around one cell becomes one around what the cell holds; one around several
    cells or rows is left out, with a remark.
    """
    content = control.find(_CONTENT)
    cells = list(content.iterchildren(_CELL)) if content is not None else []
    if content is None or len(cells) != 1 or len(list(content.iterchildren("*"))) != 1:
        remarks.add("control_opened")
        return
    cell = cells[0]
    made = control.makeelement(control.tag)
    properties = control.find(_PROPERTIES)
    if properties is not None:
        made.append(deepcopy(properties))
    inner = control.makeelement(_CONTENT)
    made.append(inner)
    inner.extend(one for one in list(cell) if one.tag != w("tcPr"))
    cell.append(made)
