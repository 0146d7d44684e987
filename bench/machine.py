"""What the figures were measured on, in a few words."""

from __future__ import annotations

import os
import platform
from pathlib import Path


def machine() -> str:
    """``2 x AMD EPYC, 24 GB, Linux 6.1, Python 3.11.2``"""
    parts = (
        f"{len(os.sched_getaffinity(0))} x {_processor()}",
        f"{_gigabytes()} GB",
        f"{platform.system()} {'.'.join(platform.release().split('.')[:2])}",
        f"Python {platform.python_version()}",
    )
    return ", ".join(parts)


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text("utf-8").splitlines()
    except OSError:
        return platform.machine()
    names = (line.partition(":")[2].strip() for line in lines if line.startswith("model name"))
    return next(names, platform.machine())


def _gigabytes() -> int:
    return round(os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE") / 1024**3)
