"""Whether a final draft is the signed one with the edits that the director asked for."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from workflow.documents.adopting import with_edits
from workflow.documents.content import Content, content_hash
from workflow.documents.talk_json import suggestions_from_json

Find = Callable[[int], tuple[str, Content] | None]


def leads_to(amendments: Sequence[Mapping[str, Any]], entry: Mapping[str, Any], find: Find) -> bool:
    """Each amendment begins with the words that the one before ended with, the last one ends
    with those of the manifest's ``entry``; ``find`` gives title and content of a draft.

    Edits listed as words are made anew here. Where one was told in words, the director who
    looked at the result has to be named.
    """
    becomes = [one["becomes"] for one in amendments]
    begins = [one["hash"] for one in amendments[1:]]
    if becomes != [*begins, entry["hash"]][: len(becomes)]:
        return False
    return all(_is_made(one, find(one["draft"])) for one in amendments)


def _is_made(one: Mapping[str, Any], base: tuple[str, Content] | None) -> bool:
    if base is None or content_hash(*base) != one["hash"]:
        return False
    if any(edit["change"] is None for edit in one["edits"]):
        return bool(one["accepted_by"])
    title, content = base
    made = with_edits(content, suggestions_from_json([edit["change"] for edit in one["edits"]]))
    return made is not None and content_hash(title, made) == one["becomes"]
