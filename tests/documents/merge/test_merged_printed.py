"""Sixty files of the public corpus, merged ten by ten: LibreOffice and python-docx open them."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path

import docx
import pdfplumber
import pytest

from tests.documents.house_pages import printed
from tests.documents.merge.fidelity import POLICIES, files
from tests.documents.merge.kept_files import kept
from tests.documents.shared import shared_file
from workflow.documents.merge import Manuscript, assemble
from workflow.documents.merge.check import check

SAMPLE, TOGETHER = 60, 10


@pytest.mark.libreoffice
@pytest.mark.parametrize("policy", list(POLICIES))
def test_sixty_files_merged_ten_by_ten_are_opened_and_printed(tmp_path: Path, policy: str) -> None:
    shared_file("corpus")
    every = files()
    chosen = every[:: len(every) // SAMPLE][:SAMPLE]
    wanted = replace(POLICIES[policy], gaps=True)
    reports: dict[str, bytes] = {}
    for at in range(0, SAMPLE, TOGETHER):
        parts = tuple(kept(one.read_bytes(), one.name) for one in chosen[at : at + TOGETHER])
        reports[f"report{at}"] = assemble(Manuscript("报告", parts, policy=wanted)).data
    for data in reports.values():
        assert check(data) == []
        assert docx.Document(io.BytesIO(data)).paragraphs
    for path in printed(tmp_path, reports).values():
        with pdfplumber.open(path) as opened:
            assert len(opened.pages) >= 1
