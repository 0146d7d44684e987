"""docxcompose merging the same files. ``python -m bench.merge_peer FILE ...`` prints seconds."""

from __future__ import annotations

import io
import sys
import time
import warnings
from collections.abc import Sequence

from docx import Document
from docxcompose.composer import Composer


def merged(files: Sequence[str]) -> float:
    """Seconds from the first file to the bytes of the whole."""
    start = time.perf_counter()
    composer = Composer(Document(files[0]))
    for file in files[1:]:
        composer.append(Document(file))
    composer.save(io.BytesIO())
    return time.perf_counter() - start


if __name__ == "__main__":
    warnings.simplefilter("ignore")
    print(merged(sys.argv[1:]))
