"""What is kept of a merge: the same bytes come out, and what did not change is not read again."""

from __future__ import annotations

import sys
from dataclasses import replace
from functools import partial
from pathlib import Path
from random import Random

import pytest

from bench.section_files import section_file
from workflow.documents.content import from_text
from workflow.documents.merge import KeptPart, Manuscript, Part, PartError, Policy, assemble
from workflow.documents.merge.links import Link, read_links
from workflow.documents.merge.shelf import LONGEST

MIDDLE = 3


def kept(number: int, edition: int = 1, **heading: object) -> KeptPart:
    data = section_file(number, edition)
    made = KeptPart(f"{number}.docx", lambda: data)
    return replace(made, **heading)  # type: ignore[arg-type]


def unreadable(part: KeptPart) -> KeptPart:
    def load() -> bytes:
        raise AssertionError(f"{part.name} is read again")

    return replace(part, load=load, known=part.digest)


def written(words: str) -> Part:
    return Part(1, "cn_dun", "一、", "写的", "", False, from_text(words))


def some_parts(chosen: Random) -> tuple[Part | KeptPart, ...]:
    """Few files, so some come twice: their bookmarks have one name, their pictures are one."""
    made: list[Part | KeptPart] = []
    for _ in range(chosen.randint(1, 7)):
        number, edition = chosen.randint(1, 5), chosen.randint(1, 2)
        heading = {"level": 1, "title": "另有标题"} if chosen.random() < 0.3 else {}
        made.append(kept(number, edition, attachment=chosen.random() < 0.2, **heading))
        if chosen.random() < 0.2:
            made.append(written(chosen.choice(("甲。", "乙。\n\n丙。"))))
    return tuple(made)


def links_in(file: Path) -> list[Link]:
    links, is_whole = read_links(memoryview(file.read_bytes()))
    assert is_whole
    return links


