"""What the assembler keeps of sections between two assemblies: lost, it is made again.

It lies beside the file store, belongs to no row, and is never part of what is archived.
"""

from __future__ import annotations

from pathlib import Path

from flask import current_app

from workflow.documents.merge import sweep
from workflow.settings import Settings


def parts_folder() -> Path:
    return _settings().parts_folder


def sweep_parts() -> int:
    """Delete what was not used for longest, above the size that is set; returns bytes deleted."""
    settings = _settings()
    return sweep(settings.parts_folder, settings.parts_bytes)


def _settings() -> Settings:
    settings: Settings = current_app.extensions["settings"]
    return settings
