"""One zip of all files, written as they are read: the same files give the same bytes."""

from __future__ import annotations

import hashlib
import json
import zipfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from workflow.documents.archive.model import KEY, MANIFEST, SIGNATURE

WHEN = (1980, 1, 1, 0, 0, 0)
"""The earliest moment that a zip can name (APPNOTE 4.4.6); dates stand in the statement."""
PACKED = frozenset({"docx", "xlsx", "png", "jpg", "jpeg", "gif", "zip", "pdf", "pptx", "rar", "7z"})
PIECE = 1 << 20
Sign = Callable[[bytes], bytes]
Pieces = Callable[[], Iterable[bytes]]


@dataclass(frozen=True, slots=True)
class Item:
    """A file to be packed; its bytes are asked for when its turn has come, and not kept."""

    name: str
    pieces: Pieces


@dataclass(frozen=True, slots=True)
class Lacking:
    """A file that an archive would have, and why this one has not."""

    file: str
    zh: str
    en: str


def held(name: str, data: bytes) -> Item:
    """A file whose bytes are at hand."""
    return Item(name, lambda: (data,))


def on_disk(name: str, path: Path) -> Item:
    """A file that is read while it is packed."""
    return Item(name, lambda: _read(path))


def pack(
    items: Iterable[Item],
    root: str,
    key: bytes,
    sign: Sign,
    out: IO[bytes],
    lacks: Iterable[Lacking] = (),
) -> None:
    """Write the archive; ``key`` is the office's public key (PEM), ``sign`` signs the manifest's
    bytes with the private one. Memory holds one piece of one file at a time.
    """
    listed = []
    with zipfile.ZipFile(out, "w") as archive:
        for item in sorted([*items, held(KEY, key)], key=lambda one: one.name):
            listed.append(_written(archive, item))
        manifest = _manifest(root, listed, lacks)
        _written(archive, held(MANIFEST, manifest))
        _written(archive, held(SIGNATURE, sign(manifest)))


def _written(archive: zipfile.ZipFile, item: Item) -> Mapping[str, object]:
    """Pack one file; what the manifest says of it."""
    info = zipfile.ZipInfo(item.name, WHEN)
    info.external_attr = 0o644 << 16
    packed = item.name.rpartition(".")[2].lower() in PACKED
    info.compress_type = zipfile.ZIP_STORED if packed else zipfile.ZIP_DEFLATED
    digest, size = hashlib.sha256(), 0
    with archive.open(info, "w", force_zip64=True) as file:
        for piece in item.pieces():
            file.write(piece)
            digest.update(piece)
            size += len(piece)
    return {"file": item.name, "bytes": size, "sha256": digest.hexdigest()}


def _manifest(root: str, listed: list[Mapping[str, object]], lacks: Iterable[Lacking]) -> bytes:
    lacking = [{"file": one.file, "zh": one.zh, "en": one.en} for one in lacks]
    told = {"root": root, "files": listed, "lacks": lacking}
    return json.dumps(told, ensure_ascii=False, indent=1).encode() + b"\n"


def _read(path: Path) -> Iterator[bytes]:
    with path.open("rb") as file:
        while piece := file.read(PIECE):
            yield piece
