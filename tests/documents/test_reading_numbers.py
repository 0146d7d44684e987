"""Automatic numbers that take a detour: by list styles, by levels tied to styles, by restarts."""

from tests.documents.crafted import paragraph, word_file
from tests.documents.test_reading_docx import level_xml, numbered, styled
from workflow.documents.outline import outline_of
from workflow.documents.outline.word_text import docx_text

LIST = (
    '<w:num w:numId="1"><w:abstractNumId w:val="5"/></w:num>'
    '<w:num w:numId="2"><w:abstractNumId w:val="6"/></w:num>'
)


def abstract(levels: str, own: int = 5) -> str:
    return f'<w:abstractNum w:abstractNumId="{own}">{levels}</w:abstractNum>'


def heading_style(own: str, name: str, num_id: int | None = 1) -> str:
    number = f'<w:numPr><w:numId w:val="{num_id}"/></w:numPr>' if num_id else ""
    return (
        f'<w:style w:type="paragraph" w:styleId="{own}"><w:name w:val="{name}"/>'
        f"<w:pPr>{number}</w:pPr></w:style>"
    )


def test_levels_tied_to_heading_styles_give_numerals_and_levels() -> None:
    levels = level_xml(0, "chineseCountingThousand", "%1、", '<w:pStyle w:val="h1"/>') + level_xml(
        1, "chineseCountingThousand", "（%2）", '<w:pStyle w:val="h2"/>'
    )
    styles = heading_style("h1", "heading 1") + heading_style("h2", "heading 2")
    body = (
        styled("工作情况", "h1") + styled("培训", "h2") + paragraph("写了。") + styled("考核", "h2")
        + styled("打算", "h1") + styled("学习", "h2")
    )  # fmt: skip
    outline = outline_of("a.docx", word_file(body, styles, abstract(levels) + LIST))
    assert [(s.id, s.numeral, s.title, s.flags) for s in outline.sections] == [
        ("1", "一、", "工作情况", ()), ("1.1", "（一）", "培训", ()), ("1.2", "（二）", "考核", ()),
        ("2", "二、", "打算", ()), ("2.1", "（一）", "学习", ()),
    ]  # fmt: skip


def test_a_list_that_names_a_list_style_has_the_levels_of_that_style() -> None:
    style = (
        '<w:style w:type="numbering" w:styleId="ls"><w:name w:val="ls"/><w:pPr><w:numPr>'
        '<w:numId w:val="2"/></w:numPr></w:pPr></w:style>'
    )
    numbering = (
        abstract('<w:numStyleLink w:val="ls"/>')
        + abstract('<w:styleLink w:val="ls"/>' + level_xml(0, "decimal", "%1."), 6)
        + LIST
    )
    body = numbered("甲") + numbered("乙")
    assert docx_text(word_file(body, style, numbering))[0] == "1. 甲\n2. 乙"
    assert docx_text(word_file(body, "", numbering))[0] == "甲\n乙"


def test_a_level_that_nothing_sets_back_counts_on() -> None:
    levels = level_xml(0, "decimal", "%1.") + level_xml(
        1, "decimal", "（%2）", '<w:lvlRestart w:val="0"/>'
    )
    body = numbered("甲") + numbered("乙", 1) + numbered("丙") + numbered("丁", 1)
    text = docx_text(word_file(body, "", abstract(levels) + LIST))[0]
    assert text == "1. 甲\n（1）乙\n2. 丙\n（2）丁"


def test_a_paragraph_s_own_number_beats_its_style_s() -> None:
    levels = level_xml(0, "decimal", "%1.")
    body = styled("甲", "h1") + styled("乙", "h1", '<w:numPr><w:numId w:val="0"/></w:numPr>')
    file = word_file(body, heading_style("h1", "heading 1"), abstract(levels) + LIST)
    assert docx_text(file)[0] == "1. 甲\n乙"
