"""Files of sections: on disk first, then named by a row; reached through that row alone."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

from workflow.actions.files import FileStore, file_store
from workflow.actions.media import SHOWN, file_name, media_of
from workflow.actions.work import Work
from workflow.documents.blobs import Blobs, digest_of, missing_blob
from workflow.documents.content import Content, blobs_of
from workflow.documents.islands import needed_blobs
from workflow.domain.machine import NotYet
from workflow.domain.text import say
from workflow.store import Section, SectionFile, db
from workflow.store.section import locked_section
from workflow.store.section_file import file_of, hashes_of


class SectionBlobs:
    """The pictures and islands of one section, as documents keep and read them.

    ``put`` writes to disk at once and needs no transaction; ``record`` adds the rows inside
    one, before the draft that names them. What was put and never recorded is out of reach.
    """

    def __init__(self, section_id: int, files: FileStore | None = None) -> None:
        self._section_id = section_id
        self._files = files or file_store()
        self._put: dict[str, SectionFile] = {}

    def get(self, digest: str) -> bytes:
        """The bytes; DocumentError (code "blob") for a hash that this section doesn't have."""
        if digest not in self._put and file_of(self._section_id, digest) is None:
            raise missing_blob(digest)
        return _read(self._files, digest)

    def put(self, data: bytes, name: str = "") -> str:
        digest = self._files.put(data)
        self._put.setdefault(
            digest,
            SectionFile(
                section_id=self._section_id,
                hash=digest,
                media=media_of(data),
                name=name[:200],
                size=len(data),
            ),
        )
        return digest

    def record(self, work: Work) -> None:
        """Name what was put; a file that the section has already keeps its row."""
        locked_section(self._section_id)
        known = hashes_of([self._section_id])
        for digest, row in self._put.items():
            if digest not in known:
                row.created_at = work.now
                db.session.add(row)
        self._put = {}
        db.session.flush()


class SeveralBlobs:
    """What some sections have, listed beforehand: reading needs no database afterwards.

    What a file holds is compared with its name: a spoilt one is as good as lost.
    """

    def __init__(self, section_ids: Collection[int], files: FileStore | None = None) -> None:
        self._known = hashes_of(section_ids)
        self._files = files or file_store()

    def get(self, digest: str) -> bytes:
        if digest not in self._known:
            raise missing_blob(digest)
        data = _read(self._files, digest)
        if digest_of(data) != digest:
            raise missing_blob(digest)
        return data

    def put(self, data: bytes) -> str:
        """Kept on disk; no section has it by that."""
        return self._files.put(data)


def _read(files: FileStore, digest: str) -> bytes:
    try:
        return files.read(digest)
    except FileNotFoundError:
        raise missing_blob(digest) from None


class StoredBlobs:
    """All of the file store: for what the server itself has just read for a person."""

    def __init__(self, files: FileStore | None = None) -> None:
        self._files = files or file_store()

    def get(self, digest: str) -> bytes:
        return _read(self._files, digest)

    def put(self, data: bytes) -> str:
        return self._files.put(data)


def adopt(work: Work, section: Section, content: Content, blobs: Blobs) -> None:
    """The section has from now on all files that its new content needs; they are on disk."""
    for digest in needed_blobs(content, blobs):
        if file_of(section.id, digest) is None:
            data = blobs.get(digest)
            db.session.add(
                SectionFile(
                    section_id=section.id,
                    hash=digest,
                    media=media_of(data),
                    name="",
                    size=len(data),
                    created_at=work.now,
                )
            )
    db.session.flush()


def check_files(section: Section, content: Content) -> None:
    """Raises NotYet where the content names a file that the section doesn't have.

    Whether another section or another office has it makes no difference to the answer.
    """
    wanted = set(blobs_of(content))
    missing = wanted - hashes_of([section.id]) if wanted else set()
    if missing:
        raise NotYet(
            say(
                "正文里有 {n} 处图片或对象不是本部分的文件，没有保存。"
                "请删去它们，再从原来的文件重新插入；您的文字还在页面上。",
                "The text holds {n} pictures or objects that are not files of this section, so it "
                "was not saved. Take them out and insert them again from their own file; "
                "your text is still on the page.",
                n=len(missing),
            )
        )


@dataclass(frozen=True)
class Served:
    """A file on its way to a browser; ``shown`` may be looked at in place, others are saved."""

    path: Path
    media: str
    name: str
    shown: bool


def served(section: Section, digest: str) -> Served | None:
    """The file of this section under that hash; None where there is none."""
    row = file_of(section.id, digest)
    path = file_store().there(digest) if row else None
    if row is None or path is None:
        return None
    name = file_name(row.name, digest, row.media)
    return Served(path, row.media, name, row.media in SHOWN)
