"""One report's pages in the hands of a test: post, follow, read what became of it."""

from __future__ import annotations

from typing import Any

from flask import Flask
from werkzeug.test import TestResponse

from tests.cast import World
from tests.conftest import As
from workflow.domain.terms import AssemblyState, ReportState, Verb
from workflow.store import Assembly, Section, db


class Office:
    """Posts to the pages of one report and reads what became of it."""

    def __init__(self, app: Flask, world: World) -> None:
        self.app, self.world, self.as_ = app, world, As(app, world)
        self.url = f"/reports/{world.report_id}"

    def post(self, who: str, path: str, **form: Any) -> TestResponse:
        return self.as_(who).post(f"{self.url}/{path}", data=form)

    def done(self, who: str, path: str, **form: Any) -> str:
        """Post, expect success, and read the page that comes back."""
        client = self.as_(who)
        answer = client.post(f"{self.url}/{path}", data=form)
        assert answer.status_code == 303, answer.get_data(as_text=True)
        return client.get(answer.location).get_data(as_text=True)

    def refused(self, code: int, who: str, path: str, **form: Any) -> str:
        answer = self.post(who, path, **form)
        assert answer.status_code == code
        return answer.get_data(as_text=True)

    def section(self, name: str = "rules") -> int:
        return self.world.section_ids[name]

    @property
    def state(self) -> ReportState:
        with self.app.app_context():
            return self.world.report.state

    def row(self, name: str = "rules") -> Section:
        """The section as it is now, readable without a context."""
        with self.app.app_context():
            section = self.world.section(name)
            db.session.refresh(section)
            db.session.expunge(section)
            return section

    def finish(self) -> None:
        """All signed off, and the assembly of it done."""
        with self.app.app_context():
            for name, owner in (
                ("preamble", "owner"),
                ("rules", "owner"),
                ("team", "second_owner"),
                ("next", "second_owner"),
            ):
                self.world.sign_off(name, owner)
            assembly = self.world.do_report("editor", Verb.ASSEMBLE).result
            assembly = db.session.get_one(Assembly, assembly.id)
            assembly.state = AssemblyState.DONE
            assembly.file_hash = self.app.extensions["files"].put(b"a document")
            db.session.commit()
