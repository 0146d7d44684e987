"""A pasted list of people: one a line, checked as a whole before anything is created."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from workflow.actions.office.people import Particulars, already_used, problem_of
from workflow.domain.text import Text, say
from workflow.store.person import emails_in_use

MOST = 100
FIELDS = 3
SEPARATORS = re.compile("[,\uff0c]")
HEADS = frozenset({"姓名", "名字", "name"})


@dataclass(frozen=True)
class Line:
    """A line of the list as read: its number in the text, the person, and what is wrong."""

    number: int
    given: Particulars
    fault: Text | None


def read_list(office_id: int, text: str) -> tuple[Line, ...]:
    """Name, mail and department of each line, parted by tabs, commas or Chinese commas.

    Empty lines and a line of column names are passed over. Faults: what is missing,
    addresses that stand twice in the list, addresses that have an account.
    """
    rows = list(_rows(text))
    used = emails_in_use([given.email for _, given, _ in rows])
    first: dict[str, int] = {}
    lines = []
    for number, given, count in rows:
        fault = _fault(given, count, first, used, office_id)
        first.setdefault(given.email, number)
        lines.append(Line(number, given, fault))
    return tuple(lines)


def is_ready(lines: Collection[Line]) -> bool:
    """Something to create, and nothing wrong with any of it."""
    return 0 < len(lines) <= MOST and all(line.fault is None for line in lines)


def too_many(lines: Collection[Line]) -> Text | None:
    if len(lines) <= MOST:
        return None
    return say(
        "一次最多 {most} 人，这里有 {n} 人，请分几次添加。",
        "At most {most} people at a time, and these are {n}: add them in parts.",
        most=MOST,
        n=len(lines),
    )


def _rows(text: str) -> Iterator[tuple[int, Particulars, int]]:
    for number, line in enumerate(text.splitlines(), start=1):
        if not line.strip():
            continue
        fields = _fields(line)
        if number == 1 and fields[0].casefold() in HEADS:
            continue
        name, email, department = (*fields, "", "")[:FIELDS]
        yield number, Particulars(name, email.lower(), department), len(fields)


def _fields(line: str) -> list[str]:
    parts = line.split("\t") if "\t" in line else SEPARATORS.split(line)
    fields = [part.strip() for part in parts]
    while len(fields) > 1 and not fields[-1]:
        fields.pop()
    return fields


def _fault(
    given: Particulars,
    count: int,
    first: Mapping[str, int],
    used: Mapping[str, int],
    office_id: int,
) -> Text | None:
    if count > FIELDS:
        return say("多于三栏。", "More than three columns.")
    problem = problem_of(given)
    if problem is not None:
        return problem
    if given.email in first:
        return say("与第 {n} 行重复。", "The same address as in line {n}.", n=first[given.email])
    if given.email in used:
        return already_used(used[given.email] == office_id)
    return None
