"""The files of DocumentBuilder's own tests, alone and one behind the other: what is read in
each is read in the report, as resolved views.
"""

from __future__ import annotations

from itertools import pairwise

import pytest

from tests.documents.merge.fidelity import POLICIES
from tests.documents.merge.kept_files import kept, merged
from tests.documents.merge.test_docxcompose_pairs import view
from tests.documents.shared import SHARED, shared_file

FOLDER = SHARED / "corpus/powertools/TestFiles"
FILES = sorted({*FOLDER.glob("DB*.docx"), *(FOLDER / "DB").rglob("*.docx")})
HOW_MANY = 52


@pytest.mark.parametrize("policy", list(POLICIES))
def test_each_reads_as_it_stood_whatever_stands_before_it(policy: str) -> None:
    shared_file("corpus")
    assert len(FILES) == HOW_MANY
    for before, behind in pairwise([None, *FILES]):
        read = [one.read_bytes() for one in (before, behind) if one is not None]
        made = merged(*map(kept, read), policy=POLICIES[policy])
        wanted = [line for one in read for line in view(one)]
        assert view(made.data) == wanted, behind
