"""Notes and comments of nothing but text are cut by their markup as their trees would be."""

from __future__ import annotations

import pytest
from lxml import etree

from tests.documents.word.packages import (
    Link,
    crafted,
    field_runs,
    para,
    picture,
    run,
    story,
    text,
    with_story,
)
from tests.documents.word.test_cutting_notes import EXTENDED, discussed, note, ranged, reference
from tests.documents.word.test_cutting_texts import alike
from workflow.documents.blobs import MemoryBlobs
from workflow.documents.chunk import Pieces
from workflow.documents.merge.kept import Kept, cut_kept
from workflow.documents.merge.manuscript import Policy
from workflow.documents.word.cutting.cut import Cut
from workflow.documents.word.plain_notes import plain_notes
from workflow.documents.word.source import Source

STYLES = (
    '<w:style w:type="paragraph" w:styleId="N"><w:name w:val="footnote text"/></w:style>'
    '<w:style w:type="character" w:styleId="M"><w:name w:val="footnote reference"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="B"><w:name w:val="正文2"/></w:style>'
)
NUMBERING = (
    '<w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:numFmt w:val="decimal"/></w:lvl>'
    '</w:abstractNum><w:num w:numId="3"><w:abstractNumId w:val="1"/></w:num>'
)
MARK = run('<w:rPr><w:rStyle w:val="M"/></w:rPr><w:footnoteRef/>')
LINK = Link("r9", "hyperlink", "https://example.org/", outside=True)
SEPARATOR = (
    '<w:footnote w:type="separator" w:id="-1"><w:p w:rsidR="00AB12CD" w14:paraId="0A0B0C0D">'
    "<w:r><w:separator/></w:r></w:p></w:footnote>"
)


def styled(inner: str, own: str = "N") -> str:
    return para(f'<w:pPr><w:pStyle w:val="{own}"/></w:pPr>{inner}')


NOTES = {
    "usual": note("1", styled(MARK + text("一 "))) + note("2", styled(MARK + text(" 二"))),
    "several paragraphs": note("1", styled(text("一")) + "\n " + styled(text("二"), "B") * 2),
    "unknown styles": note("1", styled(text("一"), "no")) + note("2", styled(text("二"), "no") * 2),
    "blanks": note("1", para(run("<w:t> 一\t二 </w:t><w:tab/><w:br/><w:t>  </w:t>"))),
    "signs": note("1", para(text("100% %s {} ' \" 𠀀 \u2028"))),
    "words of markup": note(
        "1", styled(MARK + text('the theme, xmlns:r="urn:r" r:id="r9" \ue000'))
    ),
    "twice": note("1", para(text("先"))) + note("1", para(text("后"))),
    "empty": note("1", "") + note("2", "<w:p/>"),
    "lost": note("3", para(text("三"))),
    "sessions": note("1", '<w:p w:rsidR="00A1" w14:paraId="7F00AB12">' + text("一") + "</w:p>"),
    "other sessions": note("1", '<w:p w:rsidX="00A1" w:rsidRPr="x">' + text("一") + "</w:p>"),
    "table": note("1", f"<w:tbl><w:tr><w:tc>{para(text('一'))}</w:tc></w:tr></w:tbl>"),
    "numbered": note(
        "1", para('<w:pPr><w:numPr><w:numId w:val="3"/></w:numPr></w:pPr>' + text("一"))
    ),
}
# What is more than text, or may be nothing that a parser reads.
OTHERS = {
    "entity": note("1", para(text("研究&amp;开发"))),
    "numeric": note("1", para(text("&#x4e00;"))),
    "link": note("1", para('<w:hyperlink r:id="r9">' + text("网址") + "</w:hyperlink>")),
    "lost link": note("1", para('<w:hyperlink r:id="r7">' + text("网址") + "</w:hyperlink>")),
    "picture": note("1", para(picture("r9"))),
    "field": note("1", para(field_runs(" PAGE ", shown="1"))),
    "fetching field": note("1", para(field_runs(' INCLUDETEXT "a" ', shown="1"))),
    "bookmark": note("1", para('<w:bookmarkStart w:id="0" w:name="甲"/>' + text("一"))),
    "theme": note("1", para(run('<w:rPr><w:rFonts w:asciiTheme="minorHAnsi"/></w:rPr>'))),
    "change": note("1", para('<w:ins w:id="5" w:author="王">' + text("一") + "</w:ins>")),
    "note": note("1", para(text("注") + reference("1"))),
    "strange": note("1", para("<x:a/>" + text("一"))),
    "declared": note("1", para('<w:r xmlns:y="urn:y"><w:t>一</w:t></w:r>')),
    "remark": note("1", "<!-- 甲 -->" + para(text("一"))),
    "stray": note("1", para(text("一"))) + para(""),
    "no end": note("1", "<w:p><w:r>"),
    "attribute twice": note("1", '<w:p w:rsidR="1" w:rsidR="2">' + text("一") + "</w:p>"),
    "broken word": note("1", para(run("<w:t>一\n二</w:t>"))),
    "a sign that is written else": note("1", para(text("甲 > 乙"))),
    "of another kind": f'<w:comment w:id="1">{para(text("一"))}</w:comment>',
    "self": '<w:footnote w:id="1"/>',
}


