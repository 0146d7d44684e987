"""Our application and the floors side by side on one database, and people logged in."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from flask import Flask
from sqlalchemy import text

from bench.client import Answer, Unexpected
from bench.installation import installation
from bench.office import BenchOffice, open_office
from bench.people import Browser
from bench.serving import FLOORS, OURS, Server, own_environment, serving
from script.lib.places import ROOT
from script.lib.say import Stop
from tests.counting import statements
from workflow.store import db


@dataclass(frozen=True)
class Site:
    """Both servers answer; ``browsers`` are the owners, one a section."""

    office: BenchOffice
    ours: Server
    floor: Server
    browsers: tuple[Browser, ...]

    def head(self, section_id: int) -> str:
        """The newest draft of a section, as the form of its page would hold it."""
        return str(self._value("SELECT head_id FROM section WHERE id = :id", id=section_id))

    def events(self) -> int:
        """How many acts the trails hold."""
        return int(self._value("SELECT count(*) FROM event"))

    def _value(self, query: str, **given: int) -> int:
        with self.office.app.app_context(), db.engine.connect() as connection:
            return int(connection.execute(text(query), given).scalar_one())


@contextmanager
def open_site(kind: str) -> Iterator[Site]:
    """Everything that runs for one kind of database; all of it ends with the block."""
    with installation(kind) as (folder, variables):
        yield from _opened(folder, variables)


def _opened(folder: Path, variables: dict[str, str]) -> Iterator[Site]:
    office = open_office(variables)
    environment = own_environment() | variables
    command = [sys.executable, "-m", "bench.floors"]
    subprocess.run(command, cwd=ROOT, env=environment, check=True)
    with (
        serving(OURS, folder, variables) as ours,
        serving(FLOORS, folder, variables) as floor,
    ):
        browsers = tuple(Browser(ours.port, desk) for desk in office.desks)
        for browser in browsers:
            browser.log_in(office.password)
        yield Site(office, ours, floor, browsers)
        with office.app.app_context():
            db.engine.dispose()


def in_process(app: Flask, asked: bytes) -> tuple[Answer, int]:
    """The same request without any server, and how many statements the database was sent."""
    head, _, body = asked.partition(b"\r\n\r\n")
    first, *lines = head.decode("latin-1").split("\r\n")
    method, path, _ = first.split(" ")
    headers = dict(line.split(": ", 1) for line in lines)
    with statements(app) as sent:
        client = app.test_client(use_cookies=False)
        answer = client.open(path, method=method, headers=headers, data=body)
    names = "\r\n".join(f"{name}: {value}" for name, value in answer.headers)
    return Answer(answer.status_code, f"\r\n{names}".encode("latin-1"), answer.data), len(sent)


@contextmanager
def site_or_stop(kind: str) -> Iterator[Site]:
    """An open site; Stop with a sentence where it cannot run, or answers wrong within."""
    try:
        with open_site(kind) as site:
            yield site
    except Unexpected as wrong:
        raise Stop(
            f"得到了不该有的回答, 未作比较: {wrong}", f"A wrong answer, so no figures: {wrong}"
        ) from wrong
