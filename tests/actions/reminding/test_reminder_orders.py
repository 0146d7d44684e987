"""Whatever people do in whatever order, whoever is away, and however long nothing ran: each rung
reaches the right people once, and none that was due and still says something is missing.

The clock is made up. What ought to be said is found out on paper (``diary``); the product has to
say just that, at each moment, and of its messages it has to send just those that still count.
"""

from __future__ import annotations

import copy
import os
from collections.abc import Sequence

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.actions.reminding.acts import PEOPLE, Story
from tests.actions.reminding.diary import FREE, MADE_UP
from tests.actions.reminding.telling import Step
from tests.cast import World
from tests.offices import Premises
from workflow.store import CalendarDay, db

ORDINARY = 12
EXAMPLES = int(os.environ.get("HUIGAO_STORIES", ORDINARY))
"""Stories in an ordinary run; HUIGAO_STORIES=500 tells more of them."""
ACTS = (
    *("sweep", "sweep", "post", "post", "assign", "extend", "submit", "submit", "send_back"),
    *("decide", "decide", "seat", "away", "away", "back", "entrust", "entrust", "take_back"),
    *("settings", "put_off", "put_off", "put_off"),
)
steps = st.lists(
    st.builds(
        Step,
        act=st.sampled_from(ACTS),
        hours=st.integers(0, 90),
        runs=st.booleans(),
        days=st.integers(-3, 9),
        who=st.sampled_from(PEOPLE),
        other=st.sampled_from(PEOPLE),
    ),
    min_size=6,
    max_size=14,
)


@pytest.mark.faults
@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_each_rung_comes_once_and_none_that_is_due_is_missing(
    premises: Premises, ctx: World
) -> None:
    """celery/celery#6438, celery/kombu#337, 4teamwork/opengever.core#4709, and the like."""
    ctx.write("owner", "正文。")
    for days, working in ((FREE, False), (MADE_UP, True)):
        for day in days:
            office_id = ctx.report.office_id
            db.session.add(CalendarDay(office_id=office_id, day=day, working=working))
    db.session.commit()
    db.session.remove()
    begun = premises.database.keep()

    @given(steps)
    @settings(
        max_examples=EXAMPLES,
        deadline=None,
        derandomize=EXAMPLES == ORDINARY,
        print_blob=True,
        suppress_health_check=list(HealthCheck),
    )
    def whatever_happens(taken: Sequence[Step]) -> None:
        db.session.remove()
        premises.end()
        premises.database.load(begun)
        story = Story(copy.deepcopy(ctx))
        for step in taken:
            story.live(step)

    whatever_happens()