def in_runs_of(each: int, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("assembling", "chain"):
        monkeypatch.setattr(sys.modules[f"workflow.documents.merge.{name}"], "EACH", each)


@pytest.mark.parametrize(
    ("policy", "contents", "each"),
    [
        (Policy(), False, 2),
        (Policy(), True, 3),
        (Policy("keep", "keep"), False, 2),
        (Policy(comments="drop", changes="accept"), True, 16),
    ],
)
def test_any_change_gives_what_a_first_merge_gives(
    tmp_path: Path, policy: Policy, contents: bool, each: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    in_runs_of(each, monkeypatch)
    chosen = Random(f"{policy} {contents}")
    for _ in range(12):
        manuscript = Manuscript("", some_parts(chosen), policy=policy, contents=contents)
        assert assemble(manuscript, cache=tmp_path) == assemble(manuscript)


@pytest.mark.parametrize("contents", [False, True])
def test_only_a_part_that_changed_is_read(tmp_path: Path, contents: bool) -> None:
    parts = [kept(number) for number in range(1, 2 * MIDDLE)]
    first = Manuscript("", tuple(parts), contents=contents)
    assemble(first, cache=tmp_path)
    for one in tmp_path.glob("*.part"):
        one.unlink()
    changed = [unreadable(one) for one in parts]
    changed[MIDDLE - 1] = kept(MIDDLE, edition=2)
    again = replace(first, parts=tuple(changed))
    parts[MIDDLE - 1] = kept(MIDDLE, edition=2)
    assert assemble(again, cache=tmp_path) == assemble(replace(first, parts=tuple(parts)))


def test_a_run_that_is_as_it_was_is_taken_without_its_parts(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    in_runs_of(2, monkeypatch)
    parts = [kept(number) for number in range(1, 8)]
    first = Manuscript("", tuple(parts))
    assemble(first, cache=tmp_path)
    chains = sorted(tmp_path.glob("*-[0-9].chain"))
    assert [len(links_in(one)) for one in chains] == [2, 2, 2, 1]
    for one in (*tmp_path.glob("*.part"), chains[0], *chains[2:]):
        one.unlink()
    changed = [unreadable(one) for one in parts]
    parts[MIDDLE - 1] = changed[MIDDLE - 1] = kept(MIDDLE, edition=2)
    again = assemble(replace(first, parts=tuple(changed)), cache=tmp_path)
    assert again == assemble(replace(first, parts=tuple(parts)))
    assert sorted(tmp_path.glob("*.chain")) == [chains[1]]


def test_runs_that_a_shorter_report_has_no_more_are_forgotten(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    in_runs_of(2, monkeypatch)
    parts = tuple(kept(number) for number in range(1, 6))
    assemble(Manuscript("", parts), cache=tmp_path)
    assert len([*tmp_path.glob("*.run")]) == len([*tmp_path.glob("*.chain")]) == 3
    assemble(Manuscript("", parts[:2]), cache=tmp_path)
    assert len([*tmp_path.glob("*.run")]) == len([*tmp_path.glob("*.chain")]) == 1


def test_what_nobody_wrote_so_is_not_taken(tmp_path: Path) -> None:
    manuscript = Manuscript("", (kept(1), kept(2)))
    wanted = assemble(manuscript, cache=tmp_path)
    (file,), (run,) = tmp_path.glob("*.chain"), tmp_path.glob("*.run")
    assert all(one.is_whole() and one.read() is not None for one in links_in(file))
    for line in (b"[]", b"{", b'[{"blocks": []}, []]', b'[{"blocks": [1], "files": []}, []]'):
        assert Link(b"".join(Link.around("a" * 32, "b" * 32, line))).read() is None
    for one in (file, run):
        one.write_bytes(one.read_bytes()[:-9])
    assert assemble(manuscript, cache=tmp_path) == wanted


def test_a_change_is_added_and_nothing_grows_for_ever(tmp_path: Path) -> None:
    def merged(edition: int) -> list[int]:
        manuscript = Manuscript("", (kept(1, edition), kept(2)))
        assert assemble(manuscript, cache=tmp_path) == assemble(manuscript)
        files = [*tmp_path.glob("*.run"), *tmp_path.glob("*.chain")]
        return [len(links_in(one)) for one in files]

    assert merged(1) == [1, 2]
    assert merged(2) == [2, 3]
    assert merged(1) == [2, 3]  # what was there before is there still
    assert max(sum(merged(edition)) for edition in range(3, 14)) <= 3 * (LONGEST + 1)


def test_what_was_spoilt_or_cut_off_is_made_again(tmp_path: Path) -> None:
    manuscript = Manuscript("", (kept(1), kept(2)))
    wanted = assemble(manuscript, cache=tmp_path)
    files = [*tmp_path.glob("*.run"), *tmp_path.glob("*.chain")]
    good = [one.read_bytes() for one in files]
    for spoil in (
        lambda data: data[:-9],
        lambda data: data[: len(data) // 2] + bytes([data[len(data) // 2] ^ 1]) + b"?",
        lambda data: data[:-1000] + bytes([data[-1000] ^ 1]) + data[-999:],
        lambda data: b"",
        lambda data: b"\xff" * 400,
    ):
        for one, data in zip(files, good, strict=True):
            one.write_bytes(spoil(data))
        assert assemble(manuscript, cache=tmp_path) == wanted
        assert all(any(link.is_whole() for link in links_in(one)) for one in files)


class Written:
    """A file of several editions, one each time it is read; other processes get it too."""

    def __init__(self, editions: list[bytes]) -> None:
        self._editions = editions

    def __call__(self) -> bytes:
        return self._editions.pop(0) if len(self._editions) > 1 else self._editions[0]


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_file_that_is_written_meanwhile_is_not_kept_under_its_old_name(
    tmp_path: Path, jobs: int
) -> None:
    """Read once to be known, and changed before it is cut."""
    files = [section_file(number) for number in range(1, 18)]
    changing = KeptPart("1.docx", Written([files[0], section_file(1, 2)]))
    rest = tuple(KeptPart(f"{n}.docx", partial(bytes, one)) for n, one in enumerate(files[1:]))
    with pytest.raises(PartError, match="changed while"):
        assemble(Manuscript("", (changing, *rest)), cache=tmp_path, jobs=jobs)
    first = Manuscript("", (KeptPart("1.docx", partial(bytes, files[0])), *rest))
    assert assemble(first, cache=tmp_path) == assemble(first)
