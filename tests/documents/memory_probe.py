"""Reads each file named on standard input and tells how far memory grew (a child process).

A line a file, as JSON: name, what became of it, and the growth of the resident peak in MB.
"""

from __future__ import annotations

import json
import resource
import sys
from pathlib import Path

from workflow.documents.errors import DocumentError
from workflow.documents.outline import outline_of

CEILING = 1024 * 1024 * 1024


def peak() -> float:
    """The highest resident memory since the last reset, in MB."""
    lines = Path("/proc/self/status").read_text().splitlines()
    return next(int(one.split()[1]) / 1024 for one in lines if one.startswith("VmHWM:"))


def outcome(path: Path, data: bytes) -> str:
    try:
        outline_of(path.name, data)
    except DocumentError as error:
        return error.code
    return "read"


def main() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (CEILING, CEILING))
    outline_of("warm.txt", "一、甲".encode())
    for line in sys.stdin:
        path = Path(line.strip())
        data = path.read_bytes()
        Path("/proc/self/clear_refs").write_text("5")
        before = peak()
        became = outcome(path, data)
        print(json.dumps([path.name, became, round(peak() - before, 1)]), flush=True)


if __name__ == "__main__":
    main()
