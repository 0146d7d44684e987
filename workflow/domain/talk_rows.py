"""What is said and kept beside the text of a section."""

from __future__ import annotations

from workflow.domain import guards as g
from workflow.domain.row import Row, section
from workflow.domain.states import (
    ANY_SECTION,
    DIRECTOR,
    EDITOR,
    OPEN_REPORT,
    OPEN_SECTION,
    OWNER,
    PARTICIPANTS,
    REVIEWER,
    STAY,
    TELL_OWNER,
    R,
    S,
)
from workflow.domain.terms import Note, Role, Verb

TALK_ROWS: tuple[Row, ...] = (
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
