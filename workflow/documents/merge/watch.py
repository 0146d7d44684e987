"""How long each step took, and the most memory that the process held."""

from __future__ import annotations

import sys
import time
from pathlib import Path

if sys.platform != "win32":
    import resource

DIGITS = 4
STATUS = Path("/proc/self/status")


class Watch:
    """Called with a step's name when it begins (as ``Progress`` is), it adds up the time."""

    def __init__(self) -> None:
        self._spent: dict[str, float] = {}
        self._step, self._since = "start", time.perf_counter()
        self._first = self._since

    def __call__(self, step: str, share: float, part: int = 0) -> None:
        now = time.perf_counter()
        self._spent[self._step] = self._spent.get(self._step, 0.0) + now - self._since
        self._step, self._since = step, now

    def seconds(self) -> dict[str, float]:
        """Seconds by step, and all of them as "total"."""
        self("end", 1)
        made = {step: round(spent, DIGITS) for step, spent in self._spent.items()}
        return made | {"total": round(self._since - self._first, DIGITS)}

    def peak_mb(self) -> float | None:
        """The largest resident size so far, in MB of 1024 KB; None where it is not known."""
        if STATUS.exists():
            # Not from getrusage: there a new program starts with the peak of who started it.
            status = STATUS.read_text("utf-8")
            kilobytes = next(one for one in status.splitlines() if one.startswith("VmHWM"))
            return round(int(kilobytes.split()[1]) / 1024, 1)
        if sys.platform == "win32":
            return None
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        unit = 1024 * 1024 if sys.platform == "darwin" else 1024
        return round(peak / unit, 1)
