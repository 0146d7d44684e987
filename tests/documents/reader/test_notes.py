"""Footnotes and endnotes."""

from __future__ import annotations

from typing import Any

from tests.documents.reader.reading import IMAGE, PNG, lines, p, read, read_file, remarks, runs, t
from tests.documents.reader.test_pictures import drawing
from tests.documents.word.packages import crafted, with_story

MARK = "<w:r><w:footnoteRef/></w:r>"
LIST = (
    '<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:numFmt w:val="decimal"/>'
    '<w:lvlText w:val="%1."/></w:lvl></w:abstractNum><w:num w:numId="1">'
    '<w:abstractNumId w:val="0"/></w:num>'
)


def ref(own: int = 2, kind: str = "footnote", more: str = "") -> str:
    return f'<w:r><w:{kind}Reference w:id="{own}"{more}/></w:r>'


def note(inner: str, own: int = 2, kind: str = "footnote") -> str:
    return f'<w:{kind} w:id="{own}">{inner}</w:{kind}>'


def text(found: dict[str, Any]) -> list[str]:
    return ["".join(one.get("text", "") for one in block["runs"]) for block in found["blocks"]]


def test_a_footnote_stands_at_its_mark_without_number_and_blank() -> None:
    inner = p(MARK + t(" 注文")) + p(t("第二段", "<w:b/>"))
    found = read(p(t("甲") + ref() + t("乙")), footnotes=note(inner))
    assert lines(found) == ["甲\ufffc乙"]
    assert text(runs(found)[1]) == ["注文", "第二段"]
    assert "endnote" not in runs(found)[1]


def test_an_endnote_is_one() -> None:
    found = read(p(t("甲") + ref(3, "endnote")), endnotes=note(p("尾注"), 3, "endnote"))
    assert runs(found)[1]["endnote"] is True
    assert text(runs(found)[1]) == ["尾注"]


def test_separators_and_lost_notes_are_nothing() -> None:
    separator = (
        '<w:footnote w:id="2" w:type="separator"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>'
    )
    found = read(p(t("甲") + ref(2) + ref(9)), footnotes=separator)
    assert lines(found) == ["甲"]
    assert remarks(found)["lost_note"] == 2


def test_a_list_in_a_note() -> None:
    item = '<w:numPr><w:numId w:val="1"/></w:numPr>'
    found = read(p(ref()), footnotes=note(p("甲", item) + p("乙", item)), numbering=LIST)
    assert [one["type"] for one in runs(found)[0]["blocks"]] == ["list_item", "list_item"]


def test_a_table_in_a_note_is_read_as_its_paragraphs() -> None:
    table = f"<w:tbl><w:tr><w:tc>{p('格一')}</w:tc><w:tc>{p('格二')}</w:tc></w:tr></w:tbl>"
    found = read(p(ref()), footnotes=note(p("注") + table))
    assert text(runs(found)[0]) == ["注", "格一", "格二"]
    assert remarks(found)["note_flattened"] == 1


def test_a_picture_in_a_note_is_an_island_of_its_line() -> None:
    made = with_story(crafted(p(ref())), "footnotes", note(p(t("图") + drawing())), IMAGE)
    found = read_file(made.add(f"word/{IMAGE.target}", PNG))
    assert [one.get("kind") for one in runs(found)[0]["blocks"][0]["runs"]] == [None, "picture"]


def test_a_page_break_in_a_note_is_a_new_line() -> None:
    found = read(p(ref()), footnotes=note(p('<w:r><w:t>甲</w:t><w:br w:type="page"/></w:r>')))
    assert runs(found)[0]["blocks"][0]["runs"] == [{"text": "甲"}, {"type": "line_break"}]


def test_a_mark_of_its_own_stays_as_text() -> None:
    found = read(
        p(ref(more=' w:customMarkFollows="1"') + t("*")), footnotes=note(p(t("*") + t(" 注文")))
    )
    assert lines(found) == ["\ufffc*"]
    assert remarks(found)["note_mark"] == 1


def test_a_note_in_a_note_is_told_of() -> None:
    found = read(p(ref()), footnotes=note(p(t("甲") + ref(2))))
    assert text(runs(found)[0]) == ["甲"]
    assert remarks(found)["note_in_note"] == 1


def test_a_long_note_keeps_all_its_text() -> None:
    found = read(p(ref()), footnotes=note("".join(p(str(n)) for n in range(70))))
    blocks = runs(found)[0]["blocks"]
    assert len(blocks) == 50
    assert "".join(text(runs(found)[0])) == "".join(map(str, range(70)))


def test_an_empty_note_is_a_note() -> None:
    found = read(p(ref()), footnotes=note(""))
    assert runs(found)[0]["blocks"] == [{"type": "paragraph", "runs": []}]


def test_a_link_in_a_note_is_one_of_its_own_part() -> None:
    inner = p(f'<w:hyperlink w:anchor="place">{t("注")}</w:hyperlink>')
    mark = '<w:bookmarkStart w:id="1" w:name="place"/><w:bookmarkEnd w:id="1"/>'
    found = read(p(mark + ref()), footnotes=note(inner))
    assert runs(found)[0] == {"type": "bookmark", "name": "place"}
    assert runs(found)[1]["blocks"][0]["runs"] == [{"text": "注", "link": "#place"}]
