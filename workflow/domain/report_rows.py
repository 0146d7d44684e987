"""The part of THE TABLE that is about reports."""

from __future__ import annotations

from workflow.domain import cases
from workflow.domain import guards as g
from workflow.domain.row import Row, report
from workflow.domain.states import (
    BUILDING,
    DIRECTOR,
    EDITOR,
    OPEN_REPORT,
    STAY,
    TELL_EDITOR,
    TELL_OWNER,
    R,
)
from workflow.domain.terms import Note, Role, Tone, Verb

ALL_READY = (
    g.has_sections,
    g.all_are_signed_off,
    g.signatures_are_fresh,
    g.assembly_is_current,
    g.assembly_is_whole,
)

REPORT_ROWS: tuple[Row, ...] = (
    report(Verb.ADD_SECTION, BUILDING, STAY, EDITOR),
    report(Verb.RENAME, BUILDING, STAY, EDITOR, note=Note.OPTIONAL),
    report(Verb.MOVE, BUILDING, STAY, EDITOR),
    report(Verb.SET_CHAIN, R.PLANNING, STAY, EDITOR),
    report(Verb.SET_DETAILS, BUILDING, STAY, EDITOR),
    report(Verb.BRING_EARLIER, BUILDING, STAY, EDITOR),
    report(
        Verb.LAUNCH,
        R.PLANNING,
        R.COLLECTING,
        EDITOR,
        tone=Tone.PRIMARY,
        guards=(g.has_sections, g.all_are_assigned, g.has_a_chain, g.every_stage_has_people),
        tells=TELL_OWNER,
    ),
    report(
        Verb.ASSEMBLE,
        {R.COLLECTING, R.AWAITING_APPROVAL},
        STAY,
        EDITOR,
        DIRECTOR,
        guards=(g.has_sections,),
    ),
    report(
        Verb.ASSEMBLE_WITH_GAPS,
        {R.COLLECTING, R.AWAITING_APPROVAL},
        STAY,
        EDITOR,
        when=cases.a_part_failed,
    ),
    report(Verb.RENDER, {R.COLLECTING, R.AWAITING_APPROVAL, R.APPROVED}, STAY, EDITOR, DIRECTOR),
    report(
        Verb.PRESENT,
        R.COLLECTING,
        R.AWAITING_APPROVAL,
        EDITOR,
        guards=ALL_READY,
        tone=Tone.PRIMARY,
        note=Note.OPTIONAL,
        tells=frozenset({DIRECTOR}),
    ),
    report(
        Verb.APPROVE,
        R.AWAITING_APPROVAL,
        R.APPROVED,
        DIRECTOR,
        guards=ALL_READY,
        needs_head=True,
        tone=Tone.PRIMARY,
        note=Note.OPTIONAL,
        tells=TELL_EDITOR | TELL_OWNER,
    ),
    report(
        Verb.RETURN,
        R.AWAITING_APPROVAL,
        R.COLLECTING,
        DIRECTOR,
        note=Note.REQUIRED,
        tone=Tone.DANGER,
        tells=TELL_EDITOR,
    ),
    report(Verb.RECALL, R.AWAITING_APPROVAL, R.COLLECTING, EDITOR, tells=frozenset({DIRECTOR})),
    report(
        Verb.WITHDRAW_APPROVAL,
        R.APPROVED,
        R.COLLECTING,
        DIRECTOR,
        note=Note.REQUIRED,
        tone=Tone.DANGER,
        tells=TELL_EDITOR,
    ),
    report(Verb.HAND_OVER, OPEN_REPORT, STAY, EDITOR, DIRECTOR, Role.ADMINISTRATOR),
    report(
        Verb.CANCEL,
        OPEN_REPORT,
        R.CANCELLED,
        EDITOR,
        DIRECTOR,
        note=Note.REQUIRED,
        tone=Tone.DANGER,
        tells=TELL_EDITOR | TELL_OWNER,
    ),
    report(
        Verb.ARCHIVE,
        R.APPROVED,
        R.ARCHIVED,
        EDITOR,
        tone=Tone.PRIMARY,
        tells=frozenset({DIRECTOR}),
    ),
)
