"""The table in other shapes: a diagram, the help page, a matrix of permissions."""

from __future__ import annotations

from collections.abc import Iterator

from workflow.domain.row import Row
from workflow.domain.terms import Role, Thing, Verb
from workflow.domain.transitions import rows_of


def mermaid(thing: Thing, locale: str = "zh") -> str:
    """A Mermaid state diagram of all rows that lead somewhere."""
    lines = ["stateDiagram-v2"]
    for row in rows_of(thing):
        if row.leads is None:
            continue
        for start in sorted(row.starts, key=str):
            lines.append(f"    {start} --> {row.leads}: {row.verb.label.render(locale)}")
    names = {state for row in rows_of(thing) for state in (*row.starts, row.leads) if state}
    lines += [f"    {one}: {one.label.render(locale)}" for one in sorted(names, key=str)]
    return "\n".join(lines) + "\n"


def permissions(thing: Thing) -> dict[Verb, frozenset[Role]]:
    """Which roles may ever use a verb."""
    found: dict[Verb, frozenset[Role]] = {}
    for row in rows_of(thing):
        found[row.verb] = found.get(row.verb, frozenset()) | row.roles
    return found


def help_rows(thing: Thing, locale: str = "zh") -> Iterator[tuple[str, str, str, str]]:
    """For people: act, from, to, who."""
    for row in rows_of(thing):
        yield (
            row.verb.label.render(locale),
            _listed((state.label.render(locale) for state in sorted(row.starts, key=str)), locale),
            "—" if row.leads is None else row.leads.label.render(locale),
            _roles(row, locale),
        )


def _roles(row: Row, locale: str) -> str:
    return _listed((role.label.render(locale) for role in sorted(row.roles, key=str)), locale)


def _listed(words: Iterator[str], locale: str) -> str:
    return ("、" if locale == "zh" else ", ").join(words)
