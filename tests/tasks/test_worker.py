"""Faults with real parts: jobs delivered three times, workers killed, Redis emptied."""

from __future__ import annotations

import json
from collections import Counter
from datetime import time, timedelta
from zoneinfo import ZoneInfo

import pytest
import structlog

from tasks.sweeping import run_sweep
from tests.cast import World
from tests.tasks.conftest import Installation, wait_until
from workflow.actions.work import transaction
from workflow.domain.terms import AssemblyState, DeliveryState, Verb
from workflow.queue import LONG, SHORT, Job
from workflow.store import Assembly, CalendarDay, Delivery, Notice, Reminder, db
from workflow.store.base import utc_now

pytestmark = pytest.mark.faults

# Long enough for a worker to be killed in the middle of it, short enough to be built twice.
LONG_TEXT = "\n".join(f"第{n}段,全年完成培训12期,各项工作取得进展。" * 8 for n in range(2500))


def ask_for_an_assembly(world: World, text: str = "全年完成培训12期。") -> int:
    world.write("owner", text)
    return int(world.do_report("editor", Verb.ASSEMBLE).result.id)


def assembly(assembly_id: int) -> Assembly:
    db.session.rollback()
    return db.session.get_one(Assembly, assembly_id)


def has(assembly_id: int, state: AssemblyState) -> bool:
    return assembly(assembly_id).state is state


def waiting_jobs(installation: Installation) -> int:
    return sum(installation.redis.llen(line) for line in (LONG, SHORT))


def states_of_deliveries() -> Counter[DeliveryState]:
    db.session.rollback()
    return Counter(db.session.scalars(db.select(Delivery.state)))


def all_are_kept() -> bool:
    return set(states_of_deliveries()) == {DeliveryState.KEPT}


def test_jobs_delivered_three_times_to_two_processes_are_done_once(
    installation: Installation,
) -> None:
    """celery/kombu#337; the request's id goes through to the worker's log."""
    queue = installation.app.extensions["queue"]
    with structlog.contextvars.bound_contextvars(request_id="request-7"):
        asked = ask_for_an_assembly(installation.world)
        for _ in range(2):
            queue.send(Job.ASSEMBLE, asked)
    deliveries = db.session.scalars(db.select(Delivery.id)).all()
    for delivery_id in [*deliveries, *deliveries]:
        queue.send(Job.DELIVER, delivery_id)
    db.session.rollback()
    worker = installation.worker(concurrency=2)
    wait_until(lambda: not waiting_jobs(installation), "the queues to be empty")
    wait_until(lambda: has(asked, AssemblyState.DONE) and all_are_kept(), "all jobs to be done")
    assert assembly(asked).claim == 1
    assert set(db.session.scalars(db.select(Delivery.attempts))) == {1}
    wait_until(lambda: worker.text.count('"assembly_left"') == 2, "the repeats to find it done")
    wait_until(lambda: '"assembly_done"' in worker.text, "the worker to write that it is done")
    line = next(one for one in worker.text.splitlines() if '"assembly_done"' in one)
    assert json.loads(line[line.index("{") :])["request_id"] == "request-7"


def test_a_worker_killed_in_mid_assembly_leaves_its_job_to_be_done_once(
    installation: Installation,
) -> None:
    for name in ("preamble", "team", "next"):
        who = "owner" if name == "preamble" else "second_owner"
        installation.world.write(who, LONG_TEXT, name)
    asked = ask_for_an_assembly(installation.world, LONG_TEXT)
    first = installation.worker()
    wait_until(lambda: has(asked, AssemblyState.WORKING), "the worker to begin")
    first.kill()
    assert assembly(asked).state is AssemblyState.WORKING
    killed = assembly(asked).worker
    installation.worker().wait_until_ready()
    run_sweep()
    assert assembly(asked).claim == 1
    lease = assembly(asked).lease_until
    assert lease is not None
    wait_until(lambda: utc_now() > lease, "the lease to run out")
    run_sweep()
    wait_until(lambda: has(asked, AssemblyState.DONE), "the second worker to finish")
    done = assembly(asked)
    assert done.claim == 2 and done.worker != killed and done.error == ""
    files = list((installation.app.extensions["settings"].var / "files").rglob("*/*"))
    assert [one.name for one in files] == [done.file_hash]


def test_redis_emptied_before_the_sweep_loses_nothing(installation: Installation) -> None:
    asked = ask_for_an_assembly(installation.world)
    assert waiting_jobs(installation)
    installation.redis.flushall()
    installation.worker().wait_until_ready()
    assert has(asked, AssemblyState.QUEUED)
    assert set(states_of_deliveries()) == {DeliveryState.QUEUED}
    installation.app.extensions["queue"].send(Job.SWEEP)
    wait_until(lambda: has(asked, AssemblyState.DONE) and all_are_kept(), "the sweep's work")
    assert assembly(asked).claim == 1


def test_two_beats_at_once_send_one_notice(installation: Installation) -> None:
    """Two clocks, which hint at a sweep each second, and two processes that sweep at once; what
    was due while the clock stood still is told once.
    """
    world = installation.world
    today = utc_now().date()
    long_ago = utc_now() - timedelta(days=30)
    at_any_hour(installation)
    world.do("editor", Verb.ASSIGN, due_on=today - timedelta(days=14), now=long_ago)
    worker = installation.worker(concurrency=2)
    beats = [installation.beat(1.0) for _ in range(2)]
    wait_until(lambda: all(one.text.count("Sending due task") > 2 for one in beats), "both beats")
    wait_until(lambda: worker.text.count("succeeded") > 5, "sweeps by both")
    wait_until(lambda: len(reminded()) == 3 and all_are_kept(), "owner, editor and director")
    for beat in beats:
        beat.kill()
    assert set(db.session.scalars(db.select(Reminder.rung))) == {"+3"}
    assert sorted(reminded()) == sorted(world.ids[one] for one in ("owner", "editor", "director"))
    assert set(db.session.scalars(db.select(Delivery.attempts))) == {1}
    assert "Traceback" not in worker.text


def at_any_hour(installation: Installation) -> None:
    """Workers have the clock of the wall: today and tomorrow work, and no hour is quiet."""
    with transaction():
        office = installation.world.report.office
        office.quiet_from = office.quiet_until = time(0)
        today = utc_now().astimezone(ZoneInfo(office.zone)).date()
        for day in (today, today + timedelta(days=1)):
            db.session.add(CalendarDay(office_id=office.id, day=day, working=True))


def reminded() -> list[int]:
    db.session.rollback()
    return list(db.session.scalars(db.select(Notice.person_id).where(Notice.kind == "reminder")))
