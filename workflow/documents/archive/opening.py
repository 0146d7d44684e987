"""Reading an archive that may have been tampered with: every file by its hash, in bounds."""

from __future__ import annotations

import hashlib
import json
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from workflow.documents.archive.model import MANIFEST, STATEMENT, UNLISTED, Fault
from workflow.documents.errors import DocumentError

MOST_BYTES = 4 * 1024**3
MOST_FILES = 100_000
DAMAGE = (KeyError, zipfile.BadZipFile, zlib.error, EOFError, RuntimeError, NotImplementedError)


class ArchiveReader:
    """The files of one archive; what cannot be trusted becomes a fault."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self._archive = archive
        infos = archive.infolist()
        self.names = [one.filename for one in infos]
        if len(infos) > MOST_FILES or sum(one.file_size for one in infos) > MOST_BYTES:
            raise _no_archive("too_large")

    def read(self, name: str) -> bytes:
        """The bytes; raises DocumentError (code "archive") where they are gone or damaged."""
        try:
            return self._archive.read(name)
        except DAMAGE:
            raise DocumentError(
                f"归档里没有完好的 {name}。请用另存的一份归档核对。",
                f"The archive holds no sound {name}. Check another copy of it.",
                "archive",
            ) from None

    def json(self, name: str) -> Any:
        """What the file says; DocumentError as in ``read``."""
        try:
            return json.loads(self.read(name))
        except (ValueError, RecursionError):
            raise _no_archive("archive") from None

    def faults(self) -> Iterator[Fault]:
        """Files that are not as the manifest lists them, are missing, or are listed nowhere."""
        listed = {one["file"]: one for one in self.json(MANIFEST)["files"]}
        for name in sorted(set(self.names) - set(listed) - UNLISTED):
            yield Fault(name, "这个文件不在清单里。", "This file is not in the list.")
        if len(set(self.names)) != len(self.names):
            yield Fault("", "有同名的文件。", "Two files have one name.")
        for name, one in listed.items():
            if name not in self.names:
                yield Fault(name, "清单里的这个文件不见了。", "This file of the list is gone.")
            elif not self._is(name, one["sha256"]):
                yield Fault(name, "内容与清单不符。", "Its bytes are not those of the list.")

    def _is(self, name: str, digest: str) -> bool:
        """Read in pieces: evidence may be large."""
        found = hashlib.sha256()
        try:
            with self._archive.open(name) as file:
                while piece := file.read(1 << 20):
                    found.update(piece)
        except DAMAGE:
            return False
        return found.hexdigest() == digest


@contextmanager
def open_archive(path: Path) -> Iterator[ArchiveReader]:
    """The archive, read from the disk as it is needed; raises DocumentError where it is none."""
    try:
        archive = zipfile.ZipFile(path)
    except (zipfile.BadZipFile, ValueError, NotImplementedError):
        raise _no_archive("archive") from None
    with archive:
        reader = ArchiveReader(archive)
        if not {STATEMENT, MANIFEST} <= set(reader.names):
            raise _no_archive("archive")
        yield reader


def _no_archive(code: str) -> DocumentError:
    return DocumentError(
        "这不是一份完整的归档文件，无法核对。请取归档时下载的那一份 .zip。",
        "This is no complete archive, so nothing can be proved. Take the .zip that was "
        "downloaded when the report was archived.",
        code,
    )
