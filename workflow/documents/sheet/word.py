"""A list as a .docx: on wide pages, its head on each of them."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count

from workflow.documents.content import Cell, Content, Paragraph, Run, Table, column_shares
from workflow.documents.merge import Manuscript, Part, assemble
from workflow.documents.profile import Profile
from workflow.documents.sheet.model import Sheet


def as_word(sheet: Sheet, profile: Profile) -> bytes:
    """The bytes of the document in this house style; a title of the report's own kind would
    stand on an upright page by itself.
    """
    numbers = (f"s{n}" for n in count())
    head = tuple(_cell(one.title, numbers) for one in sheet.columns)
    rows = [tuple(_cell(one, numbers) for one in row) for row in sheet.rows]
    shares = column_shares([one.width for one in sheet.columns], len(sheet.columns))
    content = Content(
        (
            Paragraph(next(numbers), (Run(sheet.title, frozenset({"bold"})),), landscape=True),
            Paragraph(next(numbers), (Run(sheet.below),), landscape=True),
            Table(next(numbers), (head, *rows), 1, shares, landscape=True),
        )
    )
    part = Part(0, None, "", "", "", False, content)
    manuscript = Manuscript("", (part,), profile=profile, creator=sheet.creator, at=sheet.at)
    return assemble(manuscript).data


def _cell(text: str, numbers: Iterator[str]) -> Cell:
    lines = text.splitlines() or [""]
    return Cell(tuple(Paragraph(next(numbers), (Run(one),) if one else ()) for one in lines))
