"""The size that a picture has in its draft, where the page had room for a smaller one alone.

It stands in the drawing's extension list (ECMA-376 Part 1, 20.1.2.2.8, and 20.1.2.2.14), where
readers pass over what they do not know. It counts as long as the picture is as large as it was
made then: whoever draws it to another size means that.
"""

from __future__ import annotations

from typing import TypeAlias

from lxml import etree

A = "http://schemas.openxmlformats.org/drawingml/2006/main"
SPACE = "urn:huigao:picture"
URI = "{5E1D7C52-6B0E-4C43-9C11-0B6D3A8E2F57}"
_WISHED = f"{{{SPACE}}}wished"
Size: TypeAlias = tuple[int, int]
"""Width and height in EMU."""


def wish(wished: Size, given: Size) -> etree._Element:
    """The a:extLst for the properties of a drawing that was ``given`` a smaller size."""
    made = etree.Element(f"{{{A}}}extLst", nsmap={"a": A})
    holder = etree.SubElement(made, f"{{{A}}}ext", uri=URI)
    one = etree.SubElement(holder, _WISHED, nsmap={"h": SPACE})
    for name, size in (("cx", wished[0]), ("cy", wished[1]), ("x", given[0]), ("y", given[1])):
        one.set(name, str(size))
    return made


def wished_size(drawing: etree._Element, given: Size, most: int) -> Size:
    """The size wished for where the drawing tells one, each side from 1 to ``most``, and still
    is as large as then; else the ``given`` one.
    """
    one = next(drawing.iter(_WISHED), None)
    if one is None:
        return given
    told = [one.get(name, "") for name in ("cx", "cy", "x", "y")]
    if not all(text.isascii() and text.isdigit() and len(text) < 10 for text in told):
        return given
    wide, high, *then = map(int, told)
    return (
        (wide, high)
        if tuple(then) == given and 0 < min(wide, high) <= max(wide, high) <= most
        else given
    )
