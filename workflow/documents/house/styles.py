"""Pass: the styles of the report, under Word's own names so that its navigation works.

No theme attribute anywhere: it would beat the faces that are named (ECMA-376, 17.3.2.26).
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from workflow.documents.house.style_makers import (
    character_style,
    defaults,
    empty_styles,
    paragraph_style,
    table_style,
)
from workflow.documents.house.xml import Element, el, element, serialise, w
from workflow.documents.needs import folded_name
from workflow.documents.profile import BY_DEPTH, GB_T_9704, Font, Profile, Side

BODY, TITLE, SIGNATURE, HEADER, FOOTER = "Body", "Title", "Signature", "Header", "Footer"
LIST, FIGURE, CAPTION = "ListParagraph", "Figure", "Caption"
TABLE, TABLE_TEXT, TABLE_HEAD = "ReportTable", "TableText", "TableHead"
TABLE_FIGURE = "TableFigure"
NOTE_TEXT, NOTE_MARK = "FootnoteText", "FootnoteReference"
ENDNOTE_TEXT, ENDNOTE_MARK = "EndnoteText", "EndnoteReference"
COMMENT_TEXT, COMMENT_MARK = "CommentText", "CommentReference"
LINK = "Hyperlink"
ATTACHMENT_MARK, ATTACHMENT_TITLE = "AttachmentMark", "AttachmentTitle"
TOC_TITLE = "TOCHeading"
LEVELS = 9
DEEPEST_TOC = 4


def heading_style(level: int) -> str:
    """The id of a heading's style; ``level`` counts from 1, deeper than 9 stays 9."""
    return f"Heading{min(max(level, 1), LEVELS)}"


def toc_style(level: int) -> str:
    """The id of the style of a line of contents; ``level`` counts from 1 to 4."""
    return f"TOC{min(max(level, 1), DEEPEST_TOC)}"


def styles_part(profile: Profile) -> bytes:
    """``word/styles.xml``."""
    return serialise(element("styles", defaults(profile), *_all(profile)))


@cache
def house_names() -> Mapping[tuple[str, str], str]:
    """The names of all styles of a house style, by type and folded name; whatever its values."""
    names = ((one.get(w("type")), one.find(w("name"))) for one in _all(GB_T_9704))
    found = ((kind, "" if name is None else name.get(w("val"))) for kind, name in names)
    return {(kind or "", folded_name(name or "")): name or "" for kind, name in found}


def _all(profile: Profile) -> list[Element]:
    groups = (_text, _headings, _objects, _notes, _attachments, _contents, _marks)
    return [*empty_styles(profile), *(one for group in groups for one in group(profile))]


def exact(line: int, before: int = 0, after: int = 0) -> Element:
    """Exact line spacing, in twips (GB/T 9704-2012, 5.3: 22 lines a page)."""
    return el("spacing", before=before, after=after, line=line, lineRule="exact")


def single(before: int = 0, after: int = 0) -> Element:
    """As high as what stands on the line, so that no picture is cut off."""
    return el("spacing", before=before, after=after, line=240, lineRule="auto")


def first_line(profile: Profile) -> Element:
    """The first line's indent both in characters and in twips: some readers know only one."""
    size = profile.indent * profile.body.size * 10
    return el("ind", firstLineChars=profile.indent * 100, firstLine=size)


def _text(profile: Profile) -> list[Element]:
    body, line = profile.body, exact(profile.line)
    flush = (el("jc", val="both"),)
    title = profile.title
    return [
        paragraph_style(BODY, "Body Text", body, profile, line, first_line(profile), *flush),
        paragraph_style(LIST, "List Paragraph", body, profile, exact(profile.line), *flush),
        paragraph_style(
            TITLE, "Title", title.font, profile,
            el("keepNext"), exact(title.line, after=title.after), el("jc", val="center"),
        ),
        paragraph_style(
            SIGNATURE, "Signature", profile.signature.font, profile,
            exact(profile.line), el("jc", val="right"),
        ),
        paragraph_style(HEADER, "header", profile.head, profile, el("jc", val="right")),
        paragraph_style(FOOTER, "footer", profile.number.font, profile),
    ]  # fmt: skip


