"""Assigning, writing and handing in: THE TABLE of a section until it is under review."""

from __future__ import annotations

from workflow.domain import cases
from workflow.domain import guards as g
from workflow.domain.row import Row, section
from workflow.domain.states import (
    EDITOR,
    OWNER,
    STAY,
    TELL_EDITOR,
    TELL_NEXT,
    TELL_OWNER,
    WRITERS,
    WRITING,
    R,
    S,
)
from workflow.domain.terms import Note, Tone, Verb

SUBMITTABLE = (
    g.has_a_draft,
    g.must_fix_is_answered,
    g.blanks_are_filled,
    g.every_stage_has_people,
    g.no_newer_copy,
)
PEN = (g.nobody_else_writes,)

WRITING_ROWS: tuple[Row, ...] = (
    section(Verb.ASSIGN, S.PLANNED, STAY, EDITOR, reports=frozenset({R.PLANNING})),
    section(Verb.ASSIGN, S.PLANNED, S.DRAFTING, EDITOR, tells=TELL_OWNER),
    section(Verb.ASSIGN, WRITING | {S.IN_REVIEW}, STAY, EDITOR, tells=TELL_OWNER),
    section(Verb.ACCEPT, S.DRAFTING, STAY, OWNER, tells=TELL_EDITOR),
    section(
        Verb.DECLINE,
        S.DRAFTING,
        S.PLANNED,
        OWNER,
        note=Note.REQUIRED,
        tells=TELL_EDITOR,
        tone=Tone.DANGER,
    ),
    section(Verb.SAVE, WRITING, STAY, *WRITERS, guards=PEN, needs_head=True),
    section(Verb.UPLOAD, WRITING, STAY, *WRITERS, guards=PEN, needs_head=True),
    section(Verb.RESTORE, WRITING, STAY, *WRITERS, guards=PEN, needs_head=True),
    section(Verb.ADOPT, WRITING, STAY, *WRITERS, guards=PEN, needs_head=True),
    section(Verb.TAKE_OVER, WRITING, STAY, OWNER, EDITOR, guards=(g.somebody_else_writes,)),
    section(
        Verb.SUBMIT,
        WRITING,
        S.IN_REVIEW,
        OWNER,
        guards=SUBMITTABLE,
        when=cases.chain_waits,
        needs_head=True,
        tone=Tone.PRIMARY,
        tells=TELL_NEXT,
    ),
    section(
        Verb.SUBMIT,
        WRITING,
        S.SIGNED_OFF,
        OWNER,
        guards=SUBMITTABLE,
        when=cases.signed_as_it_is,
        needs_head=True,
        tone=Tone.PRIMARY,
        tells=TELL_EDITOR,
    ),
    section(
        Verb.WITHDRAW,
        S.IN_REVIEW,
        S.DRAFTING,
        OWNER,
        guards=(g.nobody_has_decided,),
        tells=TELL_NEXT,
    ),
)
