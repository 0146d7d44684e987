"""Comments: on which words, what was said, who answers whom."""

from __future__ import annotations

from tests.documents.reader.reading import IMAGE, lines, p, read, read_file, remarks, style, t
from tests.documents.reader.test_pictures import CAPTION, NAMED, drawing
from tests.documents.word.packages import Link, crafted, story, with_story
from workflow.documents.content import ATOM
from workflow.documents.reader import Changes, ReadDocument
from workflow.documents.talk import WordComment


def start(own: int = 0) -> str:
    return f'<w:commentRangeStart w:id="{own}"/>'


def end(own: int = 0) -> str:
    return f'<w:commentRangeEnd w:id="{own}"/>{ref(own)}'


def ref(own: int = 0) -> str:
    return f'<w:r><w:commentReference w:id="{own}"/></w:r>'


def comment(text: str = "请核对", own: int = 0, more: str = "") -> str:
    said = "".join(
        f'<w:p w14:paraId="0000000{own}"><w:r><w:annotationRef/></w:r>{t(one)}</w:p>'
        for one in text.split("/")
    )
    return (
        f'<w:comment w:id="{own}" w:author="王某" w:initials="W" w:date="2025-01-02T03:04:05Z"'
        f"{more}>{said}</w:comment>"
    )


def only(found: ReadDocument) -> WordComment:
    [one] = found.comments
    return one


def placed(found: ReadDocument) -> tuple[int, int, int, str]:
    """Which block, from where to where, and the quote."""
    one = only(found)
    ids = [block.id for block in found.content.blocks]
    return ids.index(one.block), one.start, one.end, one.quote


def test_a_comment_on_words() -> None:
    body = p(t("甲乙") + start() + t("丙") + t("丁", "<w:b/>") + end() + t("戊"))
    found = read(body, comments=comment("请核对/第二段"))
    assert placed(found) == (0, 2, 4, "丙丁")
    one = only(found)
    assert (one.key, one.author, one.at) == ("0", "王某", "2025-01-02T03:04:05Z")
    assert (one.text, one.parent, one.done) == ("请核对\n第二段", "", False)


def test_atoms_count_as_one() -> None:
    body = p("<w:r><w:br/></w:r>" + start() + "<w:r><w:br/></w:r>" + t("甲") + end())
    found = read(body, comments=comment())
    assert lines(found) == [f"{ATOM}{ATOM}甲"]
    assert placed(found) == (0, 1, 3, "甲")


def test_a_comment_without_a_range_stands_at_its_mark() -> None:
    assert placed(read(p(t("甲") + ref() + t("乙")), comments=comment())) == (0, 1, 1, "")


def test_a_comment_that_nothing_marks_stands_at_the_beginning_and_is_told_of() -> None:
    found = read(p("甲"), comments=comment())
    assert placed(found) == (0, 0, 0, "")
    assert remarks(found)["comment_without_place"] == 1


def test_a_comment_over_paragraphs_stands_at_the_first_with_all_words() -> None:
    body = p(t("甲") + start() + t("乙")) + p("丙") + p(t("丁") + end() + t("戊"))
    found = read(body, comments=comment())
    assert placed(found) == (0, 1, 2, "乙\n丙\n丁")
    assert remarks(found)["comment_over_paragraphs"] == 1


def test_marks_between_paragraphs() -> None:
    found = read(p("甲") + start() + p("乙") + end()[: -len(ref())] + p("丙"), comments=comment())
    assert placed(found) == (1, 0, 1, "乙")


def test_a_comment_around_an_equation_is_on_its_atom() -> None:
    equation = "<m:oMath><m:r><m:t>x</m:t></m:r></m:oMath>"
    found = read(p(t("甲") + start() + equation + end()), comments=comment())
    assert placed(found) == (0, 1, 2, "x")


