"""Each office's key, with which its archives are signed: a file that only the server reads."""

from __future__ import annotations

import os
from pathlib import Path

from flask import current_app

from workflow.documents.archive.keys import fingerprint, new_key, public_half
from workflow.settings import Settings


def office_key(office_id: int) -> bytes:
    """The private key as PEM; an office that was set up before there were keys gets its own now."""
    path = _path(office_id)
    if not path.exists():
        make_key(office_id)
    return path.read_bytes()


def has_key(office_id: int) -> bool:
    return _path(office_id).is_file()


def make_key(office_id: int) -> None:
    """A key of its own for an office; one that is there stays, whoever comes first."""
    path = _path(office_id)
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    made = path.with_suffix(f".{os.getpid()}")
    handle = os.open(made, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "wb") as file:
        file.write(new_key())
        file.flush()
        os.fsync(file.fileno())
    try:
        os.link(made, path)
    except FileExistsError:
        pass
    finally:
        made.unlink()


def key_fingerprint(office_id: int) -> str:
    """What people compare the key in an archive with."""
    return fingerprint(public_half(office_key(office_id)))


def _path(office_id: int) -> Path:
    settings: Settings = current_app.extensions["settings"]
    return settings.var / "keys" / f"office-{office_id}.pem"
