"""Looks at an uploaded file before anything parses it: size, kind, directory, true contents.

Nothing is kept while looking, so a bomb is refused before memory grows. Every refusal says
what to do next (refusals.py); what is too much, the installation decides (limits.py).
"""

from __future__ import annotations

import io
import math
import re
import zipfile
from collections.abc import Iterator
from functools import lru_cache

from workflow.documents.errors import DocumentError
from workflow.documents.word.directory import Entry
from workflow.documents.word.directory_checks import LOCAL_HEADER, SIZE, check_directory
from workflow.documents.word.limits import DEFAULT_LIMITS, MB, Limits
from workflow.documents.word.package import Archive, open_docx, parse_xml, read_part
from workflow.documents.word.refusals import refusal
from workflow.documents.word.unpacking import check_contents, first_bytes

__all__ = ["DEFAULT_LIMITS", "Limits", "check_upload", "is_word", "open_upload", "suffix_of"]

_ZIP, _ENTRY, _OLE = b"PK\x03\x04", b"PK\x01\x02", bytes.fromhex("D0CF11E0")
_OTHER_KINDS = (_ZIP, b"{\\rtf", b"%PDF-")
_OLD_WORD, _WORD = (".doc", ".dot", ".wps", ".wpt"), (".docx", ".docm")
_ENCRYPTED_STREAM = "EncryptedPackage".encode("utf-16-le")
_UNPRINTABLE = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_TEXT_MARKS = (b"\xff\xfe", b"\xfe\xff")
_CONTENT_TYPES = "[Content_Types].xml"
_MAINS = ("wordprocessingml", "ms-word.document.macroEnabled", "ms-word.template.macroEnabled")
_DIRECTORY_ROW = 46
_DEEPEST = 2


def suffix_of(filename: str) -> str:
    """The lower-case ending with its dot, ".docx"; "" when there is none."""
    _, dot, ending = filename.rpartition(".")
    return (dot + ending).lower() if dot else ""


def is_word(filename: str) -> bool:
    """Whether the ending is one of the kinds of Word file that are read; macros are left out."""
    return suffix_of(filename) in _WORD


def check_upload(filename: str, data: bytes, limits: Limits = DEFAULT_LIMITS) -> None:
    """Return when `data` may be parsed; DocumentError with both sentences when it may not."""
    if suffix_of(filename) == ".txt":
        _check_kind(".txt", data)
        _check_size(len(data), limits.text_bytes, "text_too_large")
    else:
        open_upload(filename, data, limits)


def open_upload(filename: str, data: bytes, limits: Limits = DEFAULT_LIMITS) -> Archive:
    """An uploaded .docx that may be parsed, opened; DocumentError when it may not.

    What was unpacked while it was looked at need not be unpacked again.
    """
    suffix = suffix_of(filename)
    _check_kind(suffix, data)
    if suffix == ".txt":
        raise refusal("not_word")
    _check_size(len(data), limits.docx_bytes, "too_large")
    return _checked_docx(data, limits)


def _check_kind(suffix: str, data: bytes) -> None:
    """The ending and the first bytes must agree on one of the two kinds that are read."""
    if not data:
        raise refusal("empty")
    if data.startswith(_OLE):
        raise refusal("encrypted" if _ENCRYPTED_STREAM in data else "old_word")
    if suffix in _OLD_WORD:
        raise refusal("old_word")
    if suffix not in (".txt", *_WORD):
        raise refusal("wrong_type")
    if suffix == ".txt" and data.startswith(_OTHER_KINDS):
        raise refusal("wrong_name")
    if suffix in _WORD and not data.startswith(b"PK"):
        raise refusal("plain_text" if _reads_like_text(data) else "not_word")


def _reads_like_text(data: bytes) -> bool:
    unlike = data.startswith(_OTHER_KINDS) or _UNPRINTABLE.search(data[:2000])
    return data.startswith(_TEXT_MARKS) or not unlike


def _check_size(found: int, limit: int, code: str) -> None:
    if found > limit:
        shown = math.ceil(found * 10 / MB) / 10
        raise refusal(code, found=f"{shown:.1f}", limit=f"{limit / MB:g}")


def _checked_docx(data: bytes, limits: Limits) -> Archive:
    # Counted in the bytes: reading a directory of a million entries is itself the attack.
    entries = data.count(_ENTRY) if len(data) > limits.entries * _DIRECTORY_ROW else 0
    if entries > limits.entries:
        raise refusal("too_many_entries", found=entries, limit=limits.entries)
    try:
        archive = open_docx(data)
    except DocumentError:
        raise refusal("not_word" if _is_zip(data) else "damaged") from None
    check_directory(archive, len(data), limits)
    archive.unpacked = check_contents(data, archive.entries, limits)
    _check_content_types(archive)
    _check_nested(archive, data, limits, 1, limits.docx_bytes)
    return archive


def _is_zip(data: bytes) -> bool:
    return zipfile.is_zipfile(io.BytesIO(data))


def _check_content_types(archive: Archive) -> None:
    try:
        code = _fault_of_types(read_part(archive, _CONTENT_TYPES))
    except KeyError:
        raise refusal("not_word") from None
    if code:
        raise refusal(code)


@lru_cache(maxsize=64)
def _fault_of_types(data: bytes) -> str:
    """The code of what is wrong; files of one office have the same list of types."""
    named = [element.get("ContentType", "") for element in parse_xml(data).iter("{*}*")]
    mains = [name for name in named if name.endswith(".main+xml")]
    return "" if any(kind in name for name in mains for kind in _MAINS) else "not_word"


def _check_nested(archive: Archive, data: bytes, limits: Limits, depth: int, left: int) -> int:
    """Hold archives inside the archive to the same limits; return what all unpack to.

    `left` is how many bytes of archives may still be held in memory at once.
    """
    total: int = sum(map(SIZE, archive.entries))
    for entry in _archives_in(archive, data):
        if depth > _DEEPEST or entry.size > left:
            raise refusal("nested")
        inner = read_part(archive, entry.name)
        if _is_zip(inner):
            total += _check_inner(inner, limits, depth, left - len(inner))
        if total > limits.unpacked_bytes:
            raise refusal("nested")
    return total


def _check_inner(inner: bytes, limits: Limits, depth: int, left: int) -> int:
    if inner.count(_ENTRY) > limits.entries:
        raise refusal("nested")
    nested = open_docx(inner)
    check_directory(nested, len(inner), limits)
    check_contents(inner, nested.entries, limits)
    return _check_nested(nested, inner, limits, depth + 1, left)


def _archives_in(archive: Archive, data: bytes) -> Iterator[Entry]:
    """Entries that begin like an archive and are long enough to be one."""
    known, packed = archive.unpacked, memoryview(data)
    for entry in archive.entries:
        if entry.size >= LOCAL_HEADER:
            begins = known[entry.name] if known else first_bytes(packed, entry, len(_ZIP))
            if begins.startswith(_ZIP):
                yield entry
