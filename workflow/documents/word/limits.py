"""What an uploaded file may weigh. The installation may set these figures (settings)."""

from __future__ import annotations

from dataclasses import dataclass

MB = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Limits:
    """Sizes in bytes, counts as they are; `ratio` is unpacked to packed.

    Dense WordprocessingML packs 20 to 60 to 1, a bomb about 1,000 to 1. `marks` counts the
    < and = of all XML in a file: each may cost 240 bytes once it is parsed. `headings` is how
    many an outline may have that a person is asked to look at, `lines` how many its text.
    """

    docx_bytes: int = 20 * MB
    text_bytes: int = 5 * MB
    entries: int = 3_000
    name_length: int = 240
    part_bytes: int = 40 * MB
    unpacked_bytes: int = 150 * MB
    ratio: int = 150
    marks: int = 2_000_000
    headings: int = 1_000
    lines: int = 100_000


DEFAULT_LIMITS = Limits()
