"""Read what a form sends, and where it wants to go next."""

from __future__ import annotations

from flask import request


def word(name: str) -> str:
    """A field's text without NUL, which PostgreSQL cannot store, and without outer blanks."""
    return request.form.get(name, "").replace("\0", "").strip()


def ticked(name: str) -> bool:
    return bool(request.form.get(name))


def row_id(text: str) -> int:
    """A row's id as sent; 0, which no row has, for anything else."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0


def local_path(wanted: str | None, default: str) -> str:
    """A path of this very site, or the default; a browser reads ``\\`` as ``/``."""
    wanted = wanted or ""
    is_ours = wanted.startswith("/") and not wanted.startswith(("//", "/\\"))
    return wanted if is_ours and wanted.isprintable() else default
