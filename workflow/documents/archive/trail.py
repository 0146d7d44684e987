"""The events beside the statement: whole up to it, the approval next, and whole to the end."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from typing import Any

from workflow.documents.archive.model import EVENTS, Fault
from workflow.documents.archive.opening import ArchiveReader

NOTHING_BEFORE = "0" * 64


def trail_faults(reader: ArchiveReader, statement: Mapping[str, Any], root: str) -> Iterator[Fault]:
    """Each event holds the hash of the one before (domain/trail.py writes them so)."""
    stated, previous, place = statement["trail"], NOTHING_BEFORE, 0
    heads = [previous]
    for line in reader.read(EVENTS).decode("utf-8", "replace").splitlines():
        place += 1
        link = _link(line)
        if link is None or link["previous"] != previous or link["seq"] != place:
            yield Fault(EVENTS, f"第 {place} 条起不相连。", f"Broken from event {place} on.")
            return
        previous = link["hash"]
        heads.append(previous)
        if place == stated["events"] + 1 and link["fields"]["details"].get("root") != root:
            yield Fault(
                EVENTS,
                "签批的记录不是对这份声明的签批。",
                "The event of the approval does not name this statement.",
            )
    if place <= stated["events"] or heads[stated["events"]] != stated["head"]:
        yield Fault(
            EVENTS,
            "到签批时的记录与声明不符。",
            "The events up to the approval are not those that the statement names.",
        )


def _link(line: str) -> Mapping[str, Any] | None:
    """One event whose hash fits what it says; else None."""
    try:
        link = json.loads(line)
        body = json.dumps(
            [link["previous"], link["seq"], link["fields"]],
            ensure_ascii=False,
            sort_keys=True,
            separators=(",", ":"),
        )
    except (ValueError, KeyError, TypeError):
        return None
    fits: bool = hashlib.sha256(body.encode("utf-8", "replace")).hexdigest() == link.get("hash")
    return link if fits else None
