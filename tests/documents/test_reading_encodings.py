"""Whatever the encoding, the outline is the same; what cannot be told is refused, not guessed."""

import codecs

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.documents.test_outline_invariant import PIECES, everything, packed
from workflow.documents.errors import DocumentError
from workflow.documents.outline import outline_of, recognise
from workflow.documents.outline.reading import decode

BEYOND = "".join(map(chr, range(9))) + "".join(map(chr, range(14, 28))) + "\ufffe\uffff"
any_texts = st.text(st.characters(exclude_categories=["Cs"], exclude_characters=BEYOND))
office_texts = st.lists(st.sampled_from(PIECES), max_size=80).map(
    lambda pieces: "年度工作报告，共三个部分。\n" + "".join(pieces).replace("\ufeff", "")
)
MARKED = {
    "utf-8": codecs.BOM_UTF8,
    "utf-16-le": codecs.BOM_UTF16_LE,
    "utf-16-be": codecs.BOM_UTF16_BE,
}
PLAIN = ("utf-8", "gb18030", "utf-16-le", "utf-16-be")


@given(any_texts, st.sampled_from(sorted(MARKED)))
@settings(deadline=None)
def test_a_byte_order_mark_is_believed_for_any_text(text: str, name: str) -> None:
    assert decode(MARKED[name] + text.encode(name)) == (text, f"{name}, BOM")


@given(office_texts, st.permutations(PLAIN))
@settings(max_examples=80, deadline=None)
def test_shuffled_encodings_give_the_same_outline(text: str, names: list[str]) -> None:
    wanted = recognise(text)
    for name in names:
        assert outline_of("a.txt", text.encode(name)) == wanted
    for name, mark in MARKED.items():
        assert outline_of("a.txt", mark + text.encode(name)) == wanted
    assert everything(wanted) == packed(text)


@given(any_texts)
@settings(deadline=None)
def test_utf_8_needs_no_mark(text: str) -> None:
    text = "年度工作报告，共三个部分，如下：工作情况、主要问题、下步打算。" + text
    assert decode(text.encode()) == (text, "utf-8, no BOM")


@given(office_texts, st.sampled_from(PLAIN), st.integers(0))
@settings(deadline=None)
def test_a_zero_is_refused_in_every_encoding(text: str, name: str, place: int) -> None:
    place %= len(text) + 1
    with pytest.raises(DocumentError) as refused:
        decode((text[:place] + "\x00" + text[place:]).encode(name))
    assert refused.value.code == "encoding"


@given(office_texts, st.integers(0), st.sampled_from([b"\xff", b"\xc0", b"\xe4", b"\x80"]))
@settings(deadline=None)
def test_damaged_utf_8_is_refused_and_not_read_as_something_else(
    text: str, place: int, odd: bytes
) -> None:
    data = text.encode()
    place %= len(data) + 1
    with pytest.raises(DocumentError) as refused:
        decode(data[:place] + odd + data[place:])
    assert refused.value.code == "encoding"


@pytest.mark.parametrize("text", ["①甲\n②乙", "■ 甲 ●", "😀", "ー、概況です", "㈠甲"])
def test_signs_and_kana_are_usual_even_in_a_short_text(text: str) -> None:
    assert decode(text.encode()) == (text, "utf-8, no BOM")
