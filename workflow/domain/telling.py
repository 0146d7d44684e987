"""What a person may choose about being told: by matter, at once or in one message a day."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from datetime import UTC, datetime, time, timedelta
from functools import cache
from zoneinfo import ZoneInfo

from workflow.domain.absence_words import NAMED, RELEASED
from workflow.domain.calendar import office_day
from workflow.domain.phrases import NOT_ARCHIVED
from workflow.domain.terms import Term, Verb

DIGEST = "digest"
"""The kind of a notice that brings the others of a day."""
TEST = "test"
"""The kind of a notice by which a person tries a channel."""
HOURS = range(6, 23)
"""Of the office's day: when a digest may go out."""
DEFAULT_HOUR = 8
EARLIEST, SPREAD = 3, 24
"""Minutes past the hour from which, and over which, digests go out: never at :00 or :30,
when every robot of a platform speaks."""


class Matter(Term):
    """What a notice is about, in the words in which people choose."""

    WORK = "work", "交给我撰写的", "Work given to me"
    RETURNED = "returned", "退回给我的", "Work returned to me"
    REVIEW = "review", "请我审核、签批的", "Reviews and approvals"
    TIME = "time", "期限、提醒和催办", "Deadlines, reminders and nudges"
    TALK = "talk", "意见和回复", "Comments and replies"
    PROGRESS = "progress", "其他进展", "Other progress"


class Choice(Term):
    AT_ONCE = "at_once", "立即发送", "At once"
    DIGEST = "digest", "每日摘要", "In the daily digest"
    IN_APP = "in_app", "只在汇稿内显示", "Only in Huigao"
    OFF = "off", "不通知", "Not at all"


MAY_BE_OFF = frozenset({Matter.TALK, Matter.PROGRESS})
MATTERS: Mapping[str, Matter] = {
    **dict.fromkeys(
        (Verb.ASSIGN, Verb.LAUNCH, Verb.HAND_OVER, Verb.DELEGATE, Verb.CIRCULATE, NAMED, RELEASED),
        Matter.WORK,
    ),
    **dict.fromkeys((Verb.SEND_BACK, Verb.REOPEN, Verb.RETURN, Verb.DECLINE), Matter.RETURNED),
    **dict.fromkeys(
        (
            Verb.SUBMIT,
            Verb.PASS,
            Verb.WITHDRAW,
            Verb.PRESENT,
            Verb.RECALL,
            Verb.APPROVE,
            Verb.APPROVE_CONDITIONALLY,
            Verb.CONFIRM,
            Verb.CONFIRM_EDITS,
            Verb.WITHDRAW_APPROVAL,
            NOT_ARCHIVED,
        ),
        Matter.REVIEW,
    ),
    **dict.fromkeys(
        (Verb.NUDGE, Verb.EXTEND, Verb.ASK_EXTENSION, Verb.REFUSE_EXTENSION), Matter.TIME
    ),
    **dict.fromkeys(
        (
            "mention",
            Verb.COMMENT,
            Verb.ANSWER,
            Verb.WAIVE,
            Verb.REPLY,
            Verb.SETTLE,
            Verb.OPEN_AGAIN,
            Verb.UPLOAD,
        ),
        Matter.TALK,
    ),
}
VERBS = frozenset(Verb)


def matter_of(kind: str) -> Matter:
    """A reminder of whatever kind is about time; a verb without a matter is progress."""
    if kind in MATTERS:
        return MATTERS[kind]
    return Matter.PROGRESS if kind in VERBS else Matter.TIME


@cache
def allowed(matter: Matter) -> tuple[Choice, ...]:
    """What may be chosen: what asks something of a person can't be off in the house."""
    return tuple(one for one in Choice if one is not Choice.OFF or matter in MAY_BE_OFF)


def choice_for(kind: str, choices: Mapping[str, str]) -> Choice:
    """What a person chose for a notice of this kind; at once unless they did."""
    return choice_for_matter(matter_of(kind), choices)


def choice_for_matter(matter: Matter, choices: Mapping[str, str]) -> Choice:
    chosen = choices.get(matter, Choice.AT_ONCE)
    return Choice(chosen) if chosen in allowed(matter) else Choice.AT_ONCE


def digest_moment(person_id: int, hour: int, now: datetime, zone: str) -> datetime:
    """The next digest of this person: always at the same minute, each person at another."""
    spread = int(hashlib.sha256(str(person_id).encode()).hexdigest(), 16) % SPREAD
    today = office_day(now, zone)
    for day in (today, today + timedelta(days=1)):
        at = datetime.combine(day, time(hour, EARLIEST + spread), ZoneInfo(zone)).astimezone(UTC)
        if at > now:
            return at
    raise AssertionError("tomorrow is later than now")
