"""Deciding: THE TABLE of a section under review."""

from __future__ import annotations

from workflow.domain import cases
from workflow.domain import guards as g
from workflow.domain.row import Row, section
from workflow.domain.states import (
    DIRECTOR,
    EDITOR,
    REVIEWER,
    STAY,
    TELL_EDITOR,
    TELL_NEXT,
    TELL_OWNER,
    S,
)
from workflow.domain.terms import Note, Tone, Verb

DECIDABLE = (
    g.is_not_own_text,
    g.has_not_decided_yet,
    g.has_not_acted_beside,
    g.comes_next,
)

REVIEW_ROWS: tuple[Row, ...] = (
    section(
        Verb.PASS,
        S.IN_REVIEW,
        STAY,
        REVIEWER,
        guards=DECIDABLE,
        when=cases.others_remain,
        needs_head=True,
        tone=Tone.PRIMARY,
        note=Note.OPTIONAL,
        tells=TELL_NEXT,
    ),
    section(
        Verb.PASS,
        S.IN_REVIEW,
        S.SIGNED_OFF,
        REVIEWER,
        guards=DECIDABLE,
        when=cases.is_last_decision,
        needs_head=True,
        tone=Tone.PRIMARY,
        note=Note.OPTIONAL,
        tells=TELL_OWNER | TELL_EDITOR,
    ),
    section(
        Verb.SEND_BACK,
        S.IN_REVIEW,
        S.RETURNED,
        REVIEWER,
        EDITOR,
        DIRECTOR,
        when=cases.back_to_owner,
        needs_head=True,
        note=Note.REQUIRED,
        tone=Tone.DANGER,
        tells=TELL_OWNER,
    ),
    section(
        Verb.SEND_BACK,
        S.IN_REVIEW,
        STAY,
        REVIEWER,
        EDITOR,
        DIRECTOR,
        when=cases.back_to_a_stage,
        needs_head=True,
        note=Note.REQUIRED,
        tone=Tone.DANGER,
        tells=TELL_OWNER,
    ),
    section(
        Verb.AMEND,
        S.IN_REVIEW,
        STAY,
        REVIEWER,
        EDITOR,
        guards=(g.stage_lets_amend,),
        needs_head=True,
        note=Note.OPTIONAL,
        tells=TELL_OWNER | TELL_NEXT,
    ),
    section(
        Verb.AMEND,
        S.SIGNED_OFF,
        S.IN_REVIEW,
        EDITOR,
        needs_head=True,
        note=Note.OPTIONAL,
        tells=TELL_OWNER | TELL_NEXT,
    ),
    section(
        Verb.ADD_REVIEWER,
        S.IN_REVIEW,
        STAY,
        REVIEWER,
        EDITOR,
        guards=(g.decides_or_edits,),
        note=Note.OPTIONAL,
    ),
    section(
        Verb.REMOVE_REVIEWER,
        S.IN_REVIEW,
        STAY,
        REVIEWER,
        EDITOR,
        guards=(g.somebody_can_be_removed,),
        note=Note.OPTIONAL,
    ),
)
