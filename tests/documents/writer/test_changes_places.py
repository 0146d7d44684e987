"""Rows that come and go, and what stands where a paragraph or a table may be gone."""

from __future__ import annotations

from tests.documents.writer.making import cell, p, write
from tests.documents.writer.order import misplaced
from tests.documents.writer.test_changes import decided
from tests.documents.writer.whole import Whole, found, text, values
from workflow.documents.content import Run, Table
from workflow.documents.talk import Suggestion


def test_rows_come_and_go_in_their_places() -> None:
    rows = tuple((cell(p(f"c{n}", f"第{n}行")),) for n in range(3))
    changes = (
        Suggestion("甲", "", "t", 1, 2, rows=((cell(p("x", "换入")),),)),
        Suggestion("乙", "", "t", 3, 3, rows=((cell(p("y", "末行")),),)),
        Suggestion("丙", "", "c0", 0, 1, (Run("头"),)),
    )
    written = write(Table("t", rows, header_rows=1), p("e", "完"), suggestions=changes)
    body = Whole(written).body
    assert values(body, ".//w:tr/w:trPr/w:ins/@w:author") == ["甲", "乙"]
    assert values(body, ".//w:tr/w:trPr/w:del/@w:author") == ["甲"]
    assert values(body, ".//w:tr[w:trPr/w:del]//w:delText/text()") == ["第1行"]
    assert len(found(body, ".//w:tblHeader")) == 1
    assert text(decided(written, "ins")) == "头0行换入第2行末行完"
    assert text(decided(written, "del")) == "第0行第1行第2行完"
    assert list(misplaced(body)) == []


def test_a_paragraph_that_may_go_is_never_the_last_one() -> None:
    """Word joins what is left of it to the next; the last mark of a text or a cell stays."""
    changes = (
        Suggestion("甲", "", "c", removed=True),
        Suggestion("甲", "", "z", blocks=(p("n", "新的末段"),)),
    )
    written = write(
        Table("t", ((cell(p("b", "留"), p("c", "去")),),)), p("z", "末"), suggestions=changes
    )
    body = Whole(written).body
    for holder in (body, *found(body, ".//w:tc")):
        paragraphs = [one for one in holder if one.tag.endswith("}p")]
        assert not found(paragraphs[-1], "w:pPr/w:rPr/w:ins | w:pPr/w:rPr/w:del")


def test_tables_stay_apart_when_the_paragraph_between_them_goes() -> None:
    tables = [Table(name, ((cell(p(f"{name}c", name)),),)) for name in ("t", "u")]
    written = write(
        tables[0], p("a", "去"), tables[1], suggestions=(Suggestion("甲", "", "a", removed=True),)
    )
    body = Whole(written).body
    kinds = [one.tag.partition("}")[2] for one in body]
    assert kinds[:4] == ["tbl", "p", "p", "tbl"]
    assert not found(body[2], "w:pPr/w:rPr/w:del")


def test_a_section_ends_in_words_that_stay() -> None:
    change = Suggestion("甲", "", "a", 0, 0, (Run("新"),))
    body = Whole(write(p("a"), p("b", "横排", landscape=True), suggestions=(change,))).body
    (holder,) = found(body, "w:p[w:pPr/w:sectPr and not(.//w:t)]")
    assert holder is body[1]
