"""Paragraphs in which notes, links, bookmarks, references and pictures stand are read by their
pattern as they are read one by one.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from random import Random

import pytest

from tests.documents.reader.reading import PNG, p, style, t
from tests.documents.reader.test_known import LEVELS, NUMBER, PROPERTIES, alike, by_itself, said
from tests.documents.word.packages import Crafted, Link, crafted, field_runs, picture, with_story
from workflow.documents.blobs import MemoryBlobs
from workflow.documents.content import Note, Picture, inlines
from workflow.documents.pieces import NAMESPACES
from workflow.documents.reader import Changes, Recall, read_word
from workflow.documents.reader.filling import Filling
from workflow.documents.word.aside import thinned

LINKS = (
    Link("rWeb", "hyperlink", "https://example.org/a?b=1", outside=True),
    Link("rMail", "hyperlink", "mailto:a@example.org", outside=True),
    Link("rSame", "hyperlink", "https://example.org/a?b=1", outside=True),
    Link("rFile", "hyperlink", "file:///c:/a.doc", outside=True),
    Link("rHash", "hyperlink", "#_Ref1", outside=True),
    Link("rPic", "image", "media/a.png"),
    Link("rLost", "image", "media/none.png"),
)
IDS = (*(one.id for one in LINKS), "rNone")
NAMES = ("_Ref1", "_Ref2", "_REF2", "_Toc9", "_GoBack", "附件一", "没有")
WORDS = (
    "全年完成12项。",
    "第二句",
    "a “b” c",
    "前后\u3000隔开",
    "两\u00a0段",
    "\u200b零宽",
    "1&amp;2",
)
STYLES = (
    style("H", "<w:pPr><w:outlineLvl w:val='1'/></w:pPr><w:rPr><w:b/></w:rPr>", name="heading 2")
    + style("N", f"<w:pPr>{NUMBER.format(0, 2)}</w:pPr>")
    + style("C", name="caption")
    + style("Mark", "<w:rPr><w:vertAlign w:val='superscript'/></w:rPr>", "character")
    + style("Odd", '<w:pPr><w:jc w:val="right"/></w:pPr><w:rPr><w:i/></w:rPr>', name="Our own")
)
NUMBERING = f'<w:abstractNum w:abstractNumId="0">{LEVELS}</w:abstractNum>' + "".join(
    f'<w:num w:numId="{n}"><w:abstractNumId w:val="0"/></w:num>' for n in (1, 2)
)
LOOKS = ("", "<w:b/>", '<w:sz w:val="18"/><w:color w:val="FF0000"/>', '<w:rStyle w:val="Mark"/>')
FORMS = (
    *("", PROPERTIES.format("H"), PROPERTIES.format("Odd"), PROPERTIES.format("C")),
    *(PROPERTIES.format("N"), NUMBER.format(0, 1), NUMBER.format(2, 1), "<w:pageBreakBefore/>"),
)


def note(chosen: Random, kind: str = "footnote") -> str:
    own = chosen.choice((1, 2, 3, 4, 5, 6, 7, 99))
    return f'<w:r><w:rPr>{chosen.choice(LOOKS)}</w:rPr><w:{kind}Reference w:id="{own}"/></w:r>'


def link(chosen: Random) -> str:
    own = chosen.choice(IDS)
    place = chosen.choice(("", "", ' w:anchor="_Ref1"', ' w:history="1"'))
    return f'<w:hyperlink r:id="{own}"{place}>{word(chosen)}</w:hyperlink>'


def place(chosen: Random) -> str:
    return f'<w:hyperlink w:anchor="{chosen.choice(NAMES)}">{word(chosen)}</w:hyperlink>'


def mark(chosen: Random) -> str:
    own, name = chosen.randrange(9), chosen.choice((*NAMES, f"_Ref{chosen.randrange(20)}"))
    end = chosen.choice((own, own, 77))
    return f'<w:bookmarkStart w:id="{own}" w:name="{name}"/><w:bookmarkEnd w:id="{end}"/>'


def reference(chosen: Random) -> str:
    code = chosen.choice((" REF {} \\h ", "PAGEREF {}", ' HYPERLINK "https://a.cn" ', " PAGE "))
    return field_runs(code.format(chosen.choice(NAMES)), shown=chosen.choice(WORDS))


def drawn(chosen: Random) -> str:
    alt = chosen.choice(("", "示意图", " 两  格 ", "另一张"))
    made = picture(chosen.choice(("rPic", "rLost", "rNone")), alt, number=chosen.randrange(9))
    return chosen.choice((made, real(made)))


def real(drawing: str) -> str:
    """What says of itself that it is a picture; else it is a shape."""
    return drawing.replace('uri="p"', f'uri="{NAMESPACES["pic"]}"')


def word(chosen: Random) -> str:
    return t(chosen.choice(WORDS), chosen.choice(LOOKS))


THINGS: tuple[Callable[[Random], str], ...] = (note, link, place, mark, reference, drawn)


def paragraph(chosen: Random, some: Random) -> str:
    """Its form is one of few (``some``), what stands in it any (``chosen``)."""
    things = [some.choice(THINGS) for _ in range(some.choice((1, 1, 1, 2)))]
    inner = "".join(one(chosen) for one in things)
    lead = word(chosen) if some.random() < 0.7 else ""
    return p(lead + inner + (word(chosen) if some.random() < 0.3 else ""), some.choice(FORMS))


def notes(chosen: Random) -> str:
    made = ""
    for own in range(1, 8):
        lead = chosen.choice((t(" "), "", "<w:r><w:tab/></w:r>"))
        body = p(f"<w:r><w:footnoteRef/></w:r>{lead}{word(chosen)}", chosen.choice(FORMS[:3]))
        more = chosen.choice(("", "", p(word(chosen))))
        made += f'<w:footnote w:id="{own}">{body}{more}</w:footnote>'
    return made


def made_of(body: str, chosen: Random) -> Crafted:
    made = crafted(body, *LINKS)
    made.add("word/media/a.png", PNG)
    stories = (("styles", STYLES), ("numbering", NUMBERING), ("footnotes", notes(chosen)))
    for kind, inner in stories:
        with_story(made, kind, inner)
    return made


@pytest.mark.parametrize("changes", [Changes.ACCEPT, Changes.KEEP])
@pytest.mark.parametrize("seed", range(8))
def test_any_things_read_alike(
    seed: int, changes: Changes, monkeypatch: pytest.MonkeyPatch
) -> None:
    chosen = Random(seed)
    kinds = [chosen.randrange(10_000) for _ in range(9)]
    body = "".join(paragraph(chosen, Random(chosen.choice(kinds))) for _ in range(70))
    alike(made_of(body, chosen).data(), changes, monkeypatch)


def usual(number: int) -> str:
    """A paragraph of each kind, as an office writes it."""
    chosen = Random(number)
    marked = f'<w:bookmarkStart w:id="{number}" w:name="_Ref{number}"/>'
    return "".join(
        (
            p(t(f"第{number}句") + f'<w:r><w:footnoteReference w:id="{number % 7 + 1}"/></w:r>'),
            p(t(f"第{number}句") + f'<w:hyperlink r:id="rWeb">{t("见附件")}</w:hyperlink>'),
            p(f'{marked}<w:bookmarkEnd w:id="{number}"/>' + t(chosen.choice(WORDS[:2]))),
            p(t("见") + field_runs(f" REF _Ref{number} \\h ", shown=f"第{number}条")),
            p(real(picture("rPic", f"图{number}", number=number))),
        )
    )


def test_of_each_kind_one_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    """All others are known by it, in this file and in the next one."""
    made = made_of("".join(map(usual, range(30))), Random(1))
    plainly, recall = by_itself(made.data(), Changes.ACCEPT, monkeypatch), Recall()
    filled: list[object] = []

    def watched(fill: Callable[..., object]) -> Callable[..., object]:
        def noting(own: Filling, pattern: object, words: object) -> object:
            filled.append(pattern)
            return fill(own, pattern, words)

        return noting

    for name in ("line", "picture"):
        monkeypatch.setattr(Filling, name, watched(getattr(Filling, name)))
    for _ in range(2):
        filled.clear()
        read = read_word(made.data(), MemoryBlobs(), recall=recall)
        assert said(read) == plainly and len(filled) == 5 * 29 and len(set(map(id, filled))) == 5
    noted = [one for block in read.content.blocks for one in inlines(block)]
    assert sum(isinstance(one, Note) for one in noted) == 30
    assert sum(isinstance(one, Picture) for one in read.content.blocks) == 30


def test_islands_are_kept_where_the_rest_is(monkeypatch: pytest.MonkeyPatch) -> None:
    data, kept = made_of("".join(map(usual, range(3))), Random(1)).data(), MemoryBlobs()
    read_word(data, kept)
    alone = MemoryBlobs()
    with monkeypatch.context() as patched:
        patched.setattr(Filling, "is_ready", lambda *given: False)
        read_word(data, alone)
    assert kept.kept == alone.kept


STAYS = (
    '<w:hyperlink r:id="rNone">{}</w:hyperlink>',
    '<w:bookmarkStart w:id="1" w:name="_hgs3d1"/><w:bookmarkEnd w:id="1"/>{}',
    '<w:bookmarkStart w:id="1" w:name="_HGS3d1"/><w:bookmarkEnd w:id="1"/>{}',
    '{}<w:r><w:footnoteReference w:id="1" w:customMarkFollows="1"/></w:r>',
    '{}<w:r><w:fldChar w:fldCharType="begin"/><w:fldChar w:fldCharType="end"/></w:r>',
    '{}<w:r><w:rPr><w:rFonts w:asciiTheme="minor"/></w:rPr><w:footnoteReference w:id="1"/></w:r>',
)


@pytest.mark.parametrize("inner", STAYS)
def test_what_has_to_be_seen_stays(inner: str) -> None:
    """What leads nowhere, marks of ours, fonts of a theme: the tree is asked for those."""
    data = str(crafted(p(inner.format(t("字"))) * 3).parts["word/document.xml"]).encode()
    assert not thinned(data, related=lambda: {"rWeb"}).things


MANY = 90_000
LONG = (
    field_runs(" REF " + "a" * MANY, shown="x"),
    field_runs(" REF " + "a" * MANY + "&quot;", shown="x"),
    field_runs(" REF " + "a" * MANY + '"', shown="x"),
    field_runs(" REF a " + '"begin" ' * (MANY // 8), shown="x"),
    t("a " * (MANY // 2) + "\n字"),
    t(" " * MANY),
    f'<w:bookmarkStart w:id="1" w:name="{"a " * (MANY // 2)}\t"/>',
    "<w:r><w:drawing><wp:docPr " + "descr " * (MANY // 6) + "/></w:drawing></w:r>",
    '<w:bookmarkEnd w:id="1"/>' * (MANY // 25),
)


@pytest.mark.parametrize("inner", LONG, ids=range(len(LONG)))
def test_long_things_take_no_longer_than_their_length(inner: str) -> None:
    data = str(crafted(p(mark(Random(1)) + inner)).parts["word/document.xml"]).encode()
    begun = time.process_time()
    thinned(data, 1, related=lambda: ())
    # Quadratic work on these takes tens of seconds; the bound leaves room for a busy machine.
    assert time.process_time() - begun < 2