def _headings(profile: Profile) -> list[Element]:
    return [_heading(level, profile) for level in range(1, LEVELS + 1)]


def _heading(level: int, profile: Profile) -> Element:
    kind = BY_DEPTH[min(level, len(BY_DEPTH)) - 1]
    return paragraph_style(
        heading_style(level), f"heading {level}", profile.level_font(kind), profile,
        el("keepNext"), exact(profile.line), first_line(profile), el("jc", val="both"),
        el("outlineLvl", val=level - 1), following=BODY,
    )  # fmt: skip


def _objects(profile: Profile) -> list[Element]:
    """Tables and pictures: never the exact spacing of the text.

    A picture stays with its caption below; a caption above a table needs ``keep_with_next``.
    """
    table, centre = profile.table, el("jc", val="center")
    return [
        table_style(TABLE, "Report Table", profile),
        paragraph_style(TABLE_TEXT, "Table Text", table.font, profile, single(), _side(table.text)),
        paragraph_style(
            TABLE_FIGURE, "Table Figure", table.font, profile, single(), _side(table.figures)
        ),
        paragraph_style(TABLE_HEAD, "Table Head", table.header, profile, single(), centre),
        paragraph_style(
            FIGURE, "Figure", profile.body, profile,
            el("keepNext"), single(before=160), el("jc", val="center"),
        ),
        paragraph_style(
            CAPTION, "caption", profile.caption, profile,
            single(before=80, after=80), el("jc", val="center"),
        ),
    ]  # fmt: skip


def _side(side: Side) -> Element:
    return el("jc", val="center" if side == "centre" else side)


def _notes(profile: Profile) -> list[Element]:
    font = profile.notes.font
    kinds = ((NOTE_TEXT, "footnote text"), (ENDNOTE_TEXT, "endnote text"))
    made = [paragraph_style(own, name, font, profile, single()) for own, name in kinds]
    comment = paragraph_style(COMMENT_TEXT, "annotation text", Font(font.name, 21), profile)
    return [*made, comment]


def _attachments(profile: Profile) -> list[Element]:
    """附件1 on the first line of a new page, the title on its third (GB/T 9704-2012, 7.3.6)."""
    line, title = profile.line, profile.attachment.title
    return [
        paragraph_style(
            ATTACHMENT_MARK, "Attachment Mark", profile.attachment.mark, profile,
            el("keepNext"), el("pageBreakBefore"), exact(line), following=ATTACHMENT_TITLE,
        ),
        paragraph_style(
            ATTACHMENT_TITLE, "Attachment Title", title, profile,
            el("keepNext"), exact(profile.title.line, before=line, after=profile.title.after),
            el("jc", val="center"), following=BODY,
        ),
    ]  # fmt: skip


def _contents(profile: Profile) -> list[Element]:
    title, contents = profile.title, profile.contents
    head = paragraph_style(
        TOC_TITLE, "TOC Heading", contents.title, profile,
        el("keepNext"), exact(title.line, after=title.after), el("jc", val="center"),
    )  # fmt: skip
    return [head, *(_toc(level, profile) for level in range(1, DEEPEST_TOC + 1))]


def _toc(level: int, profile: Profile) -> Element:
    """Dots up to the number at the right margin, each level in by one character more."""
    font = profile.contents.first if level == 1 else profile.contents.font
    stop = el("tab", val="right", leader="dot", pos=profile.page.text_width)
    depth = level - 1
    indent = el("ind", leftChars=depth * 100, left=depth * font.size * 10)
    return paragraph_style(
        toc_style(level), f"toc {level}", font, profile,
        element("tabs", stop), exact(profile.line), indent, following=BODY,
    )  # fmt: skip


def _marks(profile: Profile) -> list[Element]:
    """Character styles; a link prints black, as the rest of an official document does."""
    raised = el("vertAlign", val="superscript")
    return [
        character_style(NOTE_MARK, "footnote reference", raised),
        character_style(ENDNOTE_MARK, "endnote reference", el("vertAlign", val="superscript")),
        character_style(COMMENT_MARK, "annotation reference", el("sz", val=21), el("szCs", val=21)),
        character_style(LINK, "Hyperlink", el("color", val="000000"), el("u", val="none")),
    ]
