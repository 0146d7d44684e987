"""What bytes are, told by their first ones: a name or a sender's word counts for nothing."""

from __future__ import annotations

UNKNOWN = "application/octet-stream"
BEGINNINGS = (
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"GIF87a", "image/gif"),
    (b"GIF89a", "image/gif"),
    (b"II*\x00", "image/tiff"),
    (b"MM\x00*", "image/tiff"),
    (b"\xd7\xcd\xc6\x9a", "image/x-wmf"),  # with a placeable header ([MS-WMF] 2.3.2.3)
    (b"\x01\x00\x09\x00", "image/x-wmf"),  # in memory and on disk ([MS-WMF] 2.3.2.2)
    (b"\x02\x00\x09\x00", "image/x-wmf"),
)
ENDINGS = {
    "image/png": ".png",
    "image/jpeg": ".jpg",
    "image/gif": ".gif",
    "image/bmp": ".bmp",
    "image/tiff": ".tif",
    "image/svg+xml": ".svg",
    "image/x-emf": ".emf",
    "image/x-wmf": ".wmf",
}
SHOWN = frozenset({"image/png", "image/jpeg", "image/gif", "image/bmp"})
"""Pictures that every browser shows and in which nothing can run."""
IN_PAGES = SHOWN | {"image/svg+xml"}
"""What an <img> shows; within one, an SVG neither runs nor loads anything."""


def media_of(data: bytes) -> str:
    """The media type of a picture that a document may hold, else UNKNOWN."""
    for beginning, media in BEGINNINGS:
        if data.startswith(beginning):
            return media
    if data.startswith(b"BM") and data[6:10] == bytes(4):
        return "image/bmp"
    if data.startswith(b"\x01\x00\x00\x00") and data[40:44] == b" EMF":  # [MS-EMF] 2.3.4.2
        return "image/x-emf"
    return "image/svg+xml" if _is_svg(data) else UNKNOWN


def _is_svg(data: bytes) -> bool:
    start = data[:4096].removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    return start.startswith(b"<svg") or (start.startswith(b"<?xml") and b"<svg" in start)


def file_name(given: str, digest: str, media: str) -> str:
    """The name a file is saved under: its own, or the beginning of its hash."""
    return given or digest[:12] + ENDINGS.get(media, ".bin")