def a_file(notes: str, kind: str = "footnote") -> bytes:
    marks = "".join(text(one) + reference(one, kind) for one in ("1", "2", "1"))
    made = crafted(para(marks) + para(text("文")))
    for name, inner in (("styles", STYLES), ("numbering", NUMBERING)):
        with_story(made, name, inner)
    return with_story(made, f"{kind}s", notes.replace("footnote", kind), LINK).data()


def cut_with(data: bytes, monkeypatch: pytest.MonkeyPatch) -> tuple[Kept, list[str]]:
    """What comes of it, and the kinds of notes that were cut as trees."""
    of_tree, seen = Cut._of_tree, list[str]()

    def told(cut: Cut, one: etree._Element, kind: str) -> Pieces:
        seen.append(kind)
        return of_tree(cut, one, kind)

    with monkeypatch.context() as patched:
        patched.setattr(Cut, "_of_tree", told)
        return cut_kept("a.docx", data, Policy(), frozenset(), MemoryBlobs()), seen


@pytest.mark.parametrize("kind", ["footnote", "endnote"])
@pytest.mark.parametrize("name", [*NOTES, *OTHERS])
def test_both_ways_give_the_same(name: str, kind: str, monkeypatch: pytest.MonkeyPatch) -> None:
    notes = SEPARATOR.replace("footnote", kind) + {**NOTES, **OTHERS}[name]
    alike(a_file(notes, kind), monkeypatch)


@pytest.mark.parametrize("name", NOTES)
def test_text_alone_needs_no_tree(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    _, trees = cut_with(a_file(SEPARATOR + NOTES[name]), monkeypatch)
    assert bool(trees) is (name in ("numbered", "table"))


@pytest.mark.parametrize("name", OTHERS)
def test_what_is_more_takes_the_tree(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = story("footnotes", note("2", para(text("二"))) + OTHERS[name])
    assert plain_notes("footnotes", whole.encode()) is None


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ('<w:footnotes xmlns:w="', '<w:footnotes xmlns:w="urn:'),
        ('xmlns:w14="', 'xmlns:w14="urn:'),
        ("<w:footnotes ", '<w:footnotes w:a="1" '),
        ("<w:footnotes ", '<?xml version="1.0" encoding="GBK"?><w:footnotes '),
        ("<w:footnotes ", "<!DOCTYPE a><w:footnotes "),
        ("</w:footnotes>", "</w:footnotes><a/>"),
        ("</w:footnotes>", "</w:footnotes>\u3000"),
        ("二", "二\x01"),
        ("二", "http://purl.oclc.org/ooxml/"),
    ],
)
def test_a_part_that_is_not_as_usual_takes_the_tree(before: str, after: str) -> None:
    whole = '<?xml version="1.0"?>\r\n' + story("footnotes", note("2", para(text("二"))))
    assert plain_notes("footnotes", whole.encode("utf-8-sig")) is not None
    assert plain_notes("footnotes", whole.replace(before, after, 1).encode()) is None


COMMENTS = {
    "usual": "".join(
        f'<w:comment w:id="{n}" w:author="王" w:initials="W" w:date="2026-11-25T08:00:00Z">'
        f"{para(run('<w:annotationRef/>') + text('问'))}</w:comment>"
        for n in (4, 9, 4)
    ),
    "without a name": f'<w:comment w:id="4">{para(text("问"))}</w:comment>',
    "an entity in a name": f'<w:comment w:id="4" w:author="A&amp;B">{para("")}</w:comment>',
}


@pytest.mark.parametrize("name", COMMENTS)
def test_comments_are_cut_alike(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    made = crafted(para(ranged("4", text("甲")) + ranged("9", text("乙"))))
    data = with_story(made, "comments", COMMENTS[name]).data()
    alike(data, monkeypatch)
    _, trees = cut_with(data, monkeypatch)
    assert bool(trees) is ("entity" in name)


def test_comments_that_answer_each_other_take_the_tree(monkeypatch: pytest.MonkeyPatch) -> None:
    made = discussed()
    made.parts["word/comments.xml"] = str(made.parts["word/comments.xml"]).replace("&lt;", "")
    assert any(one.kind == EXTENDED for one in made.links["word/document.xml"])
    alike(made.data(), monkeypatch)
    kept, trees = cut_with(made.data(), monkeypatch)
    assert [one.parent for one in kept.chunk.needs.comments] == [-1, 0]
    assert trees == ["comments"] * 2


def test_whoever_reads_a_file_gets_trees() -> None:
    source = Source.open(a_file(NOTES["usual"]))
    assert source.plain_notes("footnotes") is None
    assert source.note("footnotes", "1") is not None
