"""Sections as Word files, of about three pages each, such as an office gets by mail.

Headings, 30 Chinese paragraphs in several runs, a list, a table, a picture, a footnote, a
comment, a link, a bookmark and a reference to it, a tracked insertion, a header and a footer,
with the ids of editing sessions that Word writes. Every fourth has numeric style ids as
Chinese Word gives them, every tenth a page on its side. The same number gives the same bytes.
"""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from functools import cache
from random import Random

from bench import section_parts as parts
from bench.texts import sentence

PARAGRAPHS = 30
EVERY_NUMERIC, EVERY_WIDE = 4, 10
EPOCH = (2026, 1, 1, 0, 0, 0)
TABLE_ROWS, TABLE_COLUMNS = 5, 4
SIDE = 48


def section_file(number: int, edition: int = 1) -> bytes:
    """The file of section ``number``, from 1; another ``edition`` has other words."""
    made = _Section(number, edition)
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as zipped:
        for name, data in made.files().items():
            zipped.writestr(zipfile.ZipInfo(name, EPOCH), data, zipfile.ZIP_DEFLATED, 6)
    return stream.getvalue()


class _Section:
    def __init__(self, number: int, edition: int) -> None:
        self._number = number
        self._chosen = Random(number * 1_000 + edition)
        self._ids = parts.NUMERIC if number % EVERY_NUMERIC == 0 else parts.ENGLISH
        self._wide = number % EVERY_WIDE == 0

    def files(self) -> dict[str, bytes]:
        texts = {
            "[Content_Types].xml": parts.TYPES,
            "_rels/.rels": parts.ROOTS,
            "word/document.xml": parts.document(self._body()),
            "word/_rels/document.xml.rels": parts.RELATIONS.format(self._number),
            "word/styles.xml": parts.styles(self._ids),
            "word/numbering.xml": parts.NUMBERING,
            "word/settings.xml": parts.SETTINGS,
            "word/footnotes.xml": parts.footnotes(self._ids, self._words()),
            "word/comments.xml": parts.comments(self._ids, self._words()),
            "word/header1.xml": parts.furniture("hdr", self._ids["header"], "内部资料"),
            "word/footer1.xml": parts.furniture("ftr", self._ids["footer"], "第1页"),
        }
        made = {name: text.encode() for name, text in texts.items()}
        return made | {"word/media/image1.png": _picture(self._number)}

    def _body(self) -> str:
        made = [self._text("heading 1", self._title())]
        special = self._special()
        for place in range(PARAGRAPHS):
            if place % 10 == 0:
                made.append(self._text("heading 2", self._title()))
            made.append(special.get(place) or self._paragraph(self._run(self._words())))
        made += [self._list(), self._table(), self._picture()]
        return "".join(made) + self._page()

    def _special(self) -> dict[int, str]:
        """Paragraphs with something in them, by their place."""
        words = [self._run(self._words()) for _ in range(6)]
        return {
            3: self._paragraph(words[0] + parts.footnote_mark(self._ids)),
            6: self._paragraph(parts.commented(words[1], self._ids)),
            9: self._paragraph(
                words[2] + parts.link(self._run("有关文件", self._ids["Hyperlink"]))
            ),
            12: self._paragraph(parts.bookmarked(words[3], f"_Ref{self._number}")),
            15: self._paragraph(words[4] + parts.reference(f"_Ref{self._number}")),
            18: self._paragraph(words[5] + parts.inserted(self._run(self._words()))),
        }

    def _list(self) -> str:
        place = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'
        own = self._ids["List Paragraph"]
        return "".join(self._paragraph(self._run(self._words()), own, place) for _ in range(5))

    def _table(self) -> str:
        cell = '<w:tc><w:tcPr><w:tcW w:w="2100" w:type="dxa"/></w:tcPr>{}</w:tc>'
        rows = "".join(
            f"<w:tr {self._session('w:rsidR')}>"
            + "".join(
                cell.format(self._paragraph(self._run(f"{row}.{column}")))
                for column in range(TABLE_COLUMNS)
            )
            + "</w:tr>"
            for row in range(TABLE_ROWS)
        )
        grid = '<w:gridCol w:w="2100"/>' * TABLE_COLUMNS
        return (
            f'<w:tbl><w:tblPr><w:tblStyle w:val="{self._ids["Table Grid"]}"/>'
            f'<w:tblW w:w="0" w:type="auto"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>{rows}</w:tbl>'
        )

    def _picture(self) -> str:
        return self._paragraph(f"<w:r>{parts.PICTURE}</w:r>")

    def _page(self) -> str:
        return parts.page(self._wide)

    def _text(self, style: str, words: str) -> str:
        return self._paragraph(self._run(words), self._ids[style])

    def _paragraph(self, inner: str, style: str = "", more: str = "") -> str:
        named = f'<w:pStyle w:val="{style}"/>' if style else ""
        return (
            f'<w:p w14:paraId="{self._hex()}" w14:textId="77777777" '
            f"{self._session('w:rsidR', 'w:rsidRDefault', 'w:rsidP')}><w:pPr>{named}{more}"
            '<w:ind w:firstLineChars="200" w:firstLine="640"/><w:rPr>'
            f'<w:rFonts w:hint="eastAsia"/></w:rPr></w:pPr>{inner}</w:p>'
        )

    def _run(self, words: str, style: str = "") -> str:
        """Two runs, as they come about when somebody corrects a word."""
        named = f'<w:rStyle w:val="{style}"/>' if style else ""
        head = f'<w:r {self._session("w:rsidRPr")}><w:rPr>{named}<w:rFonts w:hint="eastAsia"/>'
        half = len(words) // 2
        return "".join(
            f'{head}<w:sz w:val="32"/></w:rPr><w:t>{one}</w:t></w:r>'
            for one in (words[:half], words[half:])
        )

    def _words(self) -> str:
        return sentence(self._chosen) + sentence(self._chosen)[:20]

    def _title(self) -> str:
        return sentence(self._chosen)[:14]

    def _hex(self) -> str:
        return f"{self._chosen.randrange(0x10000000, 0x7FFFFFFF):08X}"

    def _session(self, *names: str) -> str:
        return " ".join(f'{one}="00{self._hex()[2:]}"' for one in names)


@cache
def _noise(number: int) -> bytes:
    return Random(number).randbytes(SIDE * SIDE * 3)


def _picture(number: int) -> bytes:
    """A PNG of noise, another one in each section."""
    noise = _noise(number)
    rows = b"".join(b"\0" + noise[n * SIDE * 3 : (n + 1) * SIDE * 3] for n in range(SIDE))
    head = struct.pack(">IIBBBBB", SIDE, SIDE, 8, 2, 0, 0, 0)
    chunks = ((b"IHDR", head), (b"IDAT", zlib.compress(rows)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        for kind, data in chunks
    )
