"""Which of two rows for one verb applies, and whether a row applies at all."""

from __future__ import annotations

from typing import Any


def is_last_decision(facts: Any) -> bool:
    return bool(facts.completes_chain)


def signed_as_it_is(facts: Any) -> bool:
    """Identical content keeps its sign-offs: the whole chain has signed this very text."""
    return bool(facts.chain_complete)


def chain_waits(facts: Any) -> bool:
    return not facts.chain_complete


def others_remain(facts: Any) -> bool:
    return not facts.completes_chain


def a_part_failed(facts: Any) -> bool:
    """Assembling stopped at one section; all others could be assembled."""
    return bool(facts.part_failed)
