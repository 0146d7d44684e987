"""The states that rows of the table name together, and the roles by their short names."""

from __future__ import annotations

from workflow.domain.terms import ReportState, Role, SectionState

S, R = SectionState, ReportState

STAY = None
OPEN_SECTION = frozenset({S.PLANNED, S.DRAFTING, S.IN_REVIEW, S.RETURNED})
WRITING = frozenset({S.DRAFTING, S.RETURNED})
ANY_SECTION = frozenset(S) - {S.DROPPED}
BUILDING = frozenset({R.PLANNING, R.COLLECTING})
NOT_ARCHIVED = frozenset(R) - {R.ARCHIVED}
OPEN_REPORT = frozenset({R.PLANNING, R.COLLECTING, R.AWAITING_APPROVAL, R.CONDITIONAL})

OWNER, EDITOR, DIRECTOR, REVIEWER = Role.OWNER, Role.EDITOR, Role.DIRECTOR, Role.REVIEWER
WRITERS = (OWNER, Role.CONTRIBUTOR)
PARTICIPANTS = frozenset({OWNER, Role.CONTRIBUTOR, REVIEWER, EDITOR, DIRECTOR, Role.READER})

TELL_OWNER, TELL_EDITOR = frozenset({OWNER}), frozenset({EDITOR})
TELL_NEXT = frozenset({REVIEWER})
