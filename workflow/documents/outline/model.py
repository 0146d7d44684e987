"""What a recognised outline holds. All offsets count code points of the untouched text."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from workflow.documents.checks.blank import Blank
from workflow.documents.numerals import DEFAULT_FRAME, frame_of
from workflow.documents.shadow import lines_of, shadow_of, visible

_DOUBTFUL_FLAGS = frozenset(
    {"sequence_start", "sequence_gap", "sequence_repeat", "nonstandard_separator"}
)


@dataclass(frozen=True, slots=True)
class Decisions:
    """An editor's corrections, kept beside the text and keyed by a heading's start.

    rejected: proposals that are body; accepted: proposals and suggestions confirmed;
    levels: start -> level from 1; added: headings that were not found, at a line's start or
    straight behind a sentence; cuts: such places where a section begins whose title is not in
    the text; kept: glued proposals that stay although the heading that led to them is gone.
    Starts that fit no such place in the text have no effect.
    """

    rejected: frozenset[int] = frozenset()
    accepted: frozenset[int] = frozenset()
    levels: Mapping[int, int] = field(default_factory=lambda: MappingProxyType({}))
    added: frozenset[int] = frozenset()
    cuts: frozenset[int] = frozenset()
    kept: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Section:
    """A heading with the text below it, up to the next heading of any level.

    numeral + title + tail is the heading (white space between them left out); the tail is
    the 。 or : that closes it. `span` reaches to the next heading of the same or a higher
    level. `kind` and `value` are None for a heading without numeral.
    """

    id: str
    parent: str | None
    level: int
    kind: str | None
    value: int | None
    numeral: str
    title: str
    tail: str
    start: int
    line: int
    title_start: int
    title_end: int
    heading_end: int
    span: tuple[int, int]
    body: tuple[int, int] | None
    shares_line: bool
    glued_to_previous: bool
    confirmed: bool
    flags: tuple[str, ...]

    @property
    def doubtful(self) -> bool:
        """Whether a person should look at it before it becomes a section."""
        odd = self.glued_to_previous or bool(_DOUBTFUL_FLAGS & set(self.flags))
        return odd and not self.confirmed

    @property
    def frame(self) -> str | None:
        """How the author wrote the numeral (see numerals); the kind's own for a look-alike."""
        if self.kind is None:
            return None
        try:
            return frame_of(self.numeral, self.kind)
        except ValueError:
            return DEFAULT_FRAME[self.kind]


@dataclass(frozen=True, slots=True)
class Span:
    """The title or the preamble."""

    start: int
    end: int
    text: str

    @property
    def chars(self) -> int:
        """Code points that are not white space."""
        return visible(self.text)


@dataclass(frozen=True, slots=True)
class Point:
    """一是, 一要, 第一, at a sentence's start; `form` N是, N要, `第N,` or N? (是 is missing)."""

    n: int
    form: str
    start: int
    section: str
    flags: tuple[str, ...]
    heading_like: bool


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A line that may be a heading: rule 7. It becomes one when its start is accepted."""

    start: int
    end: int
    text: str
    reason: str


@dataclass(frozen=True, slots=True)
class Outline:
    """The recognised outline; title, preamble, headings and bodies hold every character."""

    text: str
    title: Span | None
    preamble: Span | None
    sections: tuple[Section, ...]
    points: tuple[Point, ...]
    blanks: tuple[Blank, ...]
    suggestions: tuple[Suggestion, ...]
    decisions: Decisions

    def section(self, section_id: str) -> Section:
        """The section with this id ("1.2"); KeyError when there is none."""
        for section in self.sections:
            if section.id == section_id:
                return section
        raise KeyError(section_id)

    def parent(self, section: Section) -> Section | None:
        """The section above, or None at the first level."""
        return self.section(section.parent) if section.parent else None

    def children(self, section_id: str | None) -> tuple[Section, ...]:
        """The sections straight below; None gives those of the first level."""
        return tuple(s for s in self.sections if s.parent == section_id)

    def heading_text(self, section: Section) -> str:
        """Numeral, title and tail as they stand in the text."""
        return self.text[section.start : section.heading_end]

    def body_text(self, section: Section) -> str:
        """The section's own text without its heading, newlines as `\\n`; "" when it has none."""
        if section.body is None:
            return ""
        body = self.text[slice(*section.body)]
        return "\n".join(body[a:b].rstrip("\r") for a, b in lines_of(shadow_of(body)))
