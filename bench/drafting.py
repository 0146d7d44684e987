"""Writing: saving as one types under two web workers, a key until its paint, bytes of script."""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from dataclasses import replace

from bench import databases, floors
from bench.client import Unexpected, once, request
from bench.figures import Case, Goal
from bench.people import PARTS, FloorSender, in_parts, written_content
from bench.saving import Typist
from bench.site import Site, site_or_stop
from bench.typing import keys_to_paint
from bench.web import FULL, QUICK, Plan, measured
from script.lib.places import ROOT
from script.lib.say import note

GOALS = {"requests/s": Goal("to_floor", 0.5, True), "ms (p95)": Goal("to_floor", 2, False)}
KEY_GOAL, WEIGHT_GOAL = Goal("ours", 50, False), Goal("ours", 250_000, False)
SCRIPTS = ("app.js", "editor.js")


def cases(quick: bool) -> Iterator[Case]:
    """Autosave on each database beside one UPDATE; then what the page costs in the browser."""
    effort, kinds = QUICK if quick else FULL, databases.wanted()
    for kind in kinds:
        note(f"      {databases.version(kind)} ...")
        with site_or_stop(kind) as site:
            for case in measured(site, kind, _plan(site), effort):
                yield replace(case, bench="drafting", goal=GOALS[case.unit])
            if kind == kinds[0]:
                yield from _in_the_browser(site, quick)


def _plan(site: Site) -> Plan:
    """The same 20 kB as text of a copy, and as a form into one row of the floor."""
    form = in_parts(content=written_content())
    rows = range(1, floors.ROWS + 1)
    typists = [Typist(one) for one in site.browsers]
    for typist in typists:
        typist.begin(once)
    return Plan("autosave 20 kB", "update", typists, [FloorSender(n, form, PARTS) for n in rows])


def _in_the_browser(site: Site, quick: bool) -> Iterator[Case]:
    name = "a key until its paint, 50,000 characters, p95"
    yield Case("drafting", name, "ms", ours=keys_to_paint(site, quick), goal=KEY_GOAL)
    built = ROOT / "workflow" / "static" / "built"
    weight = sum(len(gzip.compress((built / one).read_bytes())) for one in SCRIPTS)
    name = "scripts of the section's page, gzipped"
    yield Case("drafting", name, "bytes", ours=[weight], goal=WEIGHT_GOAL)
    _only_there(site)


def _only_there(site: Site) -> None:
    """No other page carries the editor."""
    browser = site.browsers[0]
    for path in ("/", f"/sections/{browser.desk.section_id}"):
        page = once(browser.port, request("GET", path, browser.cookie))
        if page.status != 200 or b"/editor." in page.body:
            raise Unexpected(f"the editor's script on {path}: {page.status}")
