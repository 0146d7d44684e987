"""The table in other shapes: a diagram, the help page, a matrix of permissions."""

from __future__ import annotations

from collections.abc import Iterator

from workflow.domain.row import Row
from workflow.domain.terms import Role, Term, Thing, Verb
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


def matrix(thing: Thing) -> Iterator[tuple[Verb, Role, frozenset[Term]]]:
    """Role x verb x state: for each verb and each role that may use it, the states where."""
    for verb, roles in permissions(thing).items():
        for role in Role:
            if role in roles:
                rows = [row for row in rows_of(thing, verb) if role in row.roles]
                yield verb, role, frozenset(state for row in rows for state in row.starts)


def permissions_page() -> str:
    """The matrix as Markdown, for the documentation."""
    lines = [PAGE_HEAD]
    for thing in Thing:
        states = sorted({one for row in rows_of(thing) for one in row.starts}, key=_place)
        lines += [
            f"\n## {thing.en.capitalize()} ({thing.zh})\n",
            "| act | who | " + " | ".join(str(one) for one in states) + " |",
            "|---|---|" + "---|" * len(states),
        ]
        for verb, role, where in matrix(thing):
            marks = " | ".join("yes" if one in where else "" for one in states)
            lines.append(f"| {verb} {verb.zh} | {role} | {marks} |")
    return "\n".join(lines) + "\n"


PAGE_HEAD = """# Who may do what, and where

Made from the table by `flask --app workflow.app table`; a test compares the two. Guards (why not
yet) and the report's state come on top: acts on a section need a report that is being collected,
but for assigning before the launch and for talk, which goes on until the approval. An absent
person's deputy has that person's roles within the dates, except on the deputy's own text."""


def _place(state: Term) -> int:
    return list(type(state)).index(state)


def _roles(row: Row, locale: str) -> str:
    return _listed((role.label.render(locale) for role in sorted(row.roles, key=str)), locale)


def _listed(words: Iterator[str], locale: str) -> str:
    return ("、" if locale == "zh" else ", ").join(words)
