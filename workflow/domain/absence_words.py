"""What people are told about absences: whom they stand in for, and that it is over."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from workflow.domain.text import Text

NAMED, RELEASED, ENTERED = "deputy_named", "deputy_released", "absence_entered"
ABSENCE = frozenset({NAMED, RELEASED, ENTERED})
"""Kinds of notices; ``details`` has actor, person, first and last (days as 2026-12-31)."""

WORDS: Mapping[str, Text] = {
    NAMED: Text(
        "{first} 至 {last} 由您代 {person} 办理待办",
        "You act for {person} from {first} to {last}",
    ),
    RELEASED: Text(
        "您不再代 {person} 办理（原为 {first} 至 {last}）",
        "You no longer act for {person} (it was from {first} to {last})",
    ),
    ENTERED: Text(
        "{actor} 登记您 {first} 至 {last} 不在岗",
        "{actor} entered that you are away from {first} to {last}",
    ),
}
ASKS: Mapping[str, Text] = {
    NAMED: Text(
        "届时对方的待办会出现在您的待办里，标明代谁办理。",
        "Their tasks will then be on your desk, marked with their name.",
    ),
    ENTERED: Text("如有出入，请到“外出与代理”中更正。", "Please correct it if it is not so."),
}


def absence_words(kind: str, details: Mapping[str, Any]) -> Text:
    names = ("actor", "person", "first", "last")
    holes = {name: str(details.get(name, "")) for name in names}
    return Text(WORDS[kind].zh, WORDS[kind].en, holes)


def absence_ask(kind: str) -> Text | None:
    """What the reader can do about it."""
    return ASKS.get(kind)
