"""Every file of the public corpus merged, opened by python-docx and printed by LibreOffice.

``python -m tests.documents.merge.fidelity_printed [POLICY]`` says which are not; it takes
about a quarter of an hour. Files are printed some at a time, and again alone where a run
of several ends without their pages.
"""

from __future__ import annotations

import contextlib
import io
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from itertools import islice
from pathlib import Path

import docx
from lxml import etree

from tests.documents.house_pages import printed
from tests.documents.merge.fidelity import POLICIES, files
from tests.documents.merge.kept_files import kept
from tests.documents.shared import SHARED
from workflow.documents.errors import DocumentError
from workflow.documents.merge import Manuscript, Policy, assemble

TOGETHER, PATIENCE, PATIENCE_ALONE = 20, 180.0, 60.0


def merged_files(policy: Policy) -> Iterator[tuple[str, bytes]]:
    """The place of each file that is not refused, and the report made of it alone."""
    for path in files():
        part = kept(path.read_bytes(), path.name)
        try:
            made = assemble(Manuscript("", (part,), policy=policy))
        except DocumentError:
            continue
        yield str(path.relative_to(SHARED)), made.data


def without_pages(reports: Mapping[str, bytes]) -> list[str]:
    """Those that LibreOffice does not print."""
    missing = _missing(reports, PATIENCE)
    return [one for one in missing if _missing({one: reports[one]}, PATIENCE_ALONE)]


def _missing(reports: Mapping[str, bytes], patience: float) -> list[str]:
    numbered = {f"report{n}": one for n, one in enumerate(reports)}
    with tempfile.TemporaryDirectory(prefix="huigao-print-") as name:
        folder = Path(name)
        with contextlib.suppress(subprocess.TimeoutExpired, AssertionError):
            printed(folder, {number: reports[one] for number, one in numbered.items()}, patience)
        return [one for number, one in numbered.items() if not _is_printed(folder, number)]


def _is_printed(folder: Path, number: str) -> bool:
    return (folder / f"{number}.pdf").is_file()


def _opens(data: bytes) -> bool:
    try:
        docx.Document(io.BytesIO(data))
    except (KeyError, ValueError, etree.XMLSyntaxError):
        return False
    return True


def main(policy: str) -> None:
    count, unopened, bad = 0, list[str](), list[str]()
    made = merged_files(POLICIES[policy])
    while reports := dict(islice(made, TOGETHER)):
        unopened += [one for one, data in reports.items() if not _opens(data)]
        count += len(reports)
        bad += without_pages(reports)
        print(f"{count} merged, {len(bad)} not printed", file=sys.stderr)
    print(f"{policy}: {count} merged, {len(unopened)} not opened, {len(bad)} not printed")
    for name in unopened:
        own = "the file itself is" if _opens((SHARED / name).read_bytes()) else "nor is the file"
        print(f"- not opened by python-docx, {own}: {name}")
    for name in bad:
        print(f"- not printed: {name}")


if __name__ == "__main__":
    main(*(sys.argv[1:] or ["report"]))
