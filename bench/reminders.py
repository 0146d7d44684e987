"""A million open assignments: the sweep to the outbox, and the outbox to a mail server."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from importlib.metadata import version
from pathlib import Path

from sqlalchemy import text

from bench.assignments import NOW, SECTIONS, Assignments
from bench.databases import wanted
from bench.delivery import Post, hold
from bench.eta import TASKS, Enqueued, enqueued
from bench.figures import Case, Goal, take_turns
from bench.installation import installation
from bench.mail_server import mail_server
from bench.sweep import Swept, swept
from script.lib.say import Stop, note
from workflow.app import create_app
from workflow.settings import Settings
from workflow.store import db
from workflow.store.schema import bring_up_to_date

BENCH = "reminders"
OPEN, QUICK_OPEN = 1_000_000, 4_000
RUNS, QUICK_RUNS = 3, 1
MESSAGES, QUICK_MESSAGES = 6_000, 100
WORKERS, QUICK_WORKERS = (1, 2, 4), (2,)
SWEEP, NOTHING, GROWS, SHARE = 10.0, 20.0, 1.25, 0.7
"""Goals: seconds, milliseconds, memory beside that of a tenth, rate beside smtplib alone."""
FEW = 10


def cases(quick: bool) -> Iterator[Case]:
    """On PostgreSQL alone; SQLite is for offices with some dozen people."""
    if "postgresql" not in wanted():
        note("reminders: PostgreSQL alone")
        return
    runs = QUICK_RUNS if quick else RUNS
    with _application() as (variables, folder):
        yield from _sweeping(variables, Assignments(QUICK_OPEN if quick else OPEN), runs)
        hold()
        for takes_groups in True, False:
            with mail_server(takes_groups) as server:
                post = Post(variables, server, folder)
                yield from _delivering(post, runs, quick, takes_groups)


@contextmanager
def _application() -> Iterator[tuple[dict[str, str], Path]]:
    """An application without web processes, in this process's context."""
    with installation("postgresql") as (folder, variables):
        app = create_app(Settings.from_environment(variables))
        with app.app_context():
            bring_up_to_date(db.engine)
            yield variables, folder
            db.session.remove()
            db.engine.dispose()


def _sweeping(variables: dict[str, str], open_ones: Assignments, runs: int) -> Iterator[Case]:
    note(f"{open_ones.count:,} open assignments ...")
    open_ones.fill()
    yard = _Yard(variables, open_ones)
    idle = [yard.sweep().seconds * 1000 for _ in range(runs)]
    yield Case(BENCH, "sweep: nothing due", "ms", idle, goal=Goal("ours", NOTHING, at_least=False))
    few, many, scattered = take_turns(
        runs, partial(yard.rung, each=SECTIONS * FEW), yard.rung, partial(yard.rung, scattered=True)
    )
    peer = [yard.eta() for _ in range(runs)]
    due, told = f"{yard.due:,} due", [one.tasks / yard.due for one in peer]
    name = f"Celery {version('celery')}, {peer[0].tasks:,} ETA tasks, scaled"
    seconds = [one.seconds / share for one, share in zip(peer, told, strict=True)]
    held = [one.megabytes / share for one, share in zip(peer, told, strict=True)]
    goal = Goal("ours", SWEEP, at_least=False)
    yield Case(BENCH, f"sweep: {due}", "s", _seconds(many), (), seconds, name, goal)
    yield Case(BENCH, f"sweep: {due}, one in each report", "s", _seconds(scattered))
    yield Case(BENCH, f"in Redis: {due}", "MB", [one.redis for one in many], (), held, name)
    memory, less = [one.megabytes for one in many], [one.megabytes for one in few]
    processor = [one.processor for one in many]
    yield Case(BENCH, f"sweep: {due}, processor time of its process", "s", processor)
    goal, name = Goal("to_peer", GROWS, at_least=False), "a tenth of them due"
    yield Case(BENCH, f"memory of a sweep: {due}", "MB", memory, (), less, name, goal)


def _seconds(sweeps: Sequence[Swept]) -> list[float]:
    return [one.seconds for one in sweeps]


@dataclass
class _Yard:
    """Sweeps of one database; each takes another twentieth of what is open."""

    variables: dict[str, str]
    open_ones: Assignments
    part: int = 0

    @property
    def due(self) -> int:
        return self.open_ones.count // SECTIONS

    def sweep(self) -> Swept:
        return swept(self.variables, NOW)

    def rung(self, scattered: bool = False, each: int = SECTIONS) -> Swept:
        """All that rings is in the outbox afterwards, each once."""
        rings, before = self.open_ones.ring(self.part, scattered, each), _notices()
        self.part += 1
        found = self.sweep()
        if _notices() - before != rings:
            raise Stop("提醒数目不对, 未作比较。", "Not one reminder each: not compared.")
        return found

    def eta(self) -> Enqueued:
        redis_url = self.variables["REDIS_URL"]
        broker = Settings.from_environment(self.variables).broker_url
        return enqueued(broker, redis_url, min(TASKS, self.due))


def _notices() -> int:
    db.session.rollback()
    return int(db.session.execute(text("SELECT count(*) FROM notice")).scalar_one())


def _delivering(post: Post, runs: int, quick: bool, takes_groups: bool) -> Iterator[Case]:
    """Each number of processes in turn with as many that do nothing but send; the goal is for a
    server as offices have them.
    """
    messages = QUICK_MESSAGES if quick else MESSAGES
    goal = Goal("to_floor", SHARE, at_least=True) if takes_groups else None
    for workers in QUICK_WORKERS if quick else WORKERS:
        turns = partial(post.ours, workers, messages), partial(post.floor, workers, messages)
        ours, floor = take_turns(runs, *turns)
        case = f"mails by {workers} worker process" + "es" * (workers > 1)
        case += "" if takes_groups else ", a command at a time"
        yield Case(BENCH, case, "messages/s", ours, floor, goal=goal)
