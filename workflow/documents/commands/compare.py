"""The command `compare OLD NEW [OUT.docx] [--json]`."""

from __future__ import annotations

import argparse
import io
import json
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from workflow.documents.blobs import MemoryBlobs
from workflow.documents.compare.as_json import counts, to_json
from workflow.documents.compare.blackline import blackline
from workflow.documents.compare.blocks import compare
from workflow.documents.compare.model import BlockChange, Kind, Segment, Stamp
from workflow.documents.compare.opening import Side, side_of
from workflow.documents.profile import GB_T_9704, PROFILES, profile_named
from workflow.documents.reader import Recall
from workflow.documents.talk import Remark
from workflow.documents.talk_json import remarks_to_json

if TYPE_CHECKING:
    Subparsers = argparse._SubParsersAction[argparse.ArgumentParser]

SIGNS = {Kind.ADDED: "+", Kind.REMOVED: "-", Kind.MOVED: ">", Kind.LEFT: "<", Kind.CHANGED: "~"}
AROUND = 12
"""Characters of unchanged text that are printed beside a change."""


def add_to(subparsers: Subparsers) -> None:
    """Add the command and its options."""
    parser = subparsers.add_parser(
        "compare",
        help="print how two Word files differ, or write it as tracked changes",
        description=__doc__,
    )
    parser.add_argument("old", metavar="OLD", help="a .docx, or what `read` printed as .json")
    parser.add_argument("new", metavar="NEW", help="the same, as it is now")
    parser.add_argument("out", metavar="OUT.docx", nargs="?", help="the blackline to write")
    parser.add_argument("--json", action="store_true", help="print JSON instead of lines")
    parser.add_argument("--author", metavar="NAME", help="of the changes (default: NEW's)")
    parser.add_argument("--date", metavar="TIME", help="of the changes, ISO 8601 (default: NEW's)")
    parser.add_argument(
        "--profile",
        default=GB_T_9704.name,
        metavar="P",
        help=f"the blackline's house style: {', '.join(PROFILES)} (default: %(default)s)",
    )
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> None:
    """Print the differences, write OUT; DocumentError when a file is refused."""
    blobs, recall = MemoryBlobs(), Recall()
    old, new = (side_of(Path(name), blobs, recall) for name in (options.old, options.new))
    by = Stamp(
        new.by.author if options.author is None else options.author,
        new.by.at if options.date is None else options.date,
    )
    changes = compare(old.content, new.content)
    remarks = [*old.remarks, *new.remarks]
    if options.out:
        profile = profile_named(options.profile)
        made = blackline(old.content, changes, blobs, by, profile)
        Path(options.out).write_bytes(made.data)
        remarks += made.remarks
        print(f"{options.out}: {len(made.data)} bytes", file=sys.stderr)
    _print(options.json, old, new, changes, remarks)


def _print(
    as_json: bool, old: Side, new: Side, changes: Sequence[BlockChange], remarks: list[Remark]
) -> None:
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8")
    if as_json:
        found = to_json(old.content, new.content, changes)
        found["warnings"] = remarks_to_json(remarks)
        print(json.dumps(found, ensure_ascii=False, indent=1))
    else:
        print("\n".join(_lines(changes)))


def _lines(changes: Sequence[BlockChange]) -> Iterator[str]:
    yield ", ".join(f"{name} {count}" for name, count in counts(changes).items())
    for one in changes:
        if one.kind is not Kind.EQUAL:
            natures = ", ".join(sorted(one.natures))
            yield f"{SIGNS[one.kind]} [{natures}] {''.join(map(_marked, one.segments))}"


def _marked(one: Segment) -> str:
    text = " ".join(one.text.split("\n"))
    if one.kind is Kind.EQUAL:
        return text if len(text) <= 2 * AROUND else f"{text[:AROUND]}…{text[-AROUND:]}"
    return f"[-{text}-]" if one.kind is Kind.DELETE else f"{{+{text}+}}"
