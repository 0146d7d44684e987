"""What a file is taken apart by, and into."""

from __future__ import annotations

from dataclasses import dataclass

from workflow.documents.content import Content
from workflow.documents.identity import Sighting
from workflow.documents.talk import Suggestion, WordComment


@dataclass(frozen=True, slots=True)
class KnownSection:
    """A section of the report; ``label`` is its whole heading, numeral and tail among it.

    ``level`` 0 is the preamble, which has no heading; ``is_text``: it has text of its own.
    """

    section: int
    level: int
    label: str
    title: str
    is_text: bool = True


@dataclass(frozen=True, slots=True)
class Piece:
    """What a file holds of one section, without its heading; ``section`` is None for what
    belongs to none.

    ``draft`` is what it was made from, as its mark says; None where there is no mark.
    ``heading``: what the heading reads in the file, where that is not what it is called.
    """

    section: int | None
    content: Content
    comments: tuple[WordComment, ...] = ()
    suggestions: tuple[Suggestion, ...] = ()
    marks: tuple[Sighting, ...] = ()
    draft: int | None = None
    heading: str = ""
