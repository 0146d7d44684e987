"""Where a person may begin a section: at a line's start, or behind a sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from workflow.documents.shadow import lines_of, shadow_of

# A sentence ends with its mark and with the quotes and brackets that close behind it.
_MARK = '[。!?;…][”’」』")）》】]*'
_ENDS_A_SENTENCE = re.compile(_MARK + "$")
_BETWEEN_SENTENCES = re.compile(_MARK + r"[ \t]*(?=[^ \t。!?;…”’」』\")）》】])")


@dataclass(frozen=True, slots=True)
class Piece:
    """A line or a sentence, `start` to `end` in the text; `opens` tells that a line begins."""

    start: int
    end: int
    opens: bool


def begins_a_sentence(before: str) -> bool:
    """Whether a sentence may begin behind `before`, what stands on its line (of the shadow)."""
    words = before.rstrip(" \t")
    return not words or _ENDS_A_SENTENCE.search(words) is not None


def pieces_of(text: str, start: int, end: int) -> Iterator[Piece]:
    """The sentences of a stretch of the text, line by line, blank ones left out."""
    shadow = shadow_of(text[start:end])
    for begin, stop in lines_of(shadow):
        line = shadow[begin:stop]
        first = len(line) - len(line.lstrip(" \t"))
        places = [first, *(match.end() for match in _BETWEEN_SENTENCES.finditer(line, first))]
        for place, following in zip(places, [*places[1:], len(line)], strict=True):
            if line[place:following].strip():
                yield Piece(start + begin + place, start + begin + following, place == first)