def test_a_comment_within_an_island_is_on_the_island() -> None:
    inner = start() + t("控件") + end()
    control = "<w:sdt><w:sdtPr/><w:sdtContent>{}</w:sdtContent></w:sdt>"
    found = read(p(t("甲") + control.format(inner)), comments=comment())
    assert placed(found) == (0, 1, 2, "控件")
    found = read(p("甲") + control.format(p(inner)), comments=comment())
    assert placed(found) == (1, 0, 0, "控件")


def test_a_comment_in_a_cell() -> None:
    body = f"<w:tbl><w:tr><w:tc>{p(start() + t('格') + end())}</w:tc></w:tr></w:tbl>"
    one = only(read(body, comments=comment()))
    assert (one.start, one.end, one.quote) == (0, 1, "格")


def test_a_comment_behind_a_number_that_became_text_and_behind_a_page_break() -> None:
    numbering = (
        '<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:numFmt w:val="chineseCounting"/>'
        '<w:lvlText w:val="%1、"/></w:lvl></w:abstractNum><w:num w:numId="1">'
        '<w:abstractNumId w:val="0"/></w:num>'
    )
    item = '<w:numPr><w:numId w:val="1"/></w:numPr>'
    found = read(
        p(t("甲") + start() + t("乙") + end(), item), comments=comment(), numbering=numbering
    )
    assert placed(found) == (0, 3, 4, "乙")
    turn = '<w:r><w:br w:type="page"/></w:r>'
    found = read(p(t("甲") + turn + t("乙") + start() + t("丙") + end()), comments=comment())
    assert placed(found) == (2, 1, 2, "丙")
    found = read(p(t("甲") + turn + start() + end()), comments=comment())
    assert placed(found) == (1, 0, 0, "")


def test_a_comment_on_a_picture_and_on_its_caption() -> None:
    found = read(p(start() + drawing() + end()), IMAGE, comments=comment())
    assert placed(found) == (0, 0, 0, "")
    body = p(drawing()) + p(t("图1") + start() + t("甲") + end(), NAMED)
    found = read(body, IMAGE, comments=comment(), styles=CAPTION)
    assert placed(found) == (0, 2, 3, "甲")


def test_answers_and_what_is_resolved() -> None:
    made = crafted(p(start() + start(1) + t("甲") + end() + end(1)))
    with_story(made, "comments", comment() + comment("已改", 1))
    rows = (
        '<w15:commentEx w15:paraId="00000000" w15:done="1"/>'
        '<w15:commentEx w15:paraId="00000001" w15:paraIdParent="00000000" w15:done="1"/>'
    )
    kind = "http://schemas.microsoft.com/office/2011/relationships/commentsExtended"
    made.link(Link("rEx", kind, "commentsExtended.xml"))
    inner = story("x", rows).replace("w:x", "w15:commentsEx")
    made.add(
        "word/commentsExtended.xml",
        inner,
        "application/vnd.openxmlformats-officedocument.wordprocessingml.commentsExtended+xml",
    )
    first, second = read_file(made).comments
    assert (first.parent, first.done) == ("", True)
    assert (second.text, second.parent, second.done) == ("已改", "0", True)


def test_two_comments_with_one_id_are_one_and_the_first() -> None:
    found = read(p(start() + t("甲") + end()), comments=comment("一") + comment("二"))
    assert [one.text for one in found.comments] == ["一"]


def test_a_comment_on_inserted_words_quotes_them() -> None:
    mark = '<w:ins w:id="9" w:author="甲"/>'.replace("/>", ">")
    body = p(t("前") + start() + f"{mark}{t('新')}</w:ins>" + end() + t("后"))
    assert placed(read(body, comments=comment()))[:3] == (0, 1, 2)
    kept = read(body, comments=comment(), changes=Changes.KEEP)
    assert placed(kept)[:3] == (0, 1, 1)


def test_a_style_of_comments_does_not_matter() -> None:
    found = read(p(ref()), comments=comment(), styles=style("CommentText"))
    assert only(found).text == "请核对"
