"""A figure of the register goes to Word as a control, and comes back as the reference."""

from __future__ import annotations

import pytest

from tests.documents.reader.reading import lines, p, read, remarks, runs, sentence, t
from tests.documents.writer.making import comment, line_of, write
from tests.documents.writer.making import p as paragraph
from tests.documents.writer.whole import Whole
from workflow.documents.blobs import MemoryBlobs
from workflow.documents.content import FigureRef, Run
from workflow.documents.house.figures import figure_control
from workflow.documents.house.xml import element, run
from workflow.documents.profile import GB_T_9704
from workflow.documents.reader import Changes, ReadDocument, read_word
from workflow.documents.talk import Suggestion

FIGURE = FigureRef("books.2025", 3, "98.3万册")
BACK = {"type": "figure", "figure": "books.2025", "version": 3, "text": "98.3万册"}


def sdt(inner: str, tag: str = "") -> str:
    own = tag or control_tag()
    return (
        f'<w:sdt><w:sdtPr><w:tag w:val="{own}"/><w:text/></w:sdtPr>'
        f"<w:sdtContent>{inner}</w:sdtContent></w:sdt>"
    )


def control_tag() -> str:
    made = figure_control(FIGURE, run(FIGURE.text, GB_T_9704.body, GB_T_9704))
    assert made is not None
    return str(next(made.iter("{*}tag")).get(made.tag.replace("sdt", "val")))


def back(*line: object, changes: Changes = Changes.ACCEPT, **more: object) -> ReadDocument:
    written = write(paragraph("a", *line), **more)  # type: ignore[arg-type]
    return read_word(Whole(written).docx(), MemoryBlobs(), changes=changes)


@pytest.mark.parametrize("words", ["98.3万册", " 前后空格 ", "a\tb", "“甲”<&>", "\u3000"])
def test_it_comes_back_whatever_its_words(words: str) -> None:
    one = FigureRef("f", 1_000_000, words)
    (found,) = back("共", one, "。").content.blocks
    assert found.runs == (Run("共"), one, Run("。"))  # type: ignore[union-attr]


def test_words_that_word_cut_into_several_runs_are_still_the_same() -> None:
    inner = t("98.", "<w:rFonts/><w:lang/>") + "<w:proofErr/>" + t("3万册")
    found = read(p(t("共") + sdt(inner) + t("。")))
    assert runs(found) == [{"text": "共"}, BACK, {"text": "。"}] and not remarks(found)


def test_words_that_somebody_wrote_over_are_text_and_a_remark() -> None:
    found = read(p(t("共") + sdt(t("99万册", "<w:b/>"))))
    assert runs(found) == [{"text": "共"}, {"text": "99万册", "marks": ["bold"]}]
    assert remarks(found) == {"figure_overwritten": 1}
    assert "“99万册”" in sentence(found, "figure_overwritten")


def test_a_figure_that_was_emptied_leaves_nothing() -> None:
    found = read(p(t("共") + sdt("")))
    assert lines(found) == ["共"] and not remarks(found)


def test_a_note_or_a_picture_within_it_is_no_longer_the_figure() -> None:
    found = read(p(sdt(t("98.3万册") + "<w:r><w:br/></w:r>")))
    assert runs(found) == [{"text": "98.3万册"}, {"type": "line_break"}]


@pytest.mark.parametrize(
    "tag", ["huigao:figure:books:0:fb6b5aa8", "figure", "huigao:figure:a b:1:"]
)
def test_a_control_of_somebody_else_is_an_island(tag: str) -> None:
    assert runs(read(p(t("共") + sdt(t("98.3万册"), tag))))[1]["kind"] == "control"


def test_comments_stay_on_it() -> None:
    said = comment("c", "a", 1, 2)
    (one,) = back("共", FIGURE, "。", comments=(said,)).comments
    assert (one.start, one.end) == (1, 2)


def test_suggestions_bring_it_in_and_take_it_away() -> None:
    new = Suggestion("甲", "", "a", 1, 1, line_of(FIGURE))
    old = Suggestion("甲", "", "a", 1, 2)
    (brought,) = back("共", "。", changes=Changes.KEEP, suggestions=(new,)).suggestions
    assert brought.runs == (FIGURE,)
    found = back("共", FIGURE, changes=Changes.KEEP, suggestions=(old,))
    assert found.content.blocks[0].runs == (Run("共"), FIGURE)  # type: ignore[union-attr]
    (gone,) = found.suggestions
    assert (gone.start, gone.end) == (1, 2)
    accepted = back("共", FIGURE, suggestions=(old,)).content.blocks[0]
    assert accepted.runs == (Run("共"),)  # type: ignore[union-attr]


def test_a_key_that_no_tag_holds_is_text_and_is_told() -> None:
    for key in ("年 鉴", "a" * 31, ""):
        written = write(paragraph("a", "共", FigureRef(key, 1, "9")))
        assert [one.code for one in written.remarks] == ["figure_plain"]
        assert Whole(written).body.find(".//{*}sdt") is None


def test_a_tag_is_no_longer_than_word_allows() -> None:
    made = figure_control(FigureRef("k" * 30, 1_000_000, "9"), element("r"))
    assert made is not None
    assert max(len(one) for tag in made.iter("{*}tag") for one in tag.attrib.values()) <= 64
