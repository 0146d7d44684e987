"""Pass: the zip. Fixed times and order, so that the same parts give the same bytes."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

from workflow.documents.merge.furniture import (
    DRAFT_HEAD,
    EVEN_FOOTER,
    NUMBERING,
    ODD_FOOTER,
    SETTINGS,
    STYLES,
)

ZIP_EPOCH = (1980, 1, 1, 0, 0, 0)
DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml"
RELATED = {
    STYLES: ("styles", "styles.xml"),
    NUMBERING: ("numbering", "numbering.xml"),
    SETTINGS: ("settings", "settings.xml"),
    ODD_FOOTER: ("footer", "footer1.xml"),
    EVEN_FOOTER: ("footer", "footer2.xml"),
    DRAFT_HEAD: ("header", "header1.xml"),
}


def package(parts: Mapping[str, bytes]) -> bytes:
    """A .docx of these parts of the folder ``word``: ``document.xml``, ``styles.xml`` ..."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as zipped:
        _write(zipped, "[Content_Types].xml", _content_types(parts))
        _write(zipped, "_rels/.rels", _relations({"rId1": ("officeDocument", "word/document.xml")}))
        _write(zipped, "word/document.xml", parts["document.xml"])
        known = {own: one for own, one in RELATED.items() if one[1] in parts}
        _write(zipped, "word/_rels/document.xml.rels", _relations(known))
        for _, name in known.values():
            _write(zipped, f"word/{name}", parts[name])
    return stream.getvalue()


def _write(zipped: zipfile.ZipFile, name: str, data: bytes | str) -> None:
    entry = zipfile.ZipInfo(name, ZIP_EPOCH)
    entry.compress_type = zipfile.ZIP_DEFLATED
    entry.create_system = 0
    zipped.writestr(entry, data)


def _content_types(parts: Mapping[str, bytes]) -> str:
    kinds = {name: kind for kind, name in RELATED.values() if name in parts}
    overrides = "".join(
        f'<Override PartName="/word/{name}" ContentType="{MAIN}.{kind}+xml"/>'
        for name, kind in {"document.xml": "document.main", **kinds}.items()
    )
    return (
        f'{DECLARATION}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{overrides}</Types>'
    )


def _relations(related: Mapping[str, tuple[str, str]]) -> str:
    rows = "".join(
        f'<Relationship Id="{own}" Type="{OFFICE}/{kind}" Target="{target}"/>'
        for own, (kind, target) in related.items()
    )
    space = "http://schemas.openxmlformats.org/package/2006/relationships"
    return f'{DECLARATION}<Relationships xmlns="{space}">{rows}</Relationships>'
