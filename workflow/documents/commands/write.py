"""The command `write CONTENT.json OUT.docx [--profile P]`."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from workflow.documents.merge import Manuscript, assemble
from workflow.documents.merge.stored import part_of, read_json
from workflow.documents.profile import GB_T_9704, PROFILES, profile_named
from workflow.documents.talk import Remark
from workflow.documents.talk_json import remarks_to_json

if TYPE_CHECKING:
    Subparsers = argparse._SubParsersAction[argparse.ArgumentParser]


def add_to(subparsers: Subparsers) -> None:
    """Add the command and its options."""
    parser = subparsers.add_parser(
        "write", help="write content as a .docx in a house style", description=__doc__
    )
    parser.add_argument("content", metavar="CONTENT.json", help="content, or what `read` printed")
    parser.add_argument("out", metavar="OUT.docx", help="the file to write")
    parser.add_argument(
        "--profile",
        default=GB_T_9704.name,
        metavar="P",
        help=f"the house style: {', '.join(PROFILES)} (default: %(default)s)",
    )
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> None:
    """Write OUT and print {"warnings": [...]}; DocumentError when the content is refused."""
    stored = read_json(Path(options.content))
    profile = profile_named(options.profile)
    part, blobs = part_of(stored)
    assembled = assemble(Manuscript("", (part,), profile=profile), blobs=blobs)
    size = assembled.write(options.out)
    remarks = [Remark(one.code, one.zh, one.en) for one in assembled.warnings]
    print(json.dumps({"warnings": remarks_to_json(remarks)}, ensure_ascii=False, indent=1))
    print(f"{options.out}: {size} bytes", file=sys.stderr)
