"""A file of which plain text was set aside is cut as one that was read as a whole."""

from __future__ import annotations

import gc
import os
from random import Random

import pytest

from bench.section_files import section_file
from tests.documents.reader.test_corpus import FOLDERS, sample
from tests.documents.reader.test_known import NUMBERING, PIECES, STYLES
from tests.documents.word.packages import crafted, with_story
from workflow.documents.blobs import MemoryBlobs
from workflow.documents.errors import DocumentError
from workflow.documents.merge import Policy, kept
from workflow.documents.merge.kept import Kept, cut_kept
from workflow.documents.merge.kept_looks import Names
from workflow.documents.merge.stylesheet import house_of
from workflow.documents.profile import GB_T_9704
from workflow.documents.word import source
from workflow.documents.word.aside import Thinned, thinned
from workflow.documents.word.cutting.sheet import _SHEETS

FILES = int(os.environ.get("HUIGAO_CUT_FILES", "12"))
SEEDS = int(os.environ.get("HUIGAO_CUT_SEEDS", "8"))
HOUSE: Names = frozenset(house_of(GB_T_9704).ids)
POLICIES = (Policy(), Policy(changes="accept", comments="drop"))


def a_cut(data: bytes, policy: Policy) -> tuple[Kept, dict[str, bytes]]:
    blobs = MemoryBlobs()
    return cut_kept("a.docx", data, policy, HOUSE, blobs), blobs.kept


def as_a_whole(
    data: bytes, policy: Policy, monkeypatch: pytest.MonkeyPatch
) -> tuple[Kept, dict[str, bytes]]:
    """What comes of it where nothing is set aside, and nothing is remembered."""
    with monkeypatch.context() as patched:
        patched.setattr(kept, "_thinned", lambda main, related: Thinned(main))
        patched.setattr(source, "plain_notes", lambda kind, data: None)
        _SHEETS.clear()
        made = a_cut(data, policy)
        _SHEETS.clear()
        return made


def alike(data: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    for policy in POLICIES:
        wanted = as_a_whole(data, policy, monkeypatch)
        for _ in range(2):
            assert a_cut(data, policy) == wanted


@pytest.mark.parametrize(("folder", "_refused"), FOLDERS)
def test_public_files_are_cut_alike(
    folder: str, _refused: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen = 0
    for path in sample(folder, FILES):
        data = path.read_bytes()
        try:
            as_a_whole(data, Policy(), monkeypatch)
        except DocumentError:
            continue
        alike(data, monkeypatch)
        seen += 1
    assert seen > FILES / 3


@pytest.mark.parametrize("seed", range(SEEDS))
def test_any_text_is_cut_alike(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    chosen = Random(seed)
    some = chosen.sample(PIECES, 14)
    made = crafted("".join(chosen.choice(some) for _ in range(60)))
    said = '<w:comment w:id="0" w:author="李四"><w:p><w:r><w:t>请核对</w:t></w:r></w:p></w:comment>'
    for kind, inner in (("styles", STYLES), ("numbering", NUMBERING), ("comments", said)):
        with_story(made, kind, inner)
    alike(made.data(), monkeypatch)


def test_nothing_of_a_file_is_kept_alive_in_circles() -> None:
    data = section_file(10)
    for _ in range(4):
        a_cut(data, Policy())
    gc.collect()
    gc.disable()
    try:
        a_cut(data, Policy())
        assert gc.collect() == 0
    finally:
        gc.enable()


def test_most_of_a_plain_text_is_never_parsed_again() -> None:
    body = "".join(f"<w:p><w:r><w:t>第{n}句，全年{n}%。</w:t></w:r></w:p>" for n in range(50))
    data = str(crafted(body).parts["word/document.xml"]).encode()
    for _ in range(2):
        made = thinned(data, recalls=True)
        assert sum(map(len, made.groups)) == 50 and b"<w:t" not in made.data
    once = str(crafted("<w:p><w:r><w:t>又一句。</w:t></w:r></w:p>").parts["word/document.xml"])
    assert len(thinned(once.encode(), recalls=True).groups) == 1
    assert not thinned(once.encode()).groups
