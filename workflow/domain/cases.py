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


def edits_wait(facts: Any) -> bool:
    """The director's edits can be made as they are listed, and nothing else was changed."""
    return bool(facts.edits_unmade) and not facts.edits_described


def edits_are_made(facts: Any) -> bool:
    """The text is, to the letter, the approved one with the director's edits."""
    return bool(facts.edits_made) and not facts.edits_described


def beyond_the_edits(facts: Any) -> bool:
    return not facts.edits_made and not facts.edits_described


def asks_the_director(facts: Any) -> bool:
    """An edit was described in words: only the director can say whether it was made."""
    return bool(facts.edits_described)


def conditions_are_met(facts: Any) -> bool:
    return bool(facts.conditions_met)


def conditions_are_broken(facts: Any) -> bool:
    return bool(facts.conditions_broken)


def has_delegated(facts: Any) -> bool:
    """The person has entrusted their part to somebody, now or for later."""
    return bool(facts.delegated)


def has_a_copy_to_read(facts: Any) -> bool:
    """It was circulated to the person, who has not confirmed reading it."""
    return bool(facts.unread_copy)


def back_to_owner(facts: Any) -> bool:
    return not facts.to_stage


def back_to_a_stage(facts: Any) -> bool:
    """It stays in review; what was decided from that stage on is void."""
    return bool(facts.to_stage)


def archive_is_made(facts: Any) -> bool:
    """The file is on disk and holds all that has happened: it has but to be named."""
    return bool(facts.archive_made)


def archive_is_not_made(facts: Any) -> bool:
    return not facts.archive_made


def more_time_is_asked(facts: Any) -> bool:
    """The owner has asked for a later deadline, and nobody has answered yet."""
    return bool(facts.extension_asked)


def a_part_failed(facts: Any) -> bool:
    """Assembling stopped at one section; all others could be assembled."""
    return bool(facts.part_failed)
