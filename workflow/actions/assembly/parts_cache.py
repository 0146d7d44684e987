"""What the assembler keeps of sections between two assemblies: lost, it is made again.

It lies beside the file store, belongs to no row, and is never part of what is archived.
"""

from __future__ import annotations

from pathlib import Path

import structlog
from flask import current_app

from workflow.documents.merge import sweep
from workflow.settings import Settings

log = structlog.get_logger(__name__)


def parts_folder() -> Path | None:
    """Where it lies; None, and a line in the log, where nothing can be kept."""
    folder = _settings().parts_folder
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        log.warning("parts_not_kept", folder=str(folder), error=str(error))
        return None
    return folder


def sweep_parts() -> int:
    """Delete what was not used for longest, above the size that is set; returns bytes deleted."""
    settings = _settings()
    return sweep(settings.parts_folder, settings.parts_bytes)


def _settings() -> Settings:
    settings: Settings = current_app.extensions["settings"]
    return settings
