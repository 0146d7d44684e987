"""``python -m bench``: runs what was asked for; results on standard output, words on the other."""

from __future__ import annotations

import json
import signal
import sys
from collections.abc import Callable, Iterator
from itertools import chain
from types import FrameType
from typing import Any

from bench import assemble, compare, drafting, merge, reminders, report, web
from bench.command import NAMES, Options, parse
from bench.figures import Case
from bench.machine import machine
from bench.table import table
from script.lib.say import note, sentences

BENCHES: dict[str, Callable[[bool], Iterator[Case]]] = {
    "assemble": lambda quick: chain(assemble.cases(quick), report.cases(quick)),
    "merge": merge.cases,
    "compare": compare.cases,
    "reminders": reminders.cases,
    "web": web.cases,
    "drafting": drafting.cases,
}


def main() -> None:
    options = parse()
    signal.signal(signal.SIGTERM, _asked_to_stop)
    with sentences():
        found = list(_rows(options))
    if not options.json:
        print(table(found))


def _rows(options: Options) -> Iterator[dict[str, Any]]:
    """Every case of every bench; with ``json`` each is printed as soon as it is known."""
    here = machine()
    for name in options.names:
        note(f"{name}: {NAMES[name]} ...")
        for case in BENCHES[name](options.quick):
            row = case.row(here)
            if options.json:
                print(json.dumps(row, ensure_ascii=False), flush=True)
            yield row


def _asked_to_stop(number: int, frame: FrameType | None) -> None:
    """Leaves through every ``finally``, so that nothing stays behind."""
    sys.exit(128 + number)


if __name__ == "__main__":
    main()
