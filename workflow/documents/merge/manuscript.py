"""What goes into an assembling."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from workflow.documents.blobs import digest_of
from workflow.documents.content import Content
from workflow.documents.errors import DocumentError
from workflow.documents.identity import SectionMark
from workflow.documents.profile import GB_T_9704, Profile
from workflow.documents.talk import Suggestion, WordComment


@dataclass(frozen=True, slots=True)
class StoredContent:
    """A content that is read only where it must be written anew.

    ``digest`` tells contents apart: of two with one digest all but the blocks' ids is the
    same, and these too where a part has comments or suggestions. ``load`` reads it, or
    raises DocumentError.
    """

    digest: str
    load: Callable[[], Content]


EMPTY = Content(())


@dataclass(frozen=True, slots=True)
class Part:
    """A section with its finished numeral; level 0 is the preamble and has no heading.

    ``tail`` is what the author wrote behind the title; ``run_in`` lets the heading share
    its paragraph with the text that follows. ``comments`` and ``suggestions`` are written
    as Word's own. ``known_as``: hidden bookmarks tell the section and its blocks when the file
    comes back.
    """

    level: int
    kind: str | None
    numeral: str
    title: str
    tail: str
    run_in: bool
    content: Content | StoredContent | None
    comments: tuple[WordComment, ...] = ()
    suggestions: tuple[Suggestion, ...] = ()
    known_as: SectionMark | None = None

    def read(self) -> Content:
        """The content itself, empty where there is none; DocumentError as from ``load``."""
        stored = self.content
        return stored.load() if isinstance(stored, StoredContent) else stored or EMPTY


@dataclass(frozen=True)
class KeptPart:
    """A .docx that is kept as it is. ``name`` is its file's, for warnings; ``load`` reads it.

    ``known`` is the SHA-256 (hex) of its bytes where somebody knows it. ``attachment`` begins a
    new page under the mark 附件 and the title; else the heading is as in Part.
    """

    name: str
    load: Callable[[], bytes]
    level: int = 0
    kind: str | None = None
    numeral: str = ""
    title: str = ""
    tail: str = ""
    attachment: bool = False
    known: str = ""

    @cached_property
    def digest(self) -> str:
        """The SHA-256 (hex) by which it is known again; it is read for it where it must be."""
        return self.known or digest_of(self.load())

    def read(self) -> bytes:
        """The bytes by which it is known; DocumentError where somebody has written it since, for
        what is made of it would be kept under a wrong name.
        """
        data = self.load()
        if digest_of(data) != self.digest:
            raise DocumentError(
                "文件在合并过程中被改动。没有写出任何内容，请重新合并。",
                "The file was changed while it was being merged. Nothing was written; merge again.",
                "changed",
            )
        return data

    def compare(self, copy: bytes, digest: str) -> None:
        """Read it; where it is as ``copy``, its digest is that of this one, and else its own."""
        data = self.load()
        is_same = len(data) == len(copy) and data.startswith(copy)
        # In the place in which the cached property looks for it.
        vars(self)["digest"] = digest if is_same else digest_of(data)


@dataclass(frozen=True, slots=True)
class Policy:
    """What a person chooses, most of it about kept parts.

    ``headers`` and ``styles``: "report" or "keep"; ``comments``: "keep" or "drop";
    ``changes``, tracked ones: "keep" as they are, or "accept". ``gaps``: a part of any kind
    that cannot be set in leaves a line that says so, instead of ending it all.
    """

    headers: str = "report"
    styles: str = "report"
    comments: str = "keep"
    changes: str = "keep"
    gaps: bool = False


@dataclass(frozen=True, slots=True)
class Manuscript:
    """A report ready for assembling.

    ``draft_mark`` prints 未定稿 in the head of each page, ``contents`` sets a table of
    contents before the text; ``at`` and ``creator`` are the document's properties,
    ``identity`` texts by their names by which the file is known again.
    """

    title: str
    parts: tuple[Part | KeptPart, ...]
    signature: str = ""
    date: str = ""
    profile: Profile = GB_T_9704
    draft_mark: bool = False
    contents: bool = False
    creator: str = ""
    at: datetime | None = None
    policy: Policy = Policy()
    identity: tuple[tuple[str, str], ...] = ()

    @property
    def attachments(self) -> tuple[KeptPart, ...]:
        """Those that stand behind the whole text, and so behind its signature."""
        behind: list[KeptPart] = []
        for part in reversed(self.parts):
            if not isinstance(part, KeptPart) or not part.attachment:
                break
            behind.append(part)
        return tuple(reversed(behind))
