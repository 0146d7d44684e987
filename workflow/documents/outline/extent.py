"""Whether a text can be looked through by a person: asked before an outline is made of it."""

from __future__ import annotations

from itertools import islice

from workflow.documents.outline.headings import proposals
from workflow.documents.outline.model import Outline
from workflow.documents.shadow import lines_of, shadow_of
from workflow.documents.word.limits import Limits
from workflow.documents.word.refusals import refusal

# Most numerals behind a sentence are no headings: so many are weighed for one that is shown.
_PROPOSALS_A_HEADING = 20


def check_text(text: str, limits: Limits) -> None:
    """DocumentError: no text at all, or so many lines or numerals that no report has them."""
    if not text.strip():
        raise refusal("no_text")
    shadow = shadow_of(text)
    lines = shadow.count("\n") + 1
    if lines > limits.lines:
        raise refusal("too_many_lines", found=lines, limit=limits.lines)
    most = limits.headings * _PROPOSALS_A_HEADING
    if len(list(islice(proposals(text, shadow, lines_of(shadow)), most + 1))) > most:
        raise refusal("too_many_headings", limit=limits.headings)


def check_outline(outline: Outline, limits: Limits) -> None:
    """DocumentError: more headings, and lines that may be some, than a person is asked about."""
    if len(outline.sections) + len(outline.suggestions) > limits.headings:
        raise refusal("too_many_headings", limit=limits.headings)
