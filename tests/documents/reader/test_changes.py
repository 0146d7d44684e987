"""Tracked changes: accepted, or kept as suggestions beside the text before them."""

from __future__ import annotations

from typing import Any

from tests.documents.reader.reading import blocks, lines, p, read, remarks, runs, t
from tests.documents.reader.test_notes import note, ref
from tests.documents.reader.test_tables import tbl, tc, tr
from tests.documents.word.packages import field_runs
from workflow.documents.content import block_text, shown
from workflow.documents.reader import Changes, ReadDocument

WHO = 'w:id="9" w:author="{}" w:date="2025-01-02T03:04:05Z"'


def ins(inner: str, who: str = "王某") -> str:
    return f"<w:ins {WHO.format(who)}>{inner}</w:ins>"


def dele(text: str, who: str = "王某") -> str:
    inner = text if text.startswith("<") else f"<w:r><w:delText>{text}</w:delText></w:r>"
    return f"<w:del {WHO.format(who)}>{inner}</w:del>"


def mark(kind: str, who: str = "王某") -> str:
    return f"<w:rPr><w:{kind} {WHO.format(who)}/></w:rPr>"


def kept(body: str, **stories: str) -> ReadDocument:
    return read(body, changes=Changes.KEEP, **stories)


def changes(found: ReadDocument) -> list[tuple[Any, ...]]:
    """Block by place (-1 before the first), start, end, words set in, blocks, removed."""
    ids = [one.id for one in found.content.blocks]
    return [
        (
            ids.index(one.block) if one.block in ids else -1,
            one.start,
            one.end,
            shown(one.runs),
            [block_text(each) for each in one.blocks],
            one.removed,
        )
        for one in found.suggestions
    ]


def test_accepting_keeps_what_is_inserted_and_drops_what_is_deleted() -> None:
    body = p(t("甲") + ins(t("新")) + dele("旧") + t("乙"))
    body += p(f"<w:moveFrom {WHO.format('王某')}>{t('移')}</w:moveFrom>")
    body += p(f"<w:moveTo {WHO.format('王某')}>{t('移')}</w:moveTo>")
    found = read(body)
    assert lines(found) == ["甲新乙", "", "移"]
    assert found.suggestions == ()
    assert remarks(found) == {"changes_inserted": 2, "changes_deleted": 2}


def test_keeping_gives_the_text_before_and_a_suggestion_each() -> None:
    found = kept(p(t("甲") + ins(t("新", "<w:b/>")) + t("乙") + dele("旧") + t("丙")))
    assert lines(found) == ["甲乙旧丙"]
    assert changes(found) == [(0, 1, 1, "新", [], False), (0, 2, 3, "", [], False)]
    one = found.suggestions[0]
    assert (one.author, one.at) == ("王某", "2025-01-02T03:04:05Z")
    assert one.runs[0].marks == {"bold"}  # type: ignore[union-attr]


def test_a_replacement_by_one_person_is_one_suggestion() -> None:
    assert changes(kept(p(dele("旧") + ins(t("新"))))) == [(0, 0, 1, "新", [], False)]
    two = kept(p(dele("旧", "甲") + ins(t("新"), "乙")))
    assert changes(two) == [(0, 0, 1, "", [], False), (0, 1, 1, "新", [], False)]


def test_pieces_of_one_insertion_are_one() -> None:
    found = kept(p(ins(t("新")) + ins(t("的")) + t("甲")))
    assert changes(found) == [(0, 0, 0, "新的", [], False)]


def test_atoms_go_in_and_out() -> None:
    body = p(t("甲") + ins("<w:r><w:br/></w:r>" + ref()) + dele("<w:r><w:tab/><w:br/></w:r>"))
    found = kept(body, footnotes=note(p("注")))
    assert lines(found) == ["甲\t\ufffc"]
    assert changes(found)[0][:3] == (0, 1, 3)
    assert [type(one).__name__ for one in found.suggestions[0].runs] == ["LineBreak", "Note"]


def test_fields_are_inserted_and_deleted_as_a_whole() -> None:
    gone = field_runs(" DATE ", shown="旧日").replace("w:t>", "w:delText>")
    gone = gone.replace("<w:t ", "<w:delText ").replace("w:instrText", "w:delInstrText")
    found = kept(p(ins(field_runs(" DATE ", shown="新日")) + dele(gone)))
    assert [one["text"] for one in runs(found)] == ["旧日"]
    assert changes(found) == [(0, 0, 1, "新日", [], False)]


