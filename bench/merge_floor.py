"""The floor of merging: the least that any engine does that reads and writes all of it.

Each file is unpacked, its text, notes and comments are parsed and serialised, and as many
bytes are packed again at level 6. Nothing of the product is imported. ``python -m
bench.merge_floor FILE ...`` prints the seconds.
"""

from __future__ import annotations

import io
import sys
import time
import zipfile
from collections.abc import Sequence

from lxml import etree

STORIES = ("word/document.xml", "word/footnotes.xml", "word/comments.xml")
PICTURE = ".png"
LEVEL = 6


def floor(files: Sequence[str]) -> float:
    """Seconds for these files."""
    start = time.perf_counter()
    texts: dict[str, list[bytes]] = {name: [] for name in STORIES}
    pictures: list[bytes] = []
    for file in files:
        with zipfile.ZipFile(file) as zipped:
            for name in zipped.namelist():
                data = zipped.read(name)
                if name in texts:
                    texts[name].append(etree.tostring(etree.fromstring(data), encoding="UTF-8"))
                elif name.endswith(PICTURE):
                    pictures.append(data)
    with zipfile.ZipFile(io.BytesIO(), "w", zipfile.ZIP_DEFLATED, compresslevel=LEVEL) as zipped:
        for name, parts in texts.items():
            zipped.writestr(name, b"".join(parts))
        for number, data in enumerate(pictures):
            zipped.writestr(zipfile.ZipInfo(f"word/media/{number}{PICTURE}"), data)
    return time.perf_counter() - start


if __name__ == "__main__":
    print(floor(sys.argv[1:]))
