"""Where a picture's bytes are, and of which type they are."""

from __future__ import annotations

from workflow.documents.blobs import Blobs
from workflow.documents.content.blocks_in import MEDIA
from workflow.documents.word.source import Source

_NAMES = {"image/jpg": "image/jpeg", "image/pjpeg": "image/jpeg", "image/tif": "image/tiff"}
_NAMES |= {"image/emf": "image/x-emf", "image/wmf": "image/x-wmf", "image/x-png": "image/png"}


class Media:
    """Pictures of one source; their bytes are kept in ``blobs``."""

    def __init__(self, source: Source, blobs: Blobs) -> None:
        self._source, self._blobs = source, blobs

    def of(self, own: str, origin: str) -> tuple[str, str] | None:
        """Hash and type of what the relation of a part leads to; None where it is no picture
        that content can hold.
        """
        relation = self._source.relations(origin).get(own)
        data = self._source.bytes(relation.target) if relation else None
        media = _type(self._source.content_type(relation.target)) if relation else ""
        return (self._blobs.put(data), media) if data and media in MEDIA else None


def _type(content_type: str) -> str:
    """The type under the name that content knows it by."""
    found = content_type.lower().partition(";")[0].strip()
    return _NAMES.get(found, found)