def test_a_field_half_of_which_is_tracked_is_one() -> None:
    begin, shown = field_runs(" DATE ", shown="今").split(t("今"))
    found = kept(p(t("甲") + ins(t("新") + begin) + t("今") + ins(shown + t("的"))))
    assert lines(found) == ["甲"]
    assert changes(found) == [(0, 1, 1, "新今的", [], False)]


def test_a_whole_paragraph_that_is_inserted() -> None:
    body = p("甲") + p(ins(t("新一")), mark("ins")) + p(ins(t("新二")), mark("ins")) + p("乙")
    found = kept(body)
    assert lines(found) == ["甲", "乙"]
    assert changes(found) == [(0, 0, 0, "", ["新一", "新二"], False)]
    assert changes(kept(p(ins(t("新")), mark("ins")) + p("甲"))) == [(-1, 0, 0, "", ["新"], False)]


def test_a_paragraph_added_behind_another_is_tracked_at_the_mark_before() -> None:
    found = kept(p("甲", mark("ins")) + p(ins(t("新"))) + p("乙"))
    assert lines(found) == ["甲", "乙"]
    assert changes(found) == [(0, 0, 0, "", ["新"], False)]
    assert lines(read(p("甲", mark("ins")) + p(ins(t("新"))) + p("乙"))) == ["甲", "新", "乙"]


def test_a_whole_paragraph_that_is_deleted() -> None:
    found = kept(p("甲") + p(dele("旧"), mark("del")) + p("乙"))
    assert lines(found) == ["甲", "旧", "乙"]
    assert changes(found) == [(1, 0, 0, "", [], True)]
    assert lines(read(p("甲") + p(dele("旧"), mark("del")) + p("乙"))) == ["甲", "乙"]


def test_a_mark_alone_is_accepted_and_told_of() -> None:
    split, joined = p("甲", mark("ins")) + p("乙"), p("甲", mark("del")) + p("乙")
    for found in (kept(split), read(split)):
        assert lines(found) == ["甲", "乙"]
    for found in (kept(joined), read(joined)):
        assert lines(found) == ["甲乙"]
    assert remarks(kept(split)) == remarks(kept(joined)) == {"changes_structure": 1}


def test_whole_tables_come_and_go() -> None:
    row = '<w:{} w:id="9" w:author="王某"/>'
    new = tbl(tr(tc(p(ins(t("新")))), properties=row.format("ins")))
    old = tbl(tr(tc(p(dele("旧"), mark("del"))), properties=row.format("del")))
    found = kept(p("甲") + new + p("乙") + old)
    assert [one["type"] for one in blocks(found)] == ["paragraph", "paragraph", "table"]
    assert "旧" in str(blocks(found)[2])
    assert [(one[0], len(one[4]), one[5]) for one in changes(found)] == [
        (0, 1, False),
        (2, 0, True),
    ]
    accepted = read(p("甲") + new + p("乙") + old)
    assert [one["type"] for one in blocks(accepted)] == ["paragraph", "table", "paragraph"]


def test_rows_come_and_go_as_suggestions_on_their_table() -> None:
    row = '<w:{} w:id="9" w:author="王某"/>'
    table = tbl(
        tr(tc("甲"), properties="<w:tblHeader/>"),
        tr(tc(p(ins(t("新一")), mark("ins"))), properties=row.format("ins")),
        tr(tc(p(ins(t("新二")))), properties=row.format("ins")),
        tr(tc(p(dele("旧"), mark("del")) + p(dele("的"))), properties=row.format("del")),
        tr(tc("乙")),
    )
    found = kept(table)
    [only] = found.content.blocks
    assert [block_text(one) for one in only.rows[1][0].blocks] == ["旧", "的"]  # type: ignore[union-attr]
    assert len(only.rows) == 3 and only.header_rows == 1  # type: ignore[union-attr]
    [one] = found.suggestions
    assert (one.block, one.start, one.end) == (only.id, 1, 2)
    words = [block_text(cell.blocks[0]) for row in one.rows for cell in row]
    assert words == ["新一", "新二"]
    assert len(read(table).content.blocks[0].rows) == 4  # type: ignore[union-attr]


