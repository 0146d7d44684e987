"""Pass: the table of contents, a field whose shown lines equal the headings."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from workflow.documents.house.fields import field_instruction, field_sign, simple_field
from workflow.documents.house.styles import TOC_TITLE, toc_style
from workflow.documents.house.xml import Element, el, element, paragraph, run
from workflow.documents.profile import Font, Profile

HEAD = "目　录"
FIRST_MARK = 100_000_000


@dataclass(frozen=True, slots=True)
class Entry:
    """A heading as it reads: its numeral and title, its level from 1 on, its bookmark.

    ``page`` is the number shown until Word or LibreOffice computes it.
    """

    text: str
    level: int
    bookmark: str
    page: int = 1


def bookmark_name(number: int) -> str:
    """The name of a heading's bookmark, hidden as those that Word makes."""
    return f"_Toc{FIRST_MARK + number}"


def contents_table(entries: Sequence[Entry], profile: Profile) -> list[Element]:
    """目录 and a line for each heading down to the profile's depth; nothing without headings.

    The field TOC (ECMA-376, 17.16.5.68) is marked dirty: Word computes the pages when it
    opens the document. The title of the report follows on a new page (``title_paragraph``).
    """
    depth = profile.contents.depth
    shown = [one for one in entries if 1 <= one.level <= depth]
    if not shown:
        return []
    head = paragraph(TOC_TITLE, run(HEAD, profile.contents.title, profile))
    lines = [_line(one, profile) for one in shown]
    font = profile.contents.font
    lines[0][1:1] = [
        field_sign("begin", font, profile, dirty=True),
        field_instruction(f'TOC \\o "1-{depth}" \\h \\z \\u', font, profile),
        field_sign("separate", font, profile),
    ]
    lines[-1].append(field_sign("end", font, profile))
    return [_gallery(head, *lines)]


def _gallery(*paragraphs: Element) -> Element:
    """The frame by which Word knows a table of contents and offers to update it."""
    gallery = element(
        "docPartObj", el("docPartGallery", val="Table of Contents"), el("docPartUnique")
    )
    return element("sdt", element("sdtPr", gallery), element("sdtContent", *paragraphs))


def _line(entry: Entry, profile: Profile) -> Element:
    font = line_font(entry.level, profile)
    link = el("hyperlink", anchor=entry.bookmark, history=1)
    link.append(run(entry.text.replace("\t", " "), font, profile))
    link.append(run("\t", font, profile))
    link.extend(simple_field(f"PAGEREF {entry.bookmark} \\h", str(entry.page), font, profile))
    return paragraph(toc_style(entry.level), link)


def line_font(level: int, profile: Profile) -> Font:
    """The font of a line of contents; the first level has one of its own."""
    return profile.contents.first if level == 1 else profile.contents.font
