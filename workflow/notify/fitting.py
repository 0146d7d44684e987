"""A message as plain text of so many bytes; the link is never what is cut."""

from __future__ import annotations

from workflow.notify.message import Message

MARK = "【汇稿】"
"""Begins every message to a group: a robot that asks for a keyword finds it."""
MORE = "…"


def fitted(message: Message, most: int, before: str = "") -> str:
    """``before`` and the message within ``most`` bytes of UTF-8, cut where a character ends."""
    end = f"\n{message.link}" if message.link else ""
    room = most - len(end.encode())
    return cut(f"{before}{MARK}{message.body}", room) + end


def cut(text: str, most: int) -> str:
    """At most so many bytes of UTF-8; what is cut ends with a sign for it."""
    data = text.encode()
    if len(data) <= most:
        return text
    room = max(0, most - len(MORE.encode()))
    return data[:room].decode(errors="ignore").rstrip() + MORE
