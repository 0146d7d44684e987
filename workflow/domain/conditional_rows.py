"""The part of THE TABLE that is about a report approved with conditions: only the sections named
are open, and they lead back to the approval.
"""

from __future__ import annotations

from workflow.domain import cases
from workflow.domain import guards as g
from workflow.domain.row import Row, section
from workflow.domain.states import (
    DIRECTOR,
    EDITOR,
    OPEN_SECTION,
    OWNER,
    REVIEWER,
    STAY,
    TELL_EDITOR,
    TELL_OWNER,
    WRITERS,
    WRITING,
    R,
    S,
)
from workflow.domain.terms import Note, Role, Tone, Verb

HERE = frozenset({R.CONDITIONAL})
AMENDERS = (*WRITERS, EDITOR)
TELL_DIRECTOR = frozenset({DIRECTOR})
PEN = (g.nobody_else_writes,)
NO_LOOSE_TEXT = (g.nobody_else_writes, g.no_newer_copy)

CONDITIONAL_ROWS: tuple[Row, ...] = (
    section(Verb.SAVE, WRITING, STAY, *AMENDERS, guards=PEN, needs_head=True, reports=HERE),
    section(Verb.UPLOAD, WRITING, STAY, *AMENDERS, guards=PEN, needs_head=True, reports=HERE),
    section(Verb.RESTORE, WRITING, STAY, *AMENDERS, guards=PEN, needs_head=True, reports=HERE),
    section(Verb.ADOPT, WRITING, STAY, *AMENDERS, guards=PEN, needs_head=True, reports=HERE),
    section(
        Verb.TAKE_OVER,
        WRITING,
        STAY,
        OWNER,
        EDITOR,
        guards=(g.somebody_else_writes,),
        reports=HERE,
    ),
    section(
        Verb.CARRY_OUT,
        WRITING,
        S.SIGNED_OFF,
        OWNER,
        EDITOR,
        guards=NO_LOOSE_TEXT,
        when=cases.edits_wait,
        needs_head=True,
        tone=Tone.PRIMARY,
        reports=HERE,
        tells=TELL_OWNER | TELL_EDITOR,
    ),
    section(
        Verb.SUBMIT,
        WRITING,
        S.SIGNED_OFF,
        OWNER,
        EDITOR,
        guards=NO_LOOSE_TEXT,
        when=cases.edits_are_made,
        needs_head=True,
        tone=Tone.PRIMARY,
        reports=HERE,
        tells=TELL_OWNER | TELL_EDITOR,
    ),
    section(
        Verb.SUBMIT,
        WRITING,
        S.IN_REVIEW,
        OWNER,
        EDITOR,
        guards=(g.something_was_changed, *NO_LOOSE_TEXT),
        when=cases.asks_the_director,
        needs_head=True,
        tone=Tone.PRIMARY,
        reports=HERE,
        tells=TELL_DIRECTOR | TELL_EDITOR,
    ),
    section(
        Verb.SUBMIT,
        WRITING,
        S.IN_REVIEW,
        OWNER,
        EDITOR,
        guards=(g.listed_edits_are_made, *NO_LOOSE_TEXT),
        when=cases.beyond_the_edits,
        needs_head=True,
        reports=HERE,
        tells=TELL_DIRECTOR | TELL_EDITOR,
    ),
    section(Verb.WITHDRAW, S.IN_REVIEW, S.DRAFTING, OWNER, EDITOR, reports=HERE),
    section(
        Verb.CONFIRM_EDITS,
        S.IN_REVIEW,
        S.SIGNED_OFF,
        DIRECTOR,
        needs_head=True,
        tone=Tone.PRIMARY,
        note=Note.OPTIONAL,
        reports=HERE,
        tells=TELL_OWNER | TELL_EDITOR,
    ),
    section(
        Verb.SEND_BACK,
        S.IN_REVIEW,
        S.RETURNED,
        DIRECTOR,
        needs_head=True,
        note=Note.REQUIRED,
        tone=Tone.DANGER,
        reports=HERE,
        tells=TELL_OWNER | TELL_EDITOR,
    ),
    section(
        Verb.HAND_OVER,
        OPEN_SECTION,
        STAY,
        OWNER,
        EDITOR,
        Role.ADMINISTRATOR,
        note=Note.OPTIONAL,
        reports=HERE,
    ),
    section(
        Verb.NUDGE,
        OPEN_SECTION,
        STAY,
        OWNER,
        REVIEWER,
        EDITOR,
        DIRECTOR,
        guards=(g.somebody_else_has_it, g.was_not_nudged_today),
        note=Note.OPTIONAL,
        reports=HERE,
    ),
)
