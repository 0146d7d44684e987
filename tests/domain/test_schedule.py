"""The back-schedule: dates that make it to the release, and the truth where they cannot."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from workflow.domain.calendar import WorkCalendar
from workflow.domain.schedule import Frame, Plan, Work, need, plan, plans, tightest
from workflow.domain.stages import Stage
from workflow.domain.terms import StageKind, StageRule

PLAIN = WorkCalendar()
OWNER, FIRST, SECOND, THIRD = 1, 2, 3, 4
RELEASE = date(2027, 3, 31)  # a Wednesday
ROOMY = Frame(RELEASE, today=date(2027, 3, 1))


def nobody(person: int) -> set[date]:
    return set()


def stage(name: str, days: int, *members: int, rule: StageRule = StageRule.ALL) -> Stage:
    return Stage(len(name), name, StageKind.REVIEW, rule, members, 1, days)


CHAIN = (stage("初审", 2, FIRST), stage("会签", 3, SECOND, THIRD))
SECTION = Work(7, OWNER, CHAIN, frozenset({OWNER}))


def made(
    frame: Frame = ROOMY, work: Work = SECTION, calendar: WorkCalendar = PLAIN, **away: set[date]
) -> Plan:
    people = {"owner": OWNER, "first": FIRST, "second": SECOND}
    days = {people[name]: found for name, found in away.items()}
    return plan(work, frame, calendar, lambda person: days.get(person, set()))


def test_the_day_of_release_is_reached_through_every_step() -> None:
    """31 March less approval and assembly is the 29th; then 3, 2 and 5 working days."""
    found = made()
    steps = [(step.name, step.first, step.last) for step in found.steps]
    assert steps == [
        ("", date(2027, 3, 16), date(2027, 3, 22)),
        ("初审", date(2027, 3, 23), date(2027, 3, 24)),
        ("会签", date(2027, 3, 25), date(2027, 3, 29)),
    ]
    assert (found.due_on, found.start_on, found.short_by) == (
        date(2027, 3, 22),
        date(2027, 3, 16),
        0,
    )


def test_it_says_by_how_many_days_it_is_short_before_work_starts() -> None:
    """Thursday the 18th: of the days from the 16th two are over."""
    found = made(Frame(RELEASE, today=date(2027, 3, 18)))
    assert found.short_by == 2
    sums = need(found, Frame(RELEASE, today=date(2027, 3, 18)), PLAIN)
    assert (sums.available, sums.needed) == (10, 12)
    assert sums.by_step == (("", 5), ("初审", 2), ("会签", 3))


def test_the_first_day_of_writing_may_be_today() -> None:
    assert made(Frame(RELEASE, today=date(2027, 3, 16))).short_by == 0
    assert made(Frame(RELEASE, today=date(2027, 3, 17))).short_by == 1


def test_a_reviewer_who_is_away_makes_the_stage_begin_earlier() -> None:
    found = made(first={date(2027, 3, 23), date(2027, 3, 24)})
    review = found.steps[1]
    assert (review.first, review.last) == (date(2027, 3, 19), date(2027, 3, 24))
    assert len(review.lost) == 2 and found.due_on == date(2027, 3, 18)


def test_where_any_one_of_them_decides_the_others_may_be_away() -> None:
    chain = (stage("初审", 2, FIRST, SECOND, rule=StageRule.ANY),)
    away = {date(2027, 3, 26), date(2027, 3, 29)}
    found = made(work=Work(7, OWNER, chain, frozenset({OWNER})), first=away)
    assert not found.steps[1].lost


def test_the_owners_own_absence_is_counted() -> None:
    found = made(owner={date(2027, 3, 22)})
    assert found.due_on == date(2027, 3, 22) and found.start_on == date(2027, 3, 15)


def test_holidays_and_make_up_days_are_counted_as_the_calendar_says() -> None:
    calendar = WorkCalendar({date(2027, 3, 29): False, date(2027, 3, 28): True})
    assert made(calendar=calendar).steps[2].last == date(2027, 3, 28)


def test_nobody_who_wrote_the_text_is_waited_for_in_review() -> None:
    chain = (stage("初审", 2, OWNER, FIRST),)
    found = made(work=Work(7, OWNER, chain, frozenset({OWNER})), owner={date(2027, 3, 26)})
    assert not found.steps[1].lost


def test_the_tightest_section_is_the_one_to_speak_of() -> None:
    long = Work(8, OWNER, (*CHAIN, stage("终审审", 4, FIRST)), frozenset({OWNER}))
    frame = Frame(RELEASE, today=date(2027, 3, 18))
    worst = tightest(plans([SECTION, long], frame, PLAIN, nobody))
    assert worst is not None and worst.key == 8
    assert tightest(plans([SECTION], ROOMY, PLAIN, nobody)) is None


def test_stages_side_by_side_take_as_long_as_the_longest_of_them() -> None:
    """会签 and 校对 end on the 29th; the section is due as if there were 会签 alone."""
    proof = stage("校对", 1, THIRD)
    beside = (CHAIN[0], replace(CHAIN[1], with_next=True), proof)
    found = made(work=replace(SECTION, stages=beside))
    assert [(one.first, one.last) for one in found.steps[2:]] == [
        (date(2027, 3, 25), date(2027, 3, 29)),
        (date(2027, 3, 29), date(2027, 3, 29)),
    ]
    assert found.due_on == made().due_on
    sums = need(found, ROOMY, PLAIN)
    assert sums.by_step == (("", 5), ("初审", 2), ("会签‖校对", 3)) and sums.needed == 12


def test_stages_of_one_name_are_counted_each() -> None:
    work = replace(SECTION, stages=(stage("审核", 2, FIRST), stage("审核", 3, SECOND)))
    frame = Frame(RELEASE, today=date(2027, 3, 18))
    sums = need(made(frame, work), frame, PLAIN)
    assert sums.needed - sums.available == made(frame, work).short_by == 2


days = st.dates(date(2027, 1, 1), date(2027, 12, 31))


@given(
    days,
    st.integers(0, 5),
    st.integers(0, 5),
    st.integers(1, 10),
    st.lists(st.integers(1, 5), max_size=4),
    st.dictionaries(days, st.booleans(), max_size=30),
    st.sets(days, max_size=40),
)
def test_each_step_has_its_days_and_they_follow_each_other_to_the_release(
    release: date,
    approval: int,
    assembly: int,
    writing: int,
    stages: list[int],
    known: dict[date, bool],
    away: set[date],
) -> None:
    calendar = WorkCalendar(known, frozenset({2027}))
    chain = tuple(stage("审" * (n + 1), days, FIRST + n) for n, days in enumerate(stages))
    work = Work(1, OWNER, chain, frozenset({OWNER}))
    frame = Frame(release, release - timedelta(30), approval, assembly, writing)
    found = plan(work, frame, calendar, lambda person: away)
    last = None
    for step in found.steps:
        worked = [
            day
            for n in range((step.last - step.first).days + 1)
            if calendar.is_working(day := step.first + timedelta(n)) and day not in away
        ]
        assert len(worked) == step.needs
        assert last is None or calendar.between(last, step.first) == 1
        last = step.last
    assert last is not None
    assert calendar.between(last, release) >= approval + assembly
    assert found.due_on == found.steps[0].last and calendar.is_working(found.due_on)
