"""What stands around the parts of a report: contents, title, signature, list of attachments."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import astuple
from functools import cached_property
from pathlib import Path

from workflow.documents.blobs import digest_of
from workflow.documents.content import canonical_json
from workflow.documents.house.attachments import attachment_list
from workflow.documents.house.contents_table import Entry, contents_table
from workflow.documents.house.signature import signature_block, signature_under_title
from workflow.documents.house.titles import title_paragraph
from workflow.documents.house.xml import Element
from workflow.documents.merge.manuscript import KeptPart, Manuscript
from workflow.documents.profile import to_json
from workflow.documents.writer import Frame


class Surrounds:
    """As the manuscript and its house style have them."""

    def __init__(self, manuscript: Manuscript) -> None:
        self._manuscript, self._profile = manuscript, manuscript.profile
        count = len(manuscript.parts)
        self.text = count - len(manuscript.attachments) or count
        """How many parts are text: the attachments stand behind them."""

    @cached_property
    def house(self) -> str:
        """The digest of the house style."""
        return digest_of(canonical_json(to_json(self._profile)).encode())

    @property
    def has_head(self) -> bool:
        manuscript = self._manuscript
        return bool(manuscript.title or manuscript.contents or self._under_title())

    def key(self, entries: Sequence[Entry]) -> list[object]:
        """All on which the head depends."""
        manuscript = self._manuscript
        words = (manuscript.title, manuscript.signature, manuscript.date)
        return [self.house, words, [astuple(one) for one in entries]]

    def head(self, entries: Sequence[Entry]) -> list[Element]:
        """Contents, title, and the signature where the house style has it there. No holes."""
        title, profile = self._manuscript.title, self._profile
        contents = contents_table(entries, profile)
        titles = [title_paragraph(title, profile, new_page=bool(contents))] if title else []
        return [*contents, *titles, *self._under_title()]

    def closing(self) -> list[Element]:
        """The list of attachments and the signature (GB/T 9704-2012, 7.3.4 and 7.3.5)."""
        manuscript = self._manuscript
        behind = manuscript.parts[self.text :]
        names = [one.title or Path(one.name).stem for one in behind if isinstance(one, KeptPart)]
        signature = signature_block(manuscript.signature, manuscript.date, self._profile)
        return [*attachment_list(names, self._profile), *signature]

    def frame(self, place: int) -> Frame:
        """What stands around a part: nothing before the first, where the report has no head."""
        is_last = place == len(self._manuscript.parts) - 1
        is_signed = place == self.text - 1 and bool(self.closing())
        return Frame(
            begins=place == 0 and not self.has_head,
            ends=is_last and not is_signed,
            signed=is_signed,
            draft_mark=self._manuscript.draft_mark,
        )

    def _under_title(self) -> list[Element]:
        return signature_under_title(
            self._manuscript.signature, self._manuscript.date, self._profile
        )
