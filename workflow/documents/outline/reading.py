"""From a file's bytes to its text: UTF-8, UTF-16 and GB 18030 text, and Word documents."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from workflow.documents.outline.model import Decisions
from workflow.documents.outline.word_text import docx_text
from workflow.documents.word.refusals import refusal
from workflow.documents.word.safety import DEFAULT_LIMITS, Limits, check_upload, is_word

# What Chinese office texts are made of: ASCII, punctuation, circled numbers, boxes and signs,
# kana, Han, wide forms, pictographs.
_USUAL = re.compile(
    "[\t\n\x0b-\r\x20-\x7e\u00b7\u00d7\u2000-\u206f\u2150-\u22ff\u2460-\u27bf\u2f00-\u2fd5"
    "\u3000-\u312f\u3200-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff00-\uffe6"
    "\U0001f000-\U0001faff\U00020000-\U0003ffff]+"
)
_ASCII = re.compile("[\x00-\x7f]+")
_UNREADABLE = re.compile("[\x00-\x08\x0e-\x1b\ufffe\uffff]")
_SAMPLE = 20_000
# A few Han characters in GB 18030 may happen to be valid UTF-8; a longer text never is.
_TOO_SHORT_TO_TELL, _LEAST_SHARE = 64, 0.7
# Of what is not ASCII in a damaged UTF-8 text, far less than this is broken.
_BROKEN_SHARE = 0.35
_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)


@dataclass(frozen=True, slots=True)
class Reading:
    """A file's text with what the file says about it.

    `encoding` as in "utf-8, no BOM" or "docx"; `newline` is LF, CRLF, CR, mixed or none;
    `decisions` are the headings that a Word file marks itself, empty for plain text.
    """

    text: str
    encoding: str
    newline: str
    decisions: Decisions


def read_document(filename: str, data: bytes, limits: Limits = DEFAULT_LIMITS) -> Reading:
    """The text of a .txt or .docx after `check_upload`; DocumentError when it is refused."""
    check_upload(filename, data, limits)
    if is_word(filename):
        text, decisions = docx_text(data)
        return Reading(text, "docx", _newline(text), decisions)
    text, encoding = decode(data)
    return Reading(text, encoding, _newline(text), Decisions())


def decode(data: bytes) -> tuple[str, str]:
    """The text of a plain file without its byte order mark, and the encoding's name.

    DocumentError (code "encoding"): no encoding fits. Nothing is replaced or left out.
    """
    for bom, name in _BOMS:
        if data.startswith(bom):
            return _readable(_decoded(data[len(bom) :], name)), f"{name}, BOM"
    text = _decoded(data, "utf-8")
    if text is not None and "\x00" not in text and _plausible(text, len(data)):
        return _readable(text), "utf-8, no BOM"
    if text is None and _is_damaged_utf8(data):
        raise refusal("encoding")
    names = ("gb18030", "utf-16-le", "utf-16-be", "utf-8")
    decoded = [(name, _decoded(data, name)) for name in names]
    name, text = max(decoded, key=lambda pair: _usual_share(pair[1]))
    if _usual_share(text) < _LEAST_SHARE:
        raise refusal("encoding")
    return _readable(text), name if name == "gb18030" else f"{name}, no BOM"


def _plausible(text: str, size: int) -> bool:
    return size >= _TOO_SHORT_TO_TELL or _usual_share(text) >= _LEAST_SHARE


def _is_damaged_utf8(data: bytes) -> bool:
    """Whether most of it is UTF-8: read as anything else it would be nonsense."""
    text = data.decode("utf-8", "replace")
    broken = text.count("\ufffd")
    beyond = len(text) - broken - sum(map(len, _ASCII.findall(text)))
    return beyond >= 8 and broken < _BROKEN_SHARE * (beyond + broken)


def _decoded(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return None


def _usual_share(text: str | None) -> float:
    sample = (text or "")[:_SAMPLE]
    return sum(len(run) for run in _USUAL.findall(sample)) / max(len(sample), 1)


def _readable(text: str | None) -> str:
    if text is None or _UNREADABLE.search(text):
        raise refusal("encoding")
    return text


def _newline(text: str) -> str:
    pairs = text.count("\r\n")
    counts = {
        "CRLF": pairs,
        "LF": text.count("\n") - pairs,
        "CR": text.count("\r") - pairs,
    }
    used = [name for name, count in counts.items() if count]
    return used[0] if len(used) == 1 else ("mixed" if used else "none")
