"""Formatting that the house style decides: it is dropped, and each kind of it is counted."""

from __future__ import annotations

from collections.abc import Hashable, Iterable

from workflow.documents.reader.remarks import Remarks
from workflow.documents.reader.xml import Element, find, is_on, local, said_by, val
from workflow.documents.word.tree import w

_OF_RUNS = {
    "sz": "size",
    "color": "colour",
    "spacing": "characters",
    "w": "characters",
    "kern": "",
    "position": "characters",
    "fitText": "characters",
    "eastAsianLayout": "characters",
    "caps": "capitals",
    "smallCaps": "capitals",
    "em": "emphasis",
    "bdr": "border",
    "outline": "effects",
    "shadow": "effects",
    "emboss": "effects",
    "imprint": "effects",
    "effect": "effects",
}
_OF_PARAGRAPHS = {
    "jc": "alignment",
    "textAlignment": "alignment",
    "ind": "indent",
    "spacing": "line_spacing",
    "pBdr": "border",
    "shd": "shading",
    "framePr": "frame",
    "tabs": "tabs",
    "textDirection": "direction",
    "bidi": "direction",
}
_OF_TABLES = {
    "tblBorders": "table",
    "tblStyle": "table",
    "tblpPr": "floating_table",
    "shd": "table",
    "jc": "table",
    "tblCellMar": "table",
    "tcBorders": "table",
    "vAlign": "table",
    "textDirection": "direction",
    "bidiVisual": "direction",
}
_WORD_14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
_EFFECTS = frozenset(
    _WORD_14 + one for one in ("glow", "shadow", "reflection", "textOutline", "textFill", "props3d")
)
_FACES = tuple(
    w(one + end) for one in ("ascii", "eastAsia", "hAnsi", "cs") for end in ("", "Theme")
)
# Names of styles that the house style has a look for.
_KNOWN = frozenset(
    {"normal", "正文", "heading", "标题", "title", "subtitle", "caption", "题注", "listparagraph"}
    | {"defaultparagraphfont", "hyperlink", "footnotetext", "footnotereference", "endnotetext"}
    | {"endnotereference", "annotationtext", "annotationreference", "strong", "emphasis", "figure"}
    | {"tabletext", "tablehead", "tablefigure", "bodytext", "normal(web)", "nospacing"}
    | {"followedhyperlink"}
)


class Formats:
    """Counts once a run, a paragraph and a table; ``root`` is that of the styles, or None."""

    def __init__(self, root: Element | None, remarks: Remarks) -> None:
        self._remarks = remarks
        self._of_runs: dict[Hashable, tuple[tuple[str, ...], str | None]] = {}
        styles = root.iterchildren(w("style")) if root is not None else ()
        self._names = {
            val(one, "styleId") or "": val(find(one, "name")) or val(one, "styleId") or ""
            for one in styles
        }

    def name(self, style: str) -> str:
        """A style's name as it is compared: without blanks, in small letters."""
        return "".join(self._names.get(style, "").split()).casefold()

    def of_run(self, run: Element) -> None:
        properties = run.find(w("rPr"))
        if properties is None:
            return
        key = said_by(properties)
        if key not in self._of_runs:
            style = val(properties.find(w("rStyle")))
            self._of_runs[key] = tuple(sorted(_of_run(properties))), style
        kinds, style = self._of_runs[key]
        self._count(kinds)
        self._style(style)

    def of_paragraph(self, paragraph: Element) -> None:
        properties = paragraph.find(w("pPr"))
        if properties is not None:
            self._count(_kinds(properties, _OF_PARAGRAPHS))
            self._style(val(properties.find(w("pStyle"))))

    def of_table(self, table: Element) -> None:
        """The table's own look and that of its cells, once."""
        holders = [table.find(w("tblPr")), *table.iterfind(f"{w('tr')}/{w('tc')}/{w('tcPr')}")]
        self._count(
            {kind for one in holders if one is not None for kind in _kinds(one, _OF_TABLES)}
        )

    def of_picture(self) -> None:
        self._count({"picture"})

    def _count(self, kinds: Iterable[str]) -> None:
        for kind in sorted(kinds):
            self._remarks.add(f"format_dropped:{kind}")

    def _style(self, style: str | None) -> None:
        if style is None or style not in self._names:
            return
        name = self.name(style).rstrip("0123456789")
        if name not in _KNOWN and not name.startswith("toc"):
            self._remarks.add("format_dropped:style", self._names[style])


def _of_run(properties: Element) -> set[str]:
    found = _kinds(properties, _OF_RUNS)
    fonts = properties.find(w("rFonts"))
    if fonts is not None and any(one in fonts.attrib for one in _FACES):
        found.add("font")
    if any(one.tag in _EFFECTS for one in properties):
        found.add("effects")
    underline = val(properties.find(w("u")))
    if underline not in (None, "none", "single", "words"):
        found.add("underline")
    return found


def _kinds(properties: Element, table: dict[str, str]) -> set[str]:
    """The kinds of the properties that are there and not switched off."""
    found = {table.get(local(one), "") for one in properties if is_on(one)}
    return found - {""}
