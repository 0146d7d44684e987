"""The rows of a run as a table to read."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

COLUMNS = {
    "bench": "bench",
    "case": "case",
    "unit": "unit",
    "ours": "ours",
    "peer": "peer",
    "floor": "floor",
    "to_peer": "ours/peer",
    "to_floor": "ours/floor",
    "goal": "goal",
    "met": "met",
    "runs": "runs",
}


def table(rows: Sequence[dict[str, Any]]) -> str:
    """Columns in line; below it the peers and the machine."""
    lines = [list(COLUMNS.values())] + [[_cell(row, key) for key in COLUMNS] for row in rows]
    widths = [max(len(line[place]) for line in lines) for place in range(len(COLUMNS))]
    made = ["  ".join(map(str.ljust, line, widths)).rstrip() for line in lines]
    peers = sorted({str(row["peer_name"]) for row in rows if row["peer_name"]})
    made += [f"peer: {name}" for name in peers]
    made += [f"machine: {name}" for name in sorted({row["machine"] for row in rows})]
    return "\n".join(made)


def _cell(row: dict[str, Any], key: str) -> str:
    value = row[key]
    if value is None:
        return "-"
    if isinstance(value, bool):
        return "yes" if value else "no"
    return f"{value:.4g}" if isinstance(value, float) else str(value)
