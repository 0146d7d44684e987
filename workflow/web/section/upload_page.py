"""A Word file that came back, as its page shows it before it becomes a draft."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from flask import request

from workflow.actions.showing.compared import Compared, compared
from workflow.actions.showing.reading import changed_blocks, content_of
from workflow.actions.word.upload_merging import ClashWords, Together, base_of, together
from workflow.domain.text import Text, say
from workflow.store import Draft, Upload
from workflow.web.section.page import SectionPage


@dataclass
class UploadPage:
    """What the file would change, what it was made from, and what came of its talk."""

    page: SectionPage
    row: Upload

    @cached_property
    def both(self) -> Together:
        """The file's text with what was written here since it was downloaded."""
        return together(self.row, self.page.section.head)

    @cached_property
    def changes(self) -> tuple[Compared, ...]:
        """From the newest draft to what it would be."""
        return compared(content_of(self.page.section.head), self.both.content)

    @property
    def changed(self) -> int:
        return changed_blocks(self.changes)

    @cached_property
    def base(self) -> Draft | None:
        """The draft of this section that the file says that it was made from."""
        return base_of(self.row)

    @property
    def newer(self) -> Draft | None:
        """The head, where it is another draft than the one that the file was made from."""
        head = self.page.section.head
        is_other = self.base is not None and head is not None and head.id != self.base.id
        return head if is_other else None

    @cached_property
    def meanwhile(self) -> tuple[Compared, ...]:
        """What others changed since the file was downloaded."""
        if self.newer is None:
            return ()
        return compared(content_of(self.base), content_of(self.newer))

    @property
    def origin(self) -> Text:
        """Where the file comes from, as a sentence."""
        row = self.row
        if row.from_section is None:
            return say(
                "文件里没有汇稿的标记，请核对它确是本部分的稿子。",
                "The file carries no mark of Huigao: make sure that it is this section's text.",
            )
        if row.from_section != self.page.section.id or self.base is None:
            return say(
                "文件是从另一部分下载的，请核对后再保存。",
                "The file was downloaded from another section: look twice before you save it.",
            )
        if self.newer is not None:
            return say(
                "文件出自第 {old} 稿，此后已有第 {new} 稿（{who}）。两边的改动会合在一起，"
                "两边都改了的地方由您选择。",
                "The file was made from draft {old}; since then there is draft {new} by {who}. "
                "The changes of both are put together; where both changed the same, you choose.",
                old=self.base.number,
                new=self.newer.number,
                who=self.newer.author.name,
            )
        return say("文件出自第 {n} 稿。", "The file was made from draft {n}.", n=self.base.number)

    @property
    def clashes(self) -> tuple[ClashWords, ...]:
        """Where the person has to choose whose words stand."""
        return self.both.clashes

    @property
    def summary(self) -> Text:
        """What the file brings, in a few words."""
        said = len(self.row.comments) + len(self.row.suggestions)
        words = say("文字没有变化", "The text is the same")
        if self.changed:
            words = say("改动 {n} 段", "Paragraphs changed: {n}", n=self.changed)
        more = say("{words}，意见 {n} 条", "{words}; comments: {n}", words=words, n=said)
        return more if said else words

    @property
    def is_doubtful(self) -> bool:
        """Whether the sentence on its origin is a warning."""
        return self.base is None or self.newer is not None


def choices_in(upload_id: int) -> dict[str, str]:
    """From the form: whose words stand at each clash, by its block."""
    prefix = f"clash-{upload_id}-"
    return {
        name.removeprefix(prefix): choice
        for name, choice in request.form.items()
        if name.startswith(prefix)
    }
