"""A file as a browser sends it with a form."""

from __future__ import annotations

from contextlib import closing

from flask import request


def posted_file(most: int | None = None) -> tuple[str, bytes] | None:
    """The name and the bytes of the field ``file``; None where no file was chosen.

    ``most``: read no more than one byte above it, so that one that is too large shows.
    """
    file = request.files.get("file")
    if file is None or not file.filename:
        return None
    with closing(file):
        return file.filename, file.stream.read(-1 if most is None else most + 1)


def keeps_changes() -> bool:
    """Whether tracked changes become suggestions; else they are accepted."""
    return request.form.get("changes") == "keep"
