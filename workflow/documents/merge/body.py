"""Pass: title, preamble, sections and signature as paragraphs, in reading order."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from workflow.documents.content.model import Block, ListItem, block_text
from workflow.documents.merge.furniture import DRAFT_HEAD, EVEN_FOOTER, ODD_FOOTER
from workflow.documents.merge.lists import Lists, list_properties
from workflow.documents.merge.manuscript import Manuscript, Part, Warning
from workflow.documents.merge.styles import BODY, SIGNATURE, TITLE, heading_style
from workflow.documents.merge.xml import Element, R, el, element, paragraph, run
from workflow.documents.profile import Font, Profile

DATE_INDENT = 4
"""Characters that a date without signature stands in from the right."""
MEANING = re.compile(r"(?<=[年度的])|(?=关于|工作报告|述职报告|实施方案)")
LINE_OF_TITLE = 20


class Body:
    """Writes the paragraphs of one manuscript and collects what it notices."""

    def __init__(self, manuscript: Manuscript, profile: Profile, lists: Lists) -> None:
        self._manuscript, self._profile, self._lists = manuscript, profile, lists
        self.warnings: list[Warning] = []

    def paragraphs(self, progress: Callable[[str, float], None]) -> Iterator[Element]:
        yield from self._title()
        parts = self._manuscript.parts
        for place, part in enumerate(parts):
            progress("sections", place / max(len(parts), 1))
            yield from self._part(place, part)
        yield from self._signature()
        yield section_properties(self._profile, self._manuscript.draft_mark)

    def _title(self) -> Iterator[Element]:
        if not self._manuscript.title:
            return
        pieces = title_lines(self._manuscript.title)
        made = run(pieces[0], self._profile.title, self._profile)
        for piece in pieces[1:]:
            made.append(el("br"))
            made.extend(list(run(piece, self._profile.title, self._profile))[1:])
        yield paragraph(TITLE, made)

    def _part(self, place: int, part: Part) -> Iterator[Element]:
        blocks = list(part.content.blocks) if part.content else []
        heading = part.numeral + part.title + part.tail
        if heading.strip():
            shared = blocks.pop(0) if part.run_in and _can_share(blocks) else None
            yield self._heading(part, shared)
        if part.content is not None and not any(block_text(one).strip() for one in blocks):
            self._note_empty(place, part, bool(blocks) or not part.run_in)
        yield from self._blocks(blocks)

    def _heading(self, part: Part, shared: Block | None) -> Element:
        """Numeral, title and tail in the level's font; a run-in's text in the body's."""
        font = self._profile.level_font(part.kind)
        runs = [run(part.numeral + part.title + part.tail, font, self._profile)]
        if shared is not None:
            runs += self._runs(shared)
        return paragraph(heading_style(part.level), *runs)

    def _blocks(self, blocks: list[Block]) -> Iterator[Element]:
        open_lists: list[tuple[bool, int]] = []
        for block in blocks:
            if not isinstance(block, ListItem):
                open_lists.clear()
                yield paragraph(BODY, *self._runs(block))
                continue
            number = self._list_of(block, open_lists)
            properties = (list_properties(number, block.depth),)
            yield paragraph(BODY, *self._runs(block), properties=properties)

    def _list_of(self, item: ListItem, open_lists: list[tuple[bool, int]]) -> int:
        """The list that an item continues, or a new one where its kind or depth begins."""
        del open_lists[item.depth + 1 :]
        while len(open_lists) <= item.depth:
            open_lists.append((item.ordered, self._lists.begin(item.ordered)))
        if open_lists[item.depth][0] is not item.ordered:
            open_lists[item.depth] = (item.ordered, self._lists.begin(item.ordered))
        return open_lists[item.depth][1]

    def _runs(self, block: Block) -> list[Element]:
        font = self._profile.body
        return [run(one.text, font, self._profile, "bold" in one.marks) for one in block.runs]

    def _signature(self) -> Iterator[Element]:
        """One blank line, the signature, below it the date (GB/T 9704-2012, 7.3.5, no seal)."""
        signature, date = self._manuscript.signature, self._manuscript.date
        if not signature and not date:
            return
        font = self._profile.body
        yield paragraph(SIGNATURE)
        if signature:
            yield self._right(signature, _signature_indent(signature, date), font)
        if date:
            yield self._right(date, _date_indent(signature, date), font)

    def _right(self, text: str, characters: int, font: Font) -> Element:
        indent = el("ind", rightChars=characters * 100, right=characters * font.size * 10)
        return paragraph(SIGNATURE, run(text, font, self._profile), properties=(indent,))

    def _note_empty(self, place: int, part: Part, is_empty: bool) -> None:
        if is_empty:
            name = part.title or part.numeral or "导语"
            self.warnings.append(
                Warning(place, name, "empty", f"“{name}”没有正文。", f"“{name}” has no text.")
            )


def _can_share(blocks: list[Block]) -> bool:
    return bool(blocks) and not isinstance(blocks[0], ListItem)


def text_width(text: str) -> float:
    """In characters of the body's size: a Latin letter or digit is half of one."""
    return sum(0.5 if one < "\u2e80" else 1 for one in text)


def _signature_indent(signature: str, date: str) -> int:
    """Two characters from the right, more where the date below would leave the text area."""
    return 2 + max(0, round(text_width(date) - text_width(signature)) + 2)


def _date_indent(signature: str, date: str) -> int:
    """The date's first character stands two to the right of the signature's."""
    if not signature:
        return DATE_INDENT
    indent = _signature_indent(signature, date)
    return max(0, indent + round(text_width(signature) - text_width(date)) - 2)


def title_lines(title: str) -> list[str]:
    """A long title broken by meaning into lines of like length; a short one stays whole."""
    if text_width(title) <= LINE_OF_TITLE:
        return [title]
    places = [found.start() for found in MEANING.finditer(title) if 0 < found.start() < len(title)]
    middle = len(title) / 2
    place = min(places, key=lambda one: abs(one - middle), default=round(middle))
    if abs(place - middle) > len(title) / 4:
        place = round(middle)
    return [title[:place], title[place:]]


def section_properties(profile: Profile, draft_mark: bool) -> Element:
    """The page and its number (GB/T 9704-2012, 5 and 7.5), and the head where it is unsigned."""
    page = profile.page
    references = [
        ("footerReference", "default", ODD_FOOTER),
        ("footerReference", "even", EVEN_FOOTER),
    ]
    if draft_mark:
        heads = [("headerReference", kind, DRAFT_HEAD) for kind in ("default", "even")]
        references = heads + references
    made = element("sectPr")
    for name, kind, own in references:
        reference = el(name, type=kind)
        reference.set(f"{{{R}}}id", own)
        made.append(reference)
    made.append(el("pgSz", w=page.width, h=page.height))
    made.append(
        el(
            "pgMar", top=page.top, right=page.right, bottom=page.bottom, left=page.left,
            header=851, footer=page.footer, gutter=0,
        )
    )  # fmt: skip
    return made
