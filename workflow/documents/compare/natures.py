"""What a difference touches: numbers, meaning, punctuation, or only the form."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from workflow.documents.compare.model import Nature, Natures, Segment
from workflow.documents.compare.tokens import is_number, is_word, plain, tokens


def nature_of(old: Sequence[str], new: Sequence[str]) -> Nature:
    """The nature of tokens that were replaced by others, the weightiest first.

    Full-width letters and separators of thousands are form; a number in other words, such
    as 百分之八 for 8%, counts as another number.
    """
    if _numbers(old) != _numbers(new):
        return Nature.NUMBERS
    if _words(old) != _words(new):
        return Nature.MEANING
    return Nature.PUNCTUATION if list(old) != list(new) else Nature.FORMAT


def natures_of(segments: Iterable[Segment]) -> Natures:
    return frozenset(one.nature for one in segments if one.nature is not None)


def nature_of_text(text: str) -> Nature:
    """The nature of a text that came or went as a whole."""
    return nature_of(tokens(text), ())


def _numbers(words: Sequence[str]) -> list[str]:
    return [plain(one) for one in words if is_number(one)]


def _words(words: Sequence[str]) -> list[str]:
    return [plain(one) for one in words if is_word(one) and not is_number(one)]
