"""The command `outline FILE [--json]`. Of a .docx it looks at the body: notes, comments, headers
and footers are not counted."""

from __future__ import annotations

import argparse
import io
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from workflow.documents.outline import Outline, Section, recognise
from workflow.documents.outline.as_json import source_json, to_json
from workflow.documents.outline.reading import read_document
from workflow.documents.shadow import visible

if TYPE_CHECKING:
    Subparsers = argparse._SubParsersAction[argparse.ArgumentParser]


def add_to(subparsers: Subparsers) -> None:
    """Add the command and its options."""
    parser = subparsers.add_parser(
        "outline", help="print the outline of a .txt or .docx", description=__doc__
    )
    parser.add_argument("file", metavar="FILE", help="a .txt or .docx file")
    parser.add_argument("--json", action="store_true", help="print JSON instead of a tree")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> None:
    """Print the outline to standard output; DocumentError when the file is refused."""
    path = Path(options.file)
    data = path.read_bytes()
    reading = read_document(path.name, data)
    outline = recognise(reading.text, reading.decisions)
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8")
    if options.json:
        answer = to_json(outline, source_json(path.name, data, reading))
        print(json.dumps(answer, ensure_ascii=False, indent=1))
    else:
        print("\n".join(_tree(outline)))


def _tree(outline: Outline) -> Iterator[str]:
    yield outline.title.text if outline.title else "(no title)"
    if outline.preamble:
        yield f"  0  (preamble)  {outline.preamble.chars}"
    for section in outline.sections:
        yield _row(outline, section)
    counts = len(outline.sections), len(outline.points), len(outline.blanks)
    yield "sections {}, points {}, blanks {}".format(*counts)
    for doubt in outline.suggestions:
        yield f"perhaps a heading at {doubt.start} ({doubt.reason}): {doubt.text}"


def _row(outline: Outline, section: Section) -> str:
    name = (section.numeral + section.title) or "(no title)"
    marks = [*section.flags, *(["glued"] if section.glued_to_previous else [])]
    size = visible(outline.body_text(section))
    return (
        "  " * section.level + f"{section.id}  {name}  {size}" + "".join(f"  [{m}]" for m in marks)
    )
