"""Every file of the public corpus merged, and what it lost: ``docs/fidelity.md``.

``python -m tests.documents.merge.fidelity [--write]`` prints the tables, or writes them.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from tests.documents.merge.counting import EXPLAINED, KINDS, census
from tests.documents.shared import ROOT, SHARED
from workflow.documents.errors import DocumentError
from workflow.documents.merge import KeptPart, Manuscript, Policy, assemble
from workflow.documents.merge.check import check

OUT = ROOT / "docs" / "fidelity.md"
ENDINGS = frozenset({".docx", ".docm", ".dotx", ".dotm"})
HOUSE_FOOTERS = 1
"""What the report's own say, on odd and on even pages alike."""
POLICIES = {
    "report": Policy(),
    "keep": Policy(headers="keep", styles="keep"),
}


@dataclass(slots=True)
class Result:
    """One file under one policy: refused with a code, or merged with these counts."""

    path: Path
    refused: str = ""
    before: Counter[str] = field(default_factory=Counter)
    after: Counter[str] = field(default_factory=Counter)
    codes: frozenset[str] = frozenset()
    faults: list[str] = field(default_factory=list)

    @property
    def silent(self) -> list[str]:
        """Kinds of which something is lost, and no warning says why."""
        lost = [one for one in KINDS if self.after[one] < self.before[one]]
        return [one for one in lost if not EXPLAINED[one] & self.codes]

    @property
    def is_wrong(self) -> bool:
        return bool(self.silent or self.faults)


def merged(path: Path, policy: Policy) -> Result:
    """The file alone as a report."""
    data, result = path.read_bytes(), Result(path)
    part = KeptPart(path.name, lambda: data)
    try:
        made = assemble(Manuscript("", (part,), policy=policy))
    except DocumentError as error:
        result.refused = error.code
        return result
    result.codes = frozenset(one.code for one in made.warnings)
    result.faults = check(made.data)
    result.before, result.after = census(data), census(made.data)
    if policy.headers == "report":
        result.after["headers"] -= HOUSE_FOOTERS
    return result


def files() -> list[Path]:
    folder = SHARED / "corpus"
    return sorted(one for one in folder.rglob("*") if one.suffix in ENDINGS)


def report() -> Iterator[str]:
    """The lines of the document."""
    yield "# What merging keeps"
    yield ""
    yield "Written by `python -m tests.documents.merge.fidelity --write` over the public corpus:"
    yield "each file is merged alone, everything is counted in it before and after, and the"
    yield "static check looks through what came out. A loss that no warning explains is silent."
    yield "Labels are automatic numbers; headers are the different headers and footers with words."
    yield "Characters that came to be are the alternative texts of pictures that could not be kept."
    for name, policy in POLICIES.items():
        results = [merged(one, policy) for one in files()]
        yield ""
        yield f"## `--headers {policy.headers} --styles {policy.styles}`"
        yield ""
        yield from _table(results)
        print(f"{name}: {len(results)} files", file=sys.stderr)


def _table(results: list[Result]) -> Iterator[str]:
    refused = Counter(one.refused for one in results if one.refused)
    taken = [one for one in results if not one.refused]
    faulty = [one for one in taken if one.faults]
    codes = ", ".join(f"{code} {count}" for code, count in sorted(refused.items()))
    yield (
        f"{len(results)} files: {len(taken)} merged, {refused.total()} refused with a sentence "
        f"({codes}); the static check found faults in {len(faulty)}."
    )
    yield ""
    yield "| counted | before | after | files with less | of these silent |"
    yield "|---|---:|---:|---:|---:|"
    for kind in KINDS:
        before, after = (sum(c[kind] for c in counts) for counts in _counts(taken))
        less = [one for one in taken if one.after[kind] < one.before[kind]]
        silent = [one for one in less if kind in one.silent]
        yield f"| {kind} | {before} | {after} | {len(less)} | {len(silent)} |"
    listed = [one for one in taken if one.is_wrong]
    if listed:
        yield ""
        yield "Silent losses and faults:"
        yield ""
    for one in listed:
        lost = [f"{kind} {one.before[kind]} to {one.after[kind]}" for kind in one.silent]
        name = one.path.relative_to(SHARED / "corpus")
        yield f"- `{name}`: {'; '.join([*lost, *one.faults[:3]])}"


def _counts(results: list[Result]) -> tuple[list[Counter[str]], list[Counter[str]]]:
    return [one.before for one in results], [one.after for one in results]


if __name__ == "__main__":
    TEXT = "\n".join(report()) + "\n"
    if "--write" in sys.argv[1:]:
        OUT.write_text(TEXT, "utf-8")
    else:
        print(TEXT, end="")
