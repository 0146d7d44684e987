"""By which acts a person does what a notice asked of them."""

from __future__ import annotations

from collections.abc import Mapping

from workflow.domain.terms import Verb

BY_THE_OWNER = frozenset({Verb.SUBMIT, Verb.DECLINE, Verb.HAND_OVER, Verb.ASK_EXTENSION})
BY_A_REVIEWER = frozenset({Verb.PASS, Verb.SEND_BACK})
BY_THE_EDITOR = frozenset({Verb.EXTEND, Verb.ASSIGN, Verb.NUDGE, Verb.HAND_OVER, Verb.DROP})
IN_TALK = frozenset({Verb.ANSWER, Verb.REPLY, Verb.SETTLE, Verb.WAIVE, Verb.ADOPT})
ANSWERS: Mapping[str, frozenset[Verb]] = {
    **dict.fromkeys(
        (Verb.ASSIGN, Verb.LAUNCH, Verb.HAND_OVER, Verb.SEND_BACK, Verb.REOPEN, Verb.EXTEND),
        BY_THE_OWNER,
    ),
    **dict.fromkeys((Verb.SUBMIT, Verb.PASS), BY_A_REVIEWER),
    Verb.NUDGE: BY_THE_OWNER | BY_A_REVIEWER,
    Verb.ASK_EXTENSION: frozenset({Verb.EXTEND}),
    Verb.DECLINE: frozenset({Verb.ASSIGN, Verb.DROP}),
    Verb.RETURN: BY_THE_OWNER | {Verb.PRESENT},
    Verb.PRESENT: frozenset({Verb.APPROVE, Verb.RETURN}),
    **dict.fromkeys((Verb.COMMENT, Verb.REPLY, Verb.OPEN_AGAIN, "mention"), IN_TALK),
}


def answers_to(kind: str) -> frozenset[Verb]:
    """The acts that count as doing what a notice of this kind asked; a reminder, of whatever
    kind, asks for the next step of whoever has the thing; empty where nothing was asked.
    """
    if kind in set(Verb) or kind in ANSWERS:
        return ANSWERS.get(kind, frozenset())
    return BY_THE_OWNER | BY_A_REVIEWER | BY_THE_EDITOR
