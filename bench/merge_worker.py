"""One part changed before a process that has done the same before, as a worker meets it.

``python -m bench.merge_worker OUT CACHE EDITION FILE ...`` changes the file in the middle twice,
merges after each change, and prints the seconds of the second merge.
"""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Sequence
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path

from bench.section_files import section_file
from workflow.documents.__main__ import main


def changed(out: str, cache: str, edition: int, files: Sequence[str]) -> float:
    """Seconds from the changed file to the written document."""
    number = len(files) // 2
    for newer in (edition, edition + 1):
        Path(files[number - 1]).write_bytes(section_file(number, newer))
        printed = io.StringIO()
        with redirect_stdout(printed), redirect_stderr(io.StringIO()):
            main(["merge", out, *files, "--cache", cache])
    return float(json.loads(printed.getvalue())["seconds"]["total"])


if __name__ == "__main__":
    print(changed(sys.argv[1], sys.argv[2], int(sys.argv[3]), sys.argv[4:]))
