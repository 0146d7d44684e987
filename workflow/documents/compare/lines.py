"""Two lines of a block: their words, and where the same words look otherwise.

Offsets count as those of block_text: code points, each atom of the line being one.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from workflow.documents.compare.keys import atom_name, form_of
from workflow.documents.compare.stretches import stretches
from workflow.documents.compare.tokens import spans
from workflow.documents.content import ATOM, Inline, Run, canonical_runs

Form = object


@dataclass(frozen=True, slots=True)
class Part:
    """Code points ``a`` to ``b`` of the old line, ``c`` to ``d`` of the new one.

    ``words``: what is read was replaced; ``form``: it is the same and looks otherwise.
    """

    a: int
    b: int
    c: int
    d: int
    words: bool = False
    form: bool = False


class Line:
    """A line's text, its tokens by what they read, and each code point's form."""

    def __init__(self, inlines: Sequence[Inline]) -> None:
        self.inlines = inlines
        self.text = "".join(one.text if isinstance(one, Run) else ATOM for one in inlines)
        self.spans = spans(self.text)
        self.tokens = [self.text[start:end] for start, end in self.spans]
        if ATOM in self.text:
            self._name_atoms()

    def _name_atoms(self) -> None:
        """An atom's token is its name, which no text can be: it begins with the atom's sign."""
        numbers = {start: number for number, (start, _) in enumerate(self.spans)}
        place = 0
        for one in self.inlines:
            if not isinstance(one, Run):
                self.tokens[numbers[place]] = ATOM + atom_name(one)
            place += size_of(one)

    def forms(self) -> list[Form]:
        """What each code point looks like."""
        return [form for one in self.inlines for form in [form_of(one)] * size_of(one)]


def size_of(one: Inline) -> int:
    return len(one.text) if isinstance(one, Run) else 1


def cut(inlines: Sequence[Inline], start: int, end: int) -> tuple[Inline, ...]:
    """What stands between two offsets."""
    return canonical_runs(_cut(inlines, start, end))


def _cut(inlines: Sequence[Inline], start: int, end: int) -> Iterator[Inline]:
    place = 0
    for one in inlines:
        first, last = max(start - place, 0), min(end - place, size_of(one))
        if first < last:
            yield replace(one, text=one.text[first:last]) if isinstance(one, Run) else one
        place += size_of(one)


def parts(old: Line, new: Line) -> list[Part]:
    """The lines in order, as parts that are equal, were replaced, or only look otherwise."""
    made: list[Part] = []
    alike = _uniform(old, new)
    for one in stretches(old.tokens, new.tokens):
        a, b = _offsets(old.spans, one.a, one.b)
        c, d = _offsets(new.spans, one.c, one.d)
        if one.equal and not alike:
            made += _by_form(old.forms()[a:b], new.forms()[c:d], a, c)
        else:
            made.append(Part(a, b, c, d, words=not one.equal))
    return made


def _uniform(old: Line, new: Line) -> bool:
    """Whether all of both lines is text that looks the same."""
    forms = {form_of(one) if isinstance(one, Run) else None for one in (*old.inlines, *new.inlines)}
    return len(forms) < 2 and None not in forms


def _offsets(spans: Sequence[tuple[int, int]], first: int, last: int) -> tuple[int, int]:
    if first < last:
        return spans[first][0], spans[last - 1][1]
    place = spans[first][0] if first < len(spans) else (spans[-1][1] if spans else 0)
    return place, place


def _by_form(old: list[Form], new: list[Form], a: int, c: int) -> Iterator[Part]:
    """Parts of the same words that look the same, and those that do not."""
    place = 0
    for differs, group in groupby(zip(old, new, strict=True), key=lambda one: one[0] != one[1]):
        size = len(list(group))
        yield Part(a + place, a + place + size, c + place, c + place + size, form=differs)
        place += size
