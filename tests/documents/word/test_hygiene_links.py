"""Links and fields lead nowhere that they must not; what they show stays."""

from __future__ import annotations

import pytest

from tests.documents.word.packages import (
    Link,
    codes,
    crafted,
    field_runs,
    para,
    text,
    words,
)
from workflow.documents.word.hygiene import is_safe_address


@pytest.mark.parametrize(
    ("address", "safe"),
    [
        ("https://example.org/a?b=c#d", True),
        ("HTTP://例子.中国/", True),
        ("mailto:a@b.cn", True),
        ("tel:+86 10 1234", True),
        ("#_Toc1", True),
        ("file:///C:/a.docx", False),
        ("\\\\server\\share", False),
        ("javascript:alert(1)", False),
        ("C:\\a.docx", False),
        ("other.docx", False),
        ("https://a b", False),
        ("", False),
    ],
)
def test_links_lead_to_the_web_to_mail_or_into_the_text(address: str, safe: bool) -> None:
    assert is_safe_address(address) is safe


def test_an_unsafe_link_becomes_its_words_and_a_good_one_stays() -> None:
    def link(own: str) -> str:
        return f'<w:hyperlink r:id="{own}">{text(own)}</w:hyperlink>'

    made = crafted(
        para(link("good") + link("bad")),
        Link("good", "hyperlink", "https://example.org", True),
        Link("bad", "hyperlink", "file:///C:/secret.docx", True),
    )
    source = made.source()
    assert words(source.body) == "goodbad"
    assert len(list(source.body.iter("{*}hyperlink"))) == 1
    assert codes(source) == {"external_link": 1}


@pytest.mark.parametrize(
    ("code", "remark"),
    [
        ('INCLUDEPICTURE "https://example.org/a.png" \\d', "external_field"),
        (" DDEAUTO c:\\\\windows\\\\cmd.exe", "external_field"),
        ("LINK Excel.Sheet.12 C:\\\\a.xlsx", "external_field"),
        ("dde excel a b", "external_field"),
        ('HYPERLINK "file:///C:/a.exe"', "external_link"),
    ],
)
def test_a_field_that_fetches_is_dissolved_and_what_it_shows_stays(code: str, remark: str) -> None:
    half = len(code) // 2
    runs = para(text("前") + field_runs(code[:half], code[half:], shown="结果") + text("后"))
    simple = para(f"<w:fldSimple w:instr='{code}'>{text('简')}</w:fldSimple>")
    source = crafted(runs + simple).source()
    assert words(source.body) == "前结果后简"
    for name in ("fldChar", "instrText", "fldSimple"):
        assert not list(source.body.iter(f"{{*}}{name}"))
    assert codes(source) == {remark: 2}
    assert all(len(one) for one in source.body.iter("{*}r"))


@pytest.mark.parametrize(
    "code", [' HYPERLINK "https://example.org" ', "HYPERLINK \\l _Toc1", "PAGE", "REF _Ref1 \\h"]
)
def test_other_fields_stay(code: str) -> None:
    source = crafted(para(field_runs(code, shown="1"))).source()
    assert [one.text for one in source.body.iter("{*}instrText")] == [code]
    assert not source.remarks
