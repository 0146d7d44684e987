"""Pages and acts under two gunicorn web workers, eight people at a time, each above its floor."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bench import databases, floors
from bench.client import Unexpected, Visit, Visitor, request, visit
from bench.figures import Case, middle, percentile, take_turns
from bench.limit import limit
from bench.people import (
    PARTS,
    FloorSender,
    Mover,
    Reader,
    Saver,
    Sender,
    in_parts,
    written_content,
)
from bench.processor import spent
from bench.serving import Server
from bench.site import Site, in_process, site_or_stop
from script.lib.say import note

CONNECTIONS = floors.ROWS
P95 = 0.95
# Answers a second that the stack gave when it was chosen, with as many connections and workers.
SEEN = {
    "sqlite": {"bare": 4100.0, "query": 1450.0, "update": 354.0},
    "postgresql": {"bare": 4100.0, "query": 1450.0, "update": 484.0},
}
TOO_LOW = 1 / 3


@dataclass(frozen=True)
class Effort:
    """How often each is measured, and for how long or for how many requests at the most."""

    runs: int
    seconds: float
    most: int


FULL, QUICK = Effort(5, 3.0, 20_000), Effort(2, 0.1, 200)


@dataclass(frozen=True)
class Plan:
    """A case: who asks ours, who asks the floor, and which of the floors it is."""

    name: str
    floor_name: str
    ours: Sequence[Visitor]
    floor: Sequence[Visitor]


def cases(quick: bool) -> Iterator[Case]:
    """Two lines a case and database: requests a second, and milliseconds of the 95th percentile.

    Raises Stop with a sentence where it cannot run, and at the first wrong answer.
    """
    effort = QUICK if quick else FULL
    kinds = databases.wanted()
    rate = limit(CONNECTIONS, effort.seconds)
    note(f"      客户端自身的上限 / the client alone can do: {rate:,.0f}/s")
    for kind in kinds:
        note(f"      {databases.version(kind)} ...")
        with site_or_stop(kind) as site:
            for plan in plans(site):
                yield from measured(site, kind, plan, effort)


def plans(site: Site) -> Iterator[Plan]:
    """Reading before writing, so that every reading run meets the same rows."""
    bare = Reader(request("GET", "/"), floors.MARKER)
    rows = range(1, CONNECTIONS + 1)
    queries = [Reader(request("GET", f"/rows/{n}"), f"{floors.MARKER} {n}") for n in rows]
    health = Reader(request("GET", "/healthz"), "true")
    yield Plan("bare page", "bare", [health] * CONNECTIONS, [bare] * CONNECTIONS)
    desks = [Reader(one.get("/"), one.desk.title) for one in site.browsers]
    yield Plan("desk", "query", desks, queries)
    pages = [
        Reader(one.get(f"/sections/{one.desk.section_id}"), one.desk.words) for one in site.browsers
    ]
    yield Plan("section page", "query", pages, queries)
    text = in_parts(content=written_content())
    updates = [FloorSender(n, text, PARTS) for n in rows]
    yield Plan("save 20 kB", "update", [Saver(one, site.head) for one in site.browsers], updates)
    movers = [Mover(one, site.head(one.desk.section_id)) for one in site.browsers]
    yield Plan("submit or withdraw", "update", movers, [FloorSender(n, b"content=-") for n in rows])


def measured(site: Site, kind: str, plan: Plan, effort: Effort) -> Iterator[Case]:
    _tell_statements(site, plan)
    warm_up = Effort(1, effort.seconds / 3, effort.most)
    _visit_both(site, plan, warm_up)
    ours, floor = _visit_both(site, plan, effort)
    name = f"{plan.name}, {databases.KINDS[kind]}"
    rates = [[one.visit.rate for one in rounds] for rounds in (ours, floor)]
    waits = [[percentile(one.visit.waits, P95) * 1000 for one in some] for some in (ours, floor)]
    computed = [middle([one.computed for one in rounds]) or 0.0 for rounds in (ours, floor)]
    note("      {}: CPU {:.2f} ms, floor {:.2f} ms".format(plan.name, *computed))
    _explain(kind, plan, middle(rates[1]) or 0.0)
    yield Case("web", name, "requests/s", ours=rates[0], floor=rates[1])
    yield Case("web", name, "ms (p95)", ours=waits[0], floor=waits[1])


@dataclass(frozen=True)
class Round:
    """One visit, and the milliseconds that the server computed for each answer."""

    visit: Visit
    computed: float


def _visit_both(site: Site, plan: Plan, effort: Effort) -> tuple[list[Round], ...]:
    def ours() -> Round:
        before = site.events()
        done = _round(site.ours, plan.ours, effort)
        written = len(done.visit.waits) if isinstance(plan.ours[0], Sender) else 0
        if site.events() - before != written:
            raise Unexpected(f"{plan.name}: {written} acts, {site.events() - before} events")
        return done

    return take_turns(effort.runs, ours, lambda: _round(site.floor, plan.floor, effort))


def _round(server: Server, visitors: Sequence[Visitor], effort: Effort) -> Round:
    before = spent(server.pid)
    done = visit(server.port, visitors, effort.seconds, effort.most)
    return Round(done, (spent(server.pid) - before) * 1000 / len(done.waits))


def _tell_statements(site: Site, plan: Plan) -> None:
    """How much of the database a request of ours needs, counted without a server."""
    visitor = plan.ours[0]
    answer, count = in_process(site.office.app, visitor.ask())
    visitor.check(answer)
    note(f"      {plan.name}: {count} SQL, {len(answer.body):,} bytes")


def _explain(kind: str, plan: Plan, rate: float) -> None:
    """A floor far below what was seen before is told, for then the machine is another one."""
    seen = SEEN[kind][plan.floor_name]
    if rate < seen * TOO_LOW:
        note(
            f"      {plan.name}: 底线只有 {rate:,.0f}/s, 不到曾测得的 {seen:,.0f}/s 的三分之一。"
            "机器较慢或有其他程序干扰, 只有同一次运行中的比值可用。\n"
            f"      {plan.name}: the floor does {rate:,.0f}/s, below a third of the {seen:,.0f}/s "
            "once seen: a slower machine, or others work on it; only ratios of one run count."
        )
