"""Pass: the zip. Fixed times and order, so that the same parts give the same bytes."""

from __future__ import annotations

import io
import posixpath
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from xml.sax.saxutils import quoteattr

from workflow.documents.merge.relations import DECLARATION

ZIP_EPOCH = (1980, 1, 1, 0, 0, 0)
LEVEL = 6
TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
RELATIONS = "application/vnd.openxmlformats-package.relationships+xml"
MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml"
PACKED = frozenset({".png", ".jpg", ".jpeg", ".gif", ".xlsx", ".docx", ".pptx"})
"""Endings of parts that are compressed as they are."""


@dataclass(slots=True)
class Package:
    """Parts by their full name, in the order in which they are written, with their types."""

    files: dict[str, bytes] = field(default_factory=dict)
    media: dict[str, str] = field(default_factory=dict)

    def add(self, name: str, data: bytes, media: str) -> None:
        self.files[name], self.media[name] = data, media

    def add_relations(self, name: str, data: bytes | None) -> None:
        """The relations of the part ``name``; None where it has none."""
        if data is not None:
            folder, file = posixpath.split(name)
            self.files[posixpath.join(folder, "_rels", f"{file}.rels")] = data

    def zipped(self) -> bytes:
        """The .docx."""
        stream = io.BytesIO()
        with zipfile.ZipFile(stream, "w") as archive:
            _write(archive, "[Content_Types].xml", content_types(self.media))
            for name, data in self.files.items():
                _write(archive, name, data)
        return stream.getvalue()


def content_types(media: Mapping[str, str]) -> bytes:
    """What each part is (ECMA-376 Part 2, 10.1.2.2)."""
    overrides = "".join(
        f"<Override PartName={quoteattr('/' + name)} ContentType={quoteattr(kind)}/>"
        for name, kind in media.items()
    )
    return (
        f'{DECLARATION}<Types xmlns="{TYPES}"><Default Extension="rels" '
        f'ContentType="{RELATIONS}"/><Default Extension="xml" ContentType="application/xml"/>'
        f"{overrides}</Types>"
    ).encode()


def _write(archive: zipfile.ZipFile, name: str, data: bytes) -> None:
    entry = zipfile.ZipInfo(name, ZIP_EPOCH)
    packed = posixpath.splitext(name)[1].lower() in PACKED
    entry.compress_type = zipfile.ZIP_STORED if packed else zipfile.ZIP_DEFLATED
    entry.create_system = 0
    archive.writestr(entry, data, compresslevel=None if packed else LEVEL)
