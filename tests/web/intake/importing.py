"""An upload before the editor's eyes, for tests of the import page."""

from __future__ import annotations

from typing import Any

from flask import Flask
from flask.testing import FlaskClient

from tests.web.intake.test_intake import TEXT, uploaded
from workflow.actions.outline import intake as intakes
from workflow.store import Intake, db


class Import:
    """An upload before the editor's eyes."""

    def __init__(self, app: Flask, client: FlaskClient, text: str = TEXT) -> None:
        self.app, self.client, self.text = app, client, text
        self.url = uploaded(client, text)

    def html(self, **query: int) -> str:
        return self.client.get(self.url, query_string=query).get_data(as_text=True)

    def post(self, correction: str, words: str = "", htmx: bool = False, **more: Any) -> Any:
        start = {"start": self.text.index(words)} if words else {}
        headers = {"HX-Request": "true"} if htmx else {}
        form = {"correction": correction, **start, **more}
        return self.client.post(f"{self.url}/correct", data=form, headers=headers)

    def do(self, correction: str, words: str = "", **more: Any) -> None:
        answer = self.post(correction, words, **more)
        assert answer.status_code == 303, answer.get_data(as_text=True)

    def outline(self) -> list[tuple[int, str]]:
        with self.app.app_context():
            intake = db.session.get_one(Intake, int(self.url.rsplit("/", 1)[1]))
            return [(one.level, one.title) for one in intakes.outline_of(intake).sections]
