"""A script of one of the cast: a client with that person's key."""

from __future__ import annotations

from typing import Any

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from tests.cast import World
from workflow.actions.office import api_tokens
from workflow.actions.work import transaction

PREFIX = "/api/v1"


class Script:
    """Asks with a key of this person; ``ask`` and ``act`` give the answer as data."""

    def __init__(self, app: Flask, secret: str) -> None:
        self._client = app.test_client(use_cookies=False)
        self._headers = {"Authorization": f"Bearer {secret}"}

    def get(self, path: str) -> TestResponse:
        return self._client.get(PREFIX + path, headers=self._headers)

    def post(self, path: str, **more: Any) -> TestResponse:
        return self._client.post(PREFIX + path, headers=self._headers, **more)

    def ask(self, path: str) -> Any:
        answer = self.get(path)
        assert answer.status_code == 200, answer.get_data(as_text=True)
        return answer.get_json()

    def act(self, path: str, **given: Any) -> Any:
        answer = self.post(path, json=given)
        assert answer.status_code == 200, answer.get_data(as_text=True)
        return answer.get_json()


class Scripts:
    def __init__(self, app: Flask, world: World) -> None:
        self._app, self._world = app, world

    def __call__(self, name: str) -> Script:
        with self._app.app_context(), transaction() as work:
            secret = api_tokens.make(work, self._world.person(name), "脚本")
        return Script(self._app, secret)


@pytest.fixture
def script(app: Flask, world: World) -> Scripts:
    return Scripts(app, world)
