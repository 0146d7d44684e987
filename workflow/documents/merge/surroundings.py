"""What is the same around each report of a house style, kept for a process that made none yet."""

from __future__ import annotations

import json
from collections.abc import Collection
from typing import NamedTuple

from workflow.documents.house.furniture import (
    KINDS,
    footer_part,
    header_part,
    notes_part,
    settings_part,
)
from workflow.documents.merge.stylesheet import Keep
from workflow.documents.pieces import pieces_of
from workflow.documents.profile import Profile
from workflow.documents.word.package import parse_xml


class Surroundings(NamedTuple):
    """Parts as XML; ``footnotes`` and ``endnotes`` are Word's lines above notes."""

    settings: str
    odd_footer: str
    even_footer: str
    header: str
    footnotes: str
    endnotes: str


def surroundings(
    profile: Profile, contents: bool, notes: Collection[str], keep: Keep | None
) -> Surroundings:
    """All of them; ``keep`` may know them of another process."""

    def make() -> bytes:
        settings = settings_part(profile, contents=contents, notes=notes)
        footers = [footer_part(profile, even=even) for even in (False, True)]
        separators = [_separators(kind) for kind in KINDS]
        made = [settings, *footers, header_part(profile), *separators]
        return json.dumps([one.decode() for one in made], ensure_ascii=False).encode()

    told = ["surroundings", repr(profile), contents, sorted(notes)]
    return Surroundings(*json.loads(keep(told, make) if keep else make()))


def _separators(kind: str) -> bytes:
    pieces = pieces_of(*parse_xml(notes_part(kind, ())))
    return b"".join(one for one in pieces if isinstance(one, bytes))