def test_cells_and_the_rows_of_merged_ones_are_accepted() -> None:
    row = '<w:{} w:id="9" w:author="王某"/>'
    table = tbl(
        tr(tc("甲"), tc("乙", row.format("cellDel"))),
        tr(tc("旧"), properties=row.format("del")),
        tr(tc(p(ins(t("新")))), properties=row.format("ins")),
    )
    for found in (kept(table), read(table)):
        text = str(blocks(found)[0]["rows"])
        assert "甲" in text and "新" in text and "旧" not in text and "乙" not in text
    assert remarks(kept(table)) == {"changes_structure": 3}


def test_changes_in_a_cell_are_suggestions_on_its_paragraphs() -> None:
    found = kept(tbl(tr(tc(p(t("甲") + ins(t("新")))))))
    [one] = found.suggestions
    assert one.block == found.content.blocks[0].rows[0][0].blocks[0].id  # type: ignore[union-attr]
    assert (one.start, shown(one.runs)) == (1, "新")


def test_changes_of_formatting_are_accepted() -> None:
    old = "<w:b/><w:rPrChange w:id='1' w:author='a'><w:rPr><w:i/></w:rPr></w:rPrChange>"
    body = p(
        t("甲", old), "<w:pPrChange w:id='2'><w:pPr><w:jc w:val='left'/></w:pPr></w:pPrChange>"
    )
    for found in (kept(body), read(body)):
        assert runs(found) == [{"text": "甲", "marks": ["bold"]}]
        assert remarks(found) == {"changes_formatted": 2}


def test_changes_within_an_island_are_accepted() -> None:
    control = (
        f"<w:sdt><w:sdtPr/><w:sdtContent>{t('甲')}{ins(t('新'))}{dele('旧')}</w:sdtContent></w:sdt>"
    )
    for found in (kept(p(t("前") + control)), read(p(t("前") + control))):
        assert runs(found)[1]["text"] == "甲新"
    assert remarks(kept(p(t("前") + control)))["changes_in_island"] == 2


def test_changes_within_a_note_are_suggestions_there() -> None:
    found = kept(p(ref()), footnotes=note(p(t("注") + ins(t("新")) + dele("旧"))))
    inner = runs(found)[0]["blocks"][0]["runs"]
    assert inner == [{"text": "注旧"}]
    assert [(one.start, one.end, shown(one.runs)) for one in found.suggestions] == [(1, 2, "新")]
    accepted = read(p(ref()), footnotes=note(p(t("注") + ins(t("新")) + dele("旧"))))
    assert runs(accepted)[0]["blocks"][0]["runs"] == [{"text": "注新"}]


def test_a_note_that_is_inserted_holds_its_text_and_a_deleted_one_the_old() -> None:
    both = note(p(ins(t("新注"))), 2) + note(p(dele("旧注")), 3)
    found = kept(p(t("甲") + ins(ref(2)) + t("乙") + dele(ref(3))), footnotes=both)
    assert runs(found)[1]["blocks"][0]["runs"] == [{"text": "旧注"}]
    [new, old] = found.suggestions
    assert block_text(new.runs[0].blocks[0]) == "新注"  # type: ignore[union-attr]
    assert (old.start, old.end) == (2, 3)


def test_what_somebody_inserted_and_another_deleted_is_told_of() -> None:
    found = kept(p(t("甲") + ins(t("新") + dele("又删", "乙"))))
    assert changes(found) == [(0, 1, 1, "新", [], False)]
    assert remarks(found) == {"nested_change": 1}


def test_numbers_do_not_count_what_is_not_yet_there() -> None:
    numbering = (
        '<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:numFmt w:val="decimal"/>'
        '<w:lvlText w:val="%1."/></w:lvl></w:abstractNum><w:num w:numId="1">'
        '<w:abstractNumId w:val="0"/></w:num>'
    )
    item = '<w:numPr><w:numId w:val="1"/></w:numPr>'
    body = p("甲", item) + p(ins(t("新")), item + mark("ins")) + p("乙", item)
    assert [one.get("start") for one in blocks(kept(body, numbering=numbering))] == [None, None]
