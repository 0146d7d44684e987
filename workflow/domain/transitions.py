"""THE TABLE: one row for each thing that a person can do.

Buttons and the reason why they are grey, enforcement, who is told, the help page,
the diagram and the matrix of tests all come from these rows, and from nothing else.
"""

from __future__ import annotations

from workflow.domain import cases
from workflow.domain import guards as g
from workflow.domain.row import Row, report, section
from workflow.domain.terms import Note, ReportState, Role, SectionState, Thing, Tone, Verb

S, R = SectionState, ReportState

STAY = None
OPEN_SECTION = frozenset({S.PLANNED, S.DRAFTING, S.IN_REVIEW, S.RETURNED})
WRITING = frozenset({S.DRAFTING, S.RETURNED})
ANY_SECTION = frozenset(S) - {S.DROPPED}
OPEN_REPORT = frozenset({R.PLANNING, R.COLLECTING, R.AWAITING_APPROVAL, R.CONDITIONAL})

OWNER, EDITOR, DIRECTOR, REVIEWER = Role.OWNER, Role.EDITOR, Role.DIRECTOR, Role.REVIEWER
WRITERS = (OWNER, Role.CONTRIBUTOR)
PARTICIPANTS = frozenset({OWNER, Role.CONTRIBUTOR, REVIEWER, EDITOR, DIRECTOR, Role.READER})


TELL_OWNER, TELL_EDITOR = frozenset({OWNER}), frozenset({EDITOR})
TELL_NEXT = frozenset({REVIEWER})
ALL_READY = (
    g.has_sections,
    g.all_are_signed_off,
    g.signatures_are_fresh,
    g.assembly_is_current,
    g.assembly_is_whole,
)
SUBMITTABLE = (
    g.has_a_draft,
    g.must_fix_is_answered,
    g.blanks_are_filled,
    g.every_stage_has_people,
    g.no_newer_copy,
)
PEN = (g.nobody_else_writes,)
DECIDABLE = (g.is_not_own_text, g.has_not_decided_yet)

SECTION_ROWS: tuple[Row, ...] = (
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
        needs_head=True,
        note=Note.REQUIRED,
        tone=Tone.DANGER,
        tells=TELL_OWNER,
    ),
    section(
        Verb.HAND_OVER,
        OPEN_SECTION - {S.PLANNED},
        STAY,
        OWNER,
        REVIEWER,
        EDITOR,
        Role.ADMINISTRATOR,
        note=Note.OPTIONAL,
    ),
    section(
        Verb.HAND_OVER,
        S.PLANNED,
        STAY,
        Role.ADMINISTRATOR,
        note=Note.OPTIONAL,
        reports=frozenset({R.PLANNING, R.COLLECTING}),
    ),
    section(Verb.ASK_EXTENSION, WRITING, STAY, OWNER, note=Note.REQUIRED, tells=TELL_EDITOR),
    section(Verb.EXTEND, OPEN_SECTION, STAY, EDITOR, note=Note.REQUIRED, tells=TELL_OWNER),
    section(
        Verb.REOPEN,
        S.SIGNED_OFF,
        S.RETURNED,
        EDITOR,
        DIRECTOR,
        note=Note.REQUIRED,
        tone=Tone.DANGER,
        tells=TELL_OWNER,
    ),
    section(
        Verb.DROP,
        OPEN_SECTION,
        S.DROPPED,
        EDITOR,
        note=Note.REQUIRED,
        tone=Tone.DANGER,
        reports=frozenset({R.PLANNING, R.COLLECTING}),
        tells=TELL_OWNER,
    ),
    section(
        Verb.COMMENT,
        ANY_SECTION,
        STAY,
        *PARTICIPANTS,
        reports=OPEN_REPORT,
        tells=TELL_OWNER,
    ),
    section(
        Verb.ANSWER,
        ANY_SECTION,
        STAY,
        OWNER,
        Role.CONTRIBUTOR,
        EDITOR,
        reports=OPEN_REPORT,
    ),
    section(Verb.WAIVE, ANY_SECTION, STAY, EDITOR, note=Note.REQUIRED, reports=OPEN_REPORT),
    section(Verb.REPLY, ANY_SECTION, STAY, *PARTICIPANTS, reports=OPEN_REPORT),
    section(Verb.SETTLE, ANY_SECTION, STAY, *PARTICIPANTS, reports=OPEN_REPORT),
    section(
        Verb.OPEN_AGAIN,
        ANY_SECTION,
        STAY,
        *PARTICIPANTS,
        reports=OPEN_REPORT,
        note=Note.REQUIRED,
        tells=TELL_OWNER,
    ),
    section(
        Verb.MATCH_EARLIER,
        OPEN_SECTION,
        STAY,
        OWNER,
        Role.CONTRIBUTOR,
        EDITOR,
        reports=frozenset({R.PLANNING, R.COLLECTING}),
    ),
    section(Verb.ATTACH, OPEN_SECTION, STAY, OWNER, Role.CONTRIBUTOR, EDITOR),
    section(Verb.DETACH, OPEN_SECTION, STAY, OWNER, Role.CONTRIBUTOR, EDITOR),
    section(
        Verb.NUDGE,
        OPEN_SECTION - {S.PLANNED},
        STAY,
        OWNER,
        REVIEWER,
        EDITOR,
        DIRECTOR,
        guards=(g.somebody_else_has_it, g.was_not_nudged_today),
        note=Note.OPTIONAL,
    ),
)

BUILDING = frozenset({R.PLANNING, R.COLLECTING})

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

TABLE: tuple[Row, ...] = SECTION_ROWS + REPORT_ROWS


def rows_of(thing: Thing, verb: Verb | None = None) -> tuple[Row, ...]:
    """The rows of a thing, in the order in which pages show them."""
    return tuple(row for row in TABLE if row.thing is thing and verb in (None, row.verb))
