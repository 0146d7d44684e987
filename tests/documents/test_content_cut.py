"""The outline of rich content: its sections take blocks along, and nothing is lost."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from workflow.documents.content import (
    Block,
    Cell,
    Content,
    Heading,
    LineBreak,
    ListItem,
    Note,
    PageBreak,
    Paragraph,
    Picture,
    Run,
    Table,
    every_block,
    inlines,
    plain_text,
)
from workflow.documents.outline.content_cut import outline_within, sections_of
from workflow.documents.outline.content_text import text_of

HASH = "a" * 64


def line(own: str, *runs: object) -> Paragraph:
    made = tuple(Run(one) if isinstance(one, str) else one for one in runs)
    return Paragraph(own, made)  # type: ignore[arg-type]


def note(words: str) -> Note:
    return Note((line("n" + words, words),))


def picture(own: str) -> Picture:
    return Picture(own, HASH, "image/png", 1, 1)


def cut_up(*blocks: Block) -> tuple[Content, dict[str, Content]]:
    whole = text_of(Content(blocks))
    return sections_of(outline_within(whole, whole.decisions), whole)


def test_tables_and_pictures_stay_in_their_section() -> None:
    table = Table("t", ((Cell((line("c", "一、不是标题"),)),),))
    preamble, bodies = cut_up(
        line("t0", "工作报告"),
        line("p", "导语。"),
        line("h1", "一、收入"),
        line("a", "正文甲。"),
        picture("pic"),
        line("h2", "二、支出"),
        line("b", "正文乙。"),
        table,
        picture("last"),
    )
    assert [one.id for one in preamble.blocks] == ["p"]
    assert [one.id for one in bodies["1"].blocks] == ["a", "pic"]
    assert [one.id for one in bodies["2"].blocks][-1] == "last"


def test_a_glued_heading_splits_its_block_and_keeps_marks() -> None:
    bold = Run("重点", frozenset({"bold"}))
    _, bodies = cut_up(
        line("h", "一、收入"),
        Paragraph("a", (Run("增长明显。"), bold, Run("突出。二、支出。下降。"))),
    )
    assert bodies["1"].blocks[0] == Paragraph("a", (Run("增长明显。"), bold, Run("突出。")))
    assert plain_text(bodies["2"]) == "下降。"


def test_text_behind_a_heading_in_its_own_paragraph_is_its_section_s() -> None:
    _, bodies = cut_up(Paragraph("h", (Run("（一）收入。"), LineBreak(), Run("增长。"))))
    assert [inlines(block) for block in bodies["1"].blocks] == [(Run("增长。"),)]


def test_a_note_on_a_heading_or_the_title_moves_into_the_text() -> None:
    preamble, bodies = cut_up(
        line("t0", "工作报告", note("题注")),
        line("p", "导语。"),
        line("h", "一、收", note("头注"), "入", note("尾注")),
        line("a", "正文。"),
    )
    assert plain_text(preamble) == "导语。\n题注"
    assert plain_text(bodies["1"]) == "正文。\n头注\n尾注"


def test_numbers_of_lists_count_as_text_but_stay_numbers() -> None:
    items = tuple(ListItem(f"i{n}", True, 0, (Run(f"第{n}条要求明确。"),)) for n in (1, 2))
    whole = text_of(Content((line("h", "一、要求"), *items)))
    assert whole.text == "一、要求\n1. 第1条要求明确。\n2. 第2条要求明确。"


def test_headings_that_the_file_marks_are_headings() -> None:
    blocks = (Heading("h", 1, (Run("概况"),)), line("a", "正文。"), Heading("k", 1, (Run("展望"),)))
    _, bodies = cut_up(*blocks)
    assert [plain_text(one) for one in bodies.values()] == ["正文。", ""]


words = st.text(st.sampled_from("一二、（）1.甲乙。 \u3000章第"), max_size=12)
rich_lines = st.lists(
    st.one_of(
        words.map(Run),
        st.just(LineBreak()),
        st.text("注释", min_size=1, max_size=3).map(note),
    ),
    max_size=5,
).map(tuple)
blocks = st.lists(
    st.one_of(
        st.builds(Paragraph, st.just("p"), rich_lines),
        st.builds(Heading, st.just("h"), st.integers(1, 3), rich_lines),
        st.builds(ListItem, st.just("l"), st.booleans(), st.integers(0, 2), rich_lines),
        st.just(picture("x")),
        st.just(PageBreak("b")),
        words.map(lambda one: Table("t", ((Cell((line("c", one),)),),))),
    ),
    max_size=8,
).map(tuple)


@given(blocks)
def test_title_headings_and_contents_hold_every_character_note_and_picture(
    made: tuple[Block, ...],
) -> None:
    whole = text_of(Content(made))
    outline = outline_within(whole, whole.decisions)
    preamble, bodies = sections_of(outline, whole)
    contents = [preamble, *bodies.values()]
    kept = "".join(plain_text(one) for one in contents)
    kept += outline.title.text if outline.title else ""
    kept += "".join(outline.heading_text(one) for one in outline.sections)
    before = sorted("".join(plain_text(Content(made)).split()))
    assert not _missing(before, sorted("".join(kept.split())))
    for kind in (Picture, Table, PageBreak):
        assert _count(kind, made) == sum(_count(kind, one.blocks) for one in contents)


def _missing(before: list[str], after: list[str]) -> list[str]:
    left = list(after)
    return [one for one in before if one not in left or left.remove(one)]  # type: ignore[func-returns-value]


def _count(kind: type, blocks: tuple[Block, ...]) -> int:
    return sum(isinstance(one, kind) for one in every_block(blocks))
