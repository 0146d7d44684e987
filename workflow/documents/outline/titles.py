"""Where a heading's title ends (rule 4), and which line is the document's title."""

from __future__ import annotations

import re
from dataclasses import dataclass

from workflow.documents.outline.candidates import is_contents_line
from workflow.documents.shadow import trimmed, visible

_SENTENCE_END = re.compile("[。!?]")
_LONGEST_LINE, _LONGEST_SENTENCE, _LONGEST_TITLE = 40, 25, 60


@dataclass(frozen=True, slots=True)
class Title:
    """Offsets of a title; `end` to `heading_end` is its tail; `rest` tells of text behind it."""

    start: int
    end: int
    heading_end: int
    rest: bool


def title_in(
    text: str, shadow: str, start: int, end: int, kind: str | None, followed: bool
) -> Title | None:
    """The title in the rest of a heading's line, `start` to `end`, behind its numeral.

    `followed`: body or children come below. None: the heading is a numbered paragraph. The
    tail is a closing 。 or : and nothing else: ! and ? carry meaning and stay in the title.
    """
    inner = trimmed(text, start, end)
    if inner is None or kind == "tiao":
        return None
    begin, stop = inner
    line = shadow[begin:stop]
    return (
        _run_in(text, line, begin)
        or _whole_line(line, begin)
        or _first_sentence(line, begin, kind is None or followed)
        or (_at_any_length(line, begin) if kind is None else None)
    )


def _run_in(text: str, line: str, begin: int) -> Title | None:
    """`X:` with 2 to 15 characters before the colon; a clock time or a ratio is none."""
    colon = line[:40].find(":")
    head = text[begin : begin + max(colon, 0)].rstrip()
    if not 2 <= visible(head) <= 15 or any(mark in line[:colon] for mark in "。;!?"):
        return None
    if line[colon - 1].isdigit() and line[colon + 1 : colon + 2].isdigit():
        return None
    return Title(begin, begin + len(head), begin + colon + 1, len(line) > colon + 1)


def _whole_line(line: str, begin: int) -> Title | None:
    if "。" in line or visible(line) > _LONGEST_LINE:
        return None
    return Title(begin, begin + len(line), begin + len(line), False)


def _first_sentence(line: str, begin: int, followed: bool) -> Title | None:
    mark = _SENTENCE_END.search(line)
    if mark is None or not mark.start():
        return None
    sentence = line[: mark.start()]
    rest = len(line) > mark.end()
    if visible(sentence) > _LONGEST_SENTENCE or "," in sentence or ";" in sentence:
        return None
    return _closed(sentence, mark, begin, rest) if rest or followed else None


def _at_any_length(line: str, begin: int) -> Title:
    """A heading without numeral, set by a person, always has a title: its first sentence."""
    mark = _SENTENCE_END.search(line)
    if mark is None or not mark.start():
        return Title(begin, begin + len(line), begin + len(line), False)
    return _closed(line[: mark.start()], mark, begin, len(line) > mark.end())


def _closed(sentence: str, mark: re.Match[str], begin: int, rest: bool) -> Title:
    end = begin + (mark.end() if mark[0] in "!?" else len(sentence.rstrip()))
    return Title(begin, end, begin + mark.end(), rest)


def document_title(
    text: str, shadow: str, lines: list[tuple[int, int]], stop: int
) -> tuple[int, int] | None:
    """The first line with text, if it ends before `stop` and reads like a title."""
    for start, end in lines:
        inner = trimmed(text, start, min(end, stop))
        if inner is not None:
            line = shadow[slice(*inner)]
            return inner if _reads_like_a_title(line) else None
        if end >= stop:
            break
    return None


def _reads_like_a_title(line: str) -> bool:
    if any(mark in line for mark in "。!?;:") or line[-1] in ",、" or is_contents_line(line):
        return False
    return visible(line) <= _LONGEST_TITLE and "".join(line.split()) != "目录"
