"""What was read before of the same pattern: only its words are read.

A pattern is learned by reading it as anything else is read. What came of it, and what was
remarked, holds for all that differ from it in words alone.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import Protocol

from workflow.documents.reader.lists import Labels
from workflow.documents.reader.note_shapes import note_shape
from workflow.documents.reader.patterns import BlockPattern, NotePattern, Pattern
from workflow.documents.reader.remarks import Remarks
from workflow.documents.reader.xml import Element
from workflow.documents.word.aside import ASIDE
from workflow.documents.word.body_text import Aside
from workflow.documents.word.numbering import Place
from workflow.documents.word.shapes import Shape, parsed
from workflow.documents.word.source import Source
from workflow.documents.word.tree import w

Patterns = dict[str, Pattern | None]
_PARTS_OF_ISLANDS = ("styles", "numbering", "theme")


class Learner(Protocol):
    """Reads a pattern; None where more than words, and what ids stand for, would differ."""

    def learn(self, shape: Shape) -> Pattern | None: ...

    def note(self, markup: str) -> Pattern | None: ...


@dataclass(slots=True)
class Recall:
    """Patterns by their markup, kept from file to file; they hold for files that have the same
    in some parts.
    """

    _kept: dict[tuple[bytes, ...], Patterns] = field(default_factory=dict)

    def of(self, *parts: bytes) -> Patterns:
        return self._kept.setdefault(parts, {})


class Known:
    """What of one file was set aside. ``proven`` are ids of blocks that content surely can hold."""

    def __init__(self, source: Source, learner: Learner | None, recall: Recall) -> None:
        self._thinned, self._learner = source.thinned, learner
        self._patterns = recall.of(source.raw("styles"))
        self._source, self._recall = source, recall
        self._first: set[str] = set()
        self._met: dict[int, tuple[Remarks, int]] = {}
        self._places: dict[tuple[str, str], Place | None] = {}
        self.proven: set[str] = set()

    def asides(self, node: Element) -> tuple[Aside, ...]:
        """What was set aside for a node; nothing for one that stands for itself."""
        numbers = node.get(ASIDE) if self._thinned.groups else None
        return self._thinned.of(numbers) if numbers else ()

    def pattern(self, aside: Aside) -> BlockPattern | None:
        """None where it does not say enough."""
        shape = aside.shape
        if shape.declared and not self._came(shape.pattern):
            return None
        patterns = self._of_things if shape.declared else self._patterns
        if shape.pattern not in patterns:
            patterns[shape.pattern] = self._learner.learn(shape) if self._learner else None
        found = patterns[shape.pattern]
        return None if isinstance(found, NotePattern) else found

    @cached_property
    def _of_things(self) -> Patterns:
        """Islands hold what these parts say."""
        return self._recall.of(*map(self._source.raw, _PARTS_OF_ISLANDS))

    def note(self, body: Element) -> tuple[NotePattern, tuple[str, ...]] | None:
        """The pattern of a note and its words, None where that does not say enough."""
        if self._learner is None:
            return None
        found = note_shape(body)
        if found is None or not self._came(found[0]):
            return None
        markup, words = found
        if markup not in self._patterns:
            self._patterns[markup] = self._learner.note(markup)
        pattern = self._patterns[markup]
        return (pattern, words) if isinstance(pattern, NotePattern) else None

    def _came(self, pattern: str) -> bool:
        """Whether this file had it. The first is read as ever: where several things remark,
        they do it in their order.
        """
        if pattern in self._first:
            return True
        self._first.add(pattern)
        return False

    def remark(self, pattern: Pattern, remarks: Remarks) -> None:
        """What reading one more of this pattern remarks; from the second on it is counted."""
        own = id(pattern)
        if own not in self._met:
            remarks.again(pattern.remarks)
            self._met[own] = pattern.remarks, 0
        else:
            self._met[own] = pattern.remarks, self._met[own][1] + 1

    def count(self, remarks: Remarks) -> None:
        """Add what was counted; once, at the end."""
        for one, times in self._met.values():
            remarks.again(one, times)

    def place(self, style: str, number: str, labels: Labels) -> Place | None:
        """Where a paragraph of the style that has this number counts."""
        key = style, number
        if key not in self._places:
            made = parsed(f"<w:p><w:pPr>{number}</w:pPr></w:p>")
            if style:
                named = made.makeelement(w("pStyle"))
                named.set(w("val"), style)
                made[0].insert(0, named)
            self._places[key] = labels.place(made)
        return self._places[key]
