"""The shared acceptance material: found by HUIGAO_SHARED, by default beside the repository."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SHARED = (ROOT / os.environ.get("HUIGAO_SHARED", "../shared")).resolve()


def shared_file(name: str) -> Path:
    """The file below the shared folder; the test that asks skips where it is absent."""
    path = SHARED / name
    if not path.exists():
        pytest.skip(f"shared material is absent: {name}")
    return path
