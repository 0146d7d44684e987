"""The command `merge OUT.docx [--manifest M.json | PART.docx ...]`."""

from __future__ import annotations

import argparse
import gc
import json
import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from workflow.documents.blobs import MemoryBlobs
from workflow.documents.errors import DocumentError
from workflow.documents.merge.assemble import assemble
from workflow.documents.merge.assembled import Warning
from workflow.documents.merge.check import check
from workflow.documents.merge.manifest import kept_from, manuscript_from
from workflow.documents.merge.manuscript import Manuscript, Policy
from workflow.documents.merge.watch import Watch
from workflow.documents.profile import GB_T_9704, PROFILES, profile_named

COLLECTED_AT = 20_000

if TYPE_CHECKING:
    Subparsers = argparse._SubParsersAction[argparse.ArgumentParser]


def add_to(subparsers: Subparsers) -> None:
    """Add the command and its options."""
    parser = subparsers.add_parser(
        "merge", help="put Word files and contents together as one report", description=__doc__
    )
    parser.add_argument("out", metavar="OUT.docx", help="the file to write")
    parser.add_argument("parts", metavar="PART.docx", nargs="*", help="files, in their order")
    parser.add_argument("--manifest", metavar="M.json", help="what the report is made of")
    parser.add_argument(
        "--profile",
        choices=list(PROFILES),
        help=f"the house style (default: the manifest's, else {GB_T_9704.name})",
    )
    _add_choice(parser, "headers", "whose headers and footers")
    _add_choice(parser, "styles", "whose styles where both have one of a name")
    parser.add_argument("--comments", choices=("keep", "drop"), default="keep")
    parser.add_argument(
        "--changes", choices=("keep", "accept"), default="keep", help="tracked changes"
    )
    parser.add_argument(
        "--gaps", action="store_true", help="a part that cannot be read leaves a visible gap"
    )
    parser.add_argument("--check", action="store_true", help="check the file that was made")
    parser.add_argument("--jobs", type=_jobs, default=1, metavar="N", help="processes (default 1)")
    parser.add_argument("--cache", metavar="DIR", help="keeps parts for the next time")
    parser.set_defaults(run=lambda options: run(options, parser))


def run(options: argparse.Namespace, parser: argparse.ArgumentParser) -> None:
    """Write OUT and print one line of JSON; DocumentError when a part is refused."""
    if bool(options.manifest) == bool(options.parts):
        parser.error("either --manifest or parts, one of the two")
    # What was imported stays: the collector need not look through it again and again.
    gc.freeze()
    # Nothing that a merge makes holds itself in circles, so there is little to look for.
    gc.set_threshold(COLLECTED_AT)
    watch = Watch()
    watch("read", 0)
    manuscript, blobs = _manuscript(options)
    cache = Path(options.cache) if options.cache else None
    made = assemble(manuscript, watch, blobs, cache, options.jobs)
    size = made.write(options.out)
    watch("write", 1)
    line = {
        "seconds": watch.seconds(),
        "bytes": size,
        "peak_mb": watch.peak_mb(),
        "parts": len(manuscript.parts),
        "warnings": [_warning(one) for one in made.warnings],
    }
    faults = check(made.data) if options.check else []
    if options.check:
        line["check"] = faults
    print(json.dumps(line, ensure_ascii=False))
    print(f"{options.out}: {size} bytes", file=sys.stderr)
    if faults:
        raise DocumentError(
            f"文件已写出，但检查发现 {len(faults)} 处问题，见输出。请把所用文件发给我们。",
            f"The file was written, but the check found {len(faults)} faults, which the output "
            "lists. Please send us the files.",
            "check",
        )


def _manuscript(options: argparse.Namespace) -> tuple[Manuscript, MemoryBlobs]:
    policy = Policy(
        options.headers, options.styles, options.comments, options.changes, options.gaps
    )
    if options.manifest:
        manuscript, blobs = manuscript_from(Path(options.manifest))
    else:
        blobs = MemoryBlobs()
        manuscript = Manuscript("", tuple(map(kept_from, options.parts)))
    if options.profile:
        manuscript = replace(manuscript, profile=profile_named(options.profile))
    return replace(manuscript, policy=policy), blobs


def _warning(one: Warning) -> dict[str, Any]:
    """``part`` counts from 1, 0 is the report itself."""
    return {
        "part": one.part + 1,
        "place": one.place,
        "code": one.code,
        "sentence": one.zh,
        "en": one.en,
    }


def _add_choice(parser: argparse.ArgumentParser, name: str, words: str) -> None:
    parser.add_argument(
        f"--{name}",
        choices=("report", "keep"),
        default="report",
        help=f"{words}: the report's, or each part's own (default: %(default)s)",
    )


def _jobs(text: str) -> int:
    number = int(text)
    if number < 1:
        raise argparse.ArgumentTypeError("at least 1")
    return number
