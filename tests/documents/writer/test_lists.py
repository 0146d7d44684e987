"""Lists: which item continues which list, and at which number it begins."""

from __future__ import annotations

from tests.documents.writer.making import cell, line_of, p, write
from tests.documents.writer.whole import Whole, found, values
from workflow.documents.content import ListItem, Note, Paragraph, Table
from workflow.documents.writer.lists import DEPTHS


def items(*kinds: tuple[bool, int]) -> list[ListItem | Paragraph]:
    return [ListItem(f"i{n}", kind, depth, line_of("项")) for n, (kind, depth) in enumerate(kinds)]


def numbers(*blocks: ListItem | Paragraph) -> list[str]:
    return values(Whole(write(*blocks)).body, "w:p/w:pPr/w:numPr/w:numId/@w:val")


def test_an_ordered_list_goes_on_around_its_inner_lists() -> None:
    one, inner, again, other = numbers(*items((True, 0), (True, 1), (True, 0), (True, 1)))
    assert one == again and len({one, inner, other}) == 3


def test_a_paragraph_between_begins_a_list_anew() -> None:
    first, second = numbers(*items((True, 0)), p("p", "段"), ListItem("x", True, 0, line_of("项")))
    assert first != second


def test_a_list_of_another_kind_at_the_same_depth_is_another_list() -> None:
    one, bullet, other = numbers(*items((True, 0), (False, 0), (True, 0)))
    assert len({one, bullet, other}) == 3


def test_all_bullets_are_one_list_at_their_depths() -> None:
    blocks = [*items((False, 0), (False, 3)), p("p", "段"), ListItem("x", False, 8, line_of("项"))]
    whole = Whole(write(*blocks))
    assert len(set(values(whole.body, ".//w:numId/@w:val"))) == 1
    assert values(whole.body, ".//w:ilvl/@w:val") == ["0", "3", "8"]
    assert len(found(whole.numbering, "w:num")) == 1


def test_a_start_begins_a_list_at_that_number_and_the_next_goes_on() -> None:
    blocks = [
        *items((True, 0)),
        ListItem("a", True, 0, line_of("项"), start=5),
        ListItem("b", True, 0, line_of("项")),
    ]
    whole = Whole(write(*blocks))
    first, five, six = values(whole.body, ".//w:numId/@w:val")
    assert first != five == six
    path = "w:num[@w:numId='{}']/w:lvlOverride[@w:ilvl='0']/w:startOverride/@w:val"
    assert values(whole.numbering, path.format(first)) == ["1"]
    assert values(whole.numbering, path.format(five)) == ["5"]


def test_three_lists_share_one_definition_of_nine_levels_and_each_restarts() -> None:
    blocks: list[ListItem | Paragraph] = []
    for n in range(3):
        blocks += [p(f"p{n}", "段"), *_item(n)]
    whole = Whole(write(*blocks))
    (abstract,) = found(whole.numbering, "w:abstractNum")
    assert values(abstract, "w:lvl/@w:ilvl") == [str(n) for n in range(DEPTHS)]
    assert "%9" in values(abstract, "w:lvl[9]/w:lvlText/@w:val")[0]
    assert len(found(whole.numbering, "w:num")) == 3
    for one in found(whole.numbering, "w:num"):
        assert values(one, "w:lvlOverride/w:startOverride/@w:val") == ["1"] * DEPTHS


def _item(number: int) -> list[ListItem]:
    return [ListItem(f"i{number}", True, 0, line_of("项"))]


def test_cells_and_notes_have_lists_of_their_own() -> None:
    item = ListItem("i", True, 0, line_of("项"))
    note = Note((ListItem("n", True, 0, line_of("项")),))
    table = Table("t", ((cell(ListItem("c", True, 0, line_of("项"))),),))
    whole = Whole(write(item, p("p", note), table))
    groups = [one.group for one in write(item, p("p", note), table).chunk.needs.lists]
    assert groups == ["house:numbers", "house:numbers:note", "house:numbers:cell"]
    sizes = [
        values(one, "w:lvl[1]/w:rPr/w:sz/@w:val")[0]
        for one in found(whole.numbering, "w:abstractNum")
    ]
    assert sizes == ["32", "18", "24"]
