"""Who does it and until when: hands, deputies, copies, time; ends and beginnings."""

from __future__ import annotations

from workflow.domain import cases
from workflow.domain import guards as g
from workflow.domain.row import Row, section
from workflow.domain.states import (
    ANY_SECTION,
    DIRECTOR,
    EDITOR,
    NOT_ARCHIVED,
    OPEN_REPORT,
    OPEN_SECTION,
    OWNER,
    PARTICIPANTS,
    REVIEWER,
    STAY,
    TELL_EDITOR,
    TELL_OWNER,
    WRITING,
    R,
    S,
)
from workflow.domain.terms import Note, Role, Tone, Verb

DELEGABLE = (g.is_no_deputy, g.is_not_delegated_yet)

SEAT_ROWS: tuple[Row, ...] = (
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
    section(
        Verb.DELEGATE,
        OPEN_SECTION - {S.PLANNED},
        STAY,
        OWNER,
        REVIEWER,
        guards=DELEGABLE,
        note=Note.OPTIONAL,
    ),
    section(Verb.REVOKE, OPEN_SECTION - {S.PLANNED}, STAY, *PARTICIPANTS, when=cases.has_delegated),
    section(
        Verb.CIRCULATE,
        ANY_SECTION - {S.PLANNED},
        STAY,
        OWNER,
        REVIEWER,
        EDITOR,
        guards=(g.has_a_draft,),
        note=Note.OPTIONAL,
        reports=OPEN_REPORT,
    ),
    section(
        Verb.ACKNOWLEDGE,
        ANY_SECTION,
        STAY,
        *PARTICIPANTS,
        when=cases.has_a_copy_to_read,
        reports=NOT_ARCHIVED,
        tone=Tone.PRIMARY,
    ),
    section(Verb.ASK_EXTENSION, WRITING, STAY, OWNER, note=Note.REQUIRED, tells=TELL_EDITOR),
    section(Verb.EXTEND, OPEN_SECTION, STAY, EDITOR, note=Note.REQUIRED, tells=TELL_OWNER),
    section(
        Verb.REFUSE_EXTENSION,
        WRITING,
        STAY,
        EDITOR,
        when=cases.more_time_is_asked,
        note=Note.REQUIRED,
        tells=TELL_OWNER,
    ),
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
)
