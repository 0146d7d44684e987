"""A sample of the public corpus: nothing is lost in silence, and no output has a fault.

The whole corpus is a command: ``python -m tests.documents.merge.fidelity``.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.documents.merge.fidelity import POLICIES, files, merged
from tests.documents.shared import shared_file

EVERY = 24


@pytest.mark.parametrize("policy", list(POLICIES))
def test_a_sample_of_the_corpus_loses_nothing_in_silence(policy: str) -> None:
    shared_file("corpus")
    results = [merged(one, POLICIES[policy]) for one in files()[::EVERY]]
    assert not [(one.path.name, one.silent, one.faults) for one in results if one.is_wrong]
    assert sum(1 for one in results if not one.refused) > len(results) * 0.9


def test_what_is_refused_is_refused_by_a_sentence() -> None:
    folder: Path = shared_file("corpus/poi")
    names = ("bug53475-password-is-pass.docx", "ChronologicalResume.dotx")
    found = [merged(folder / one, POLICIES["report"]).refused for one in names]
    assert found == ["encrypted", "wrong_type"]
