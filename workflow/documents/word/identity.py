"""What the program that made a Word file wanted to know again: its custom properties
(ECMA-376 Part 1, 22.3).
"""

from __future__ import annotations

import io
import zipfile

from workflow.documents.errors import DocumentError
from workflow.documents.word.package import parse_xml

PART = "docprops/custom.xml"


def identity_of(data: bytes) -> dict[str, str]:
    """Texts by their names, of a .docx that has passed ``check_upload``; {} where it has none,
    or none that can be read.
    """
    with zipfile.ZipFile(io.BytesIO(data)) as opened:
        name = next((one for one in opened.namelist() if one.lower() == PART), None)
        if name is None:
            return {}
        try:
            root = parse_xml(opened.read(name))
        except DocumentError:
            return {}
    return {one.get("name", ""): "".join(map(str, one.itertext())) for one in root}
