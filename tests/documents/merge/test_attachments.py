"""Attachments stand behind the signature, and the text lists them before it (GB/T 9704-2012,
7.3.4 to 7.3.6).
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.documents.merge.kept_files import (
    KEEP,
    REPORT,
    W,
    crafted,
    kept,
    out,
    para,
    text,
    written,
)
from workflow.documents.blobs import MemoryBlobs
from workflow.documents.merge import KeptPart, Manuscript, Policy, assemble

SIGNED: dict[str, Any] = {"signature": "某某单位", "date": "2026年12月31日"}


def table(title: str, name: str = "a.docx") -> KeptPart:
    return kept(crafted(para(text(f"{title}的内容"))).data(), name, attachment=True, title=title)


def lines(*parts: object, policy: Policy = REPORT, **more: str) -> list[str]:
    body = out(*parts, policy=policy, **more).body  # type: ignore[arg-type]
    found = ("".join(map(str, one.itertext(f"{W}t"))) for one in body.iter(f"{W}p"))
    return [one for one in found if one]


@pytest.mark.parametrize("policy", [REPORT, KEEP])
def test_the_signature_stands_before_the_attachments_behind_their_list(policy: Policy) -> None:
    found = lines(written("正文"), table("甲表"), table("乙表"), policy=policy, **SIGNED)
    assert found[2:] == [
        "附件：1.甲表", "2.乙表", "某某单位", "2026年12月31日",
        "附件1", "甲表", "甲表的内容", "附件2", "乙表", "乙表的内容",
    ]  # fmt: skip


def test_the_only_attachment_has_no_number_and_may_be_named_by_its_file() -> None:
    found = lines(written("正文"), table("", "名册.docx"), **SIGNED)
    assert found[2:6] == ["附件：名册", "某某单位", "2026年12月31日", "附件"]


def test_an_attachment_in_the_midst_of_the_text_stays_there() -> None:
    found = lines(table("甲表"), written("正文"), **SIGNED)
    assert found[-2:] == ["某某单位", "2026年12月31日"] and "附件：甲表" not in found


def test_a_report_with_attachments_has_the_same_bytes_cached_or_not(tmp_path: Path) -> None:
    parts = (written("正文"), table("甲表"), table("乙表"))
    manuscript = Manuscript("报告", parts, **SIGNED)
    plain = assemble(manuscript, blobs=MemoryBlobs())
    for _ in range(2):
        assert assemble(manuscript, blobs=MemoryBlobs(), cache=tmp_path) == plain
