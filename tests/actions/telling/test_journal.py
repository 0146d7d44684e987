"""The journal of a claim: what it says after a death, a power cut, a full disk, another's hand."""

from __future__ import annotations

import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from workflow.actions.telling import journal
from workflow.actions.telling.attempts import Attempt, Did, Outcome
from workflow.actions.telling.journal import Journal, Record, TakenOver, forget, orphans, taken

FIRST, SECOND, THIRD = Attempt(1, 1), Attempt(2, 3, unknown=True), Attempt(3, 1)
AT = datetime(2027, 3, 1, 1, 0, 0, 5, tzinfo=UTC)
ARRIVED = Outcome(FIRST, Did.ARRIVED, AT)
LATER = Outcome(SECOND, Did.TRY_AGAIN, AT, "451 稍后\n再试", timedelta(seconds=90), unknown=True)


def written(folder: Path) -> Journal:
    """The first arrived, the second begun and not ended, the third untouched."""
    made = Journal(folder)
    made.begin(FIRST)
    made.end(ARRIVED)
    made.begin(SECOND)
    return made


def record(folder: Path, name: str) -> Record:
    found = taken(folder, name)
    assert found is not None
    return found


def doubtful(found: Record) -> list[bool]:
    return [found.may_be_begun(one.key) for one in (FIRST, SECOND, THIRD)]


def test_it_says_what_was_begun_and_how_it_ended(tmp_path: Path) -> None:
    made = written(tmp_path / "journals")
    made.end(LATER)
    found = record(tmp_path / "journals", made.name)
    assert found.outcomes == {FIRST.key: ARRIVED, SECOND.key: LATER}
    assert doubtful(found) == [True, True, False]


def test_who_was_only_slow_begins_nothing_more_once_another_took_over(tmp_path: Path) -> None:
    made = written(tmp_path)
    before = record(tmp_path, made.name)
    with pytest.raises(TakenOver):
        made.begin(THIRD)
    assert THIRD.key not in before.begun
    # Whoever took over and died in turn has left it all for the next.
    assert record(tmp_path, made.name).outcomes == before.outcomes


def test_after_a_power_cut_it_is_believed_in_what_it_says_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = written(tmp_path)
    monkeypatch.setattr(journal, "_boot", lambda: "another")
    found = record(tmp_path, made.name)
    assert found.outcomes == {FIRST.key: ARRIVED} and doubtful(found) == [True] * 3


@pytest.mark.parametrize("boot", ["", None])
def test_where_the_system_names_no_start_nothing_is_exact(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, boot: str | None
) -> None:
    monkeypatch.setattr(journal, "_boot", lambda: boot)
    assert doubtful(record(tmp_path, written(tmp_path).name)) == [True] * 3


def test_half_a_line_and_what_is_none_say_nothing(tmp_path: Path) -> None:
    made = written(tmp_path)
    with (tmp_path / made.name).open("ab") as file:
        file.write(b'\0\0\0\n["ended", 1]\n[]\n7\n["ended", 2, 3, false, "arrived", "2027-03')
    found = record(tmp_path, made.name)
    assert found.outcomes == {FIRST.key: ARRIVED} and doubtful(found) == [True, True, False]


def test_a_line_that_did_not_fit_is_an_error(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = Journal(tmp_path)
    real = os.write
    monkeypatch.setattr(os, "write", lambda file, data: real(file, data[:5]))
    with pytest.raises(OSError, match="disk full"):
        made.begin(FIRST)
    monkeypatch.undo()
    assert record(tmp_path, made.name).begun == set()


def test_without_a_journal_nothing_is_known_and_nothing_else_is_touched(tmp_path: Path) -> None:
    made = written(tmp_path)
    for name in ("", "0" * 32):
        assert taken(tmp_path, name) is None
        forget(tmp_path, name)
    assert os.listdir(tmp_path) == [made.name]
    forget(tmp_path, made.name)
    assert os.listdir(tmp_path) == []


def test_only_what_nobody_wrote_to_for_long_is_an_orphan(tmp_path: Path) -> None:
    fresh, old, left = written(tmp_path), written(tmp_path), written(tmp_path)
    taken(tmp_path, left.name)
    for path in (tmp_path / old.name, tmp_path / (left.name + journal.TAKEN)):
        os.utime(path, (0, 0))
    assert set(orphans(tmp_path)) == {old.name, left.name}
    assert fresh.name not in set(orphans(tmp_path))
    assert list(orphans(tmp_path / "none")) == []
