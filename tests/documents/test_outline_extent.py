"""A text that no person could look through is refused at once."""

import time

import pytest

from workflow.documents.errors import DocumentError
from workflow.documents.outline import recognise
from workflow.documents.outline.extent import check_outline, check_text
from workflow.documents.word.limits import DEFAULT_LIMITS, Limits

SMALL = Limits(headings=3, lines=10)


def code_of(text: str, limits: Limits = SMALL) -> str:
    with pytest.raises(DocumentError) as refused:
        check_text(text, limits)
        check_outline(recognise(text), limits)
    assert refused.value.zh.endswith("。") and refused.value.en.endswith(".")
    return refused.value.code


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "no_text"),
        (" \n\u3000", "no_text"),
        ("甲\n" * 10, "too_many_lines"),
        ("一、甲\n（一）乙\n（二）丙\n二、丁", "too_many_headings"),
        ("一、甲\nー、乙\n(-)丙\n二、丁", "too_many_headings"),
        ("一、甲" + "。二、乙" * 80, "too_many_headings"),
    ],
)
def test_too_much_or_nothing_is_refused(text: str, code: str) -> None:
    assert code_of(text) == code


def test_what_fits_passes() -> None:
    for text in ("一、甲\n二、乙\n三、丙", "甲。" * 50_000):
        check_text(text, SMALL)
        check_outline(recognise(text), SMALL)


@pytest.mark.parametrize("piece", ["一、\n", "。（二）", "1.甲\n"])
def test_five_megabytes_of_numerals_are_refused_without_an_outline(piece: str) -> None:
    text = piece * (DEFAULT_LIMITS.text_bytes // len(piece.encode()))
    begun = time.process_time()
    assert code_of(text, DEFAULT_LIMITS).startswith("too_many")
    # An outline of it would take twenty seconds and half a gigabyte.
    assert time.process_time() - begun < 5
