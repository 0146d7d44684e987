"""A file of several sections, as its pages show it before it goes out and after it came back."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from workflow.actions.placing import Placed
from workflow.actions.scene import Scene
from workflow.actions.word.report_upload import loose_words, open_loose, open_parts
from workflow.domain.machine import Refused, move
from workflow.domain.terms import Verb
from workflow.domain.text import Text
from workflow.store import Person, ReportUpload
from workflow.store.comment import has_open_changes
from workflow.web.report.page import ReportPage
from workflow.web.section.page import SectionPage
from workflow.web.section.upload_page import UploadPage


class ReportWordPage(ReportPage):
    """The sections of which a file can be made, the reader's own chosen beforehand."""

    def is_theirs(self, one: Placed) -> bool:
        """Whether this person writes the section, or has it in hand."""
        section = one.section
        hands = self.scene.authors(section) | self.scene.holders(section)
        return self.reader.id in hands

    @property
    def has_suggestions(self) -> bool:
        """Whether suggestions go out as tracked changes."""
        return has_open_changes([one.section.id for one in self.scene.text_sections])

    @cached_property
    def has_own(self) -> bool:
        return any(self.is_theirs(one) for one in self.scene.text_sections)


class ReportUploadPage(ReportPage):
    """A file that came back to the report, taken apart."""

    def __init__(self, scene: Scene, reader: Person, whole: ReportUpload) -> None:
        super().__init__(scene, reader)
        self.whole = whole

    @cached_property
    def parts(self) -> list[PartView]:
        """What the file holds of each section, in the report's order."""
        rows = {one.section_id: one for one in open_parts(self.whole)}
        return [
            PartView(SectionPage(self.scene, one.section, self.reader), rows[one.section.id])
            for one in self.scene.text_sections
            if one.section.id in rows
        ]

    @cached_property
    def same(self) -> list[PartView]:
        """Those of which there is nothing to say."""
        return [one for one in self.parts if not one.is_news and not one.row.heading]

    @property
    def has_news(self) -> bool:
        """Whether anything can be saved."""
        return bool(self.loose) or any(one.can_be_saved for one in self.parts)

    @cached_property
    def absent(self) -> list[Placed]:
        """Sections that the file does not hold: they stay as they are."""
        held = {one.section_id for one in self.whole.parts}
        return [one for one in self.scene.text_sections if one.section.id not in held]

    @cached_property
    def loose(self) -> list[Loose]:
        """What belongs to no section."""
        return [Loose(number, one) for number, one in open_loose(self.whole)]

    @cached_property
    def places(self) -> list[Placed]:
        """The sections that this person may write, to which such a piece can be added."""
        return [
            one
            for one in self.scene.text_sections
            if refusal(SectionPage(self.scene, one.section, self.reader)) is None
        ]


@dataclass
class Loose:
    """A piece of the file by its number, with its words line by line."""

    number: int
    row: dict[str, Any]

    @cached_property
    def words(self) -> list[str]:
        return [one for one in loose_words(self.row) if one.strip()]

    @property
    def said(self) -> int:
        return len(self.row["comments"]) + len(self.row["suggestions"])


class PartView(UploadPage):
    """One section of the file: what it changes, and whether this person may save it."""

    @cached_property
    def why(self) -> Text | None:
        """Why it cannot be saved, if so."""
        return refusal(self.page)

    @property
    def has_talk(self) -> bool:
        return bool(self.row.comments or self.row.suggestions)

    @property
    def is_news(self) -> bool:
        """Whether there is anything to save: other words, or something said."""
        return bool(self.changed) or self.has_talk

    @cached_property
    def brings_talk_alone(self) -> bool:
        """Whether the text stays as it is, and what was said in the file can come along."""
        return self.why is not None and self.has_talk and Verb.COMMENT in self.page.offers

    @property
    def can_be_saved(self) -> bool:
        return self.is_news and (self.why is None or self.brings_talk_alone)


def refusal(page: SectionPage) -> Text | None:
    """What the table says to a file of this person for the section; None where it lets it pass."""
    try:
        move(page.facts, Verb.UPLOAD, seen=page.facts.head)
    except Refused as refused:
        return refused.sentence
    return None
