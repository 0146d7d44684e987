"""Somebody who types: the text of their copy, each time another one, upon the revision before."""

from __future__ import annotations

import json
from collections.abc import Callable

from bench.client import Answer, Unexpected, request
from bench.people import PLACE, Browser, written_content

JSON = "application/json"


class Typist:
    """Saves a working copy again and again; ``revision`` is the one that the last answer gave."""

    def __init__(self, browser: Browser) -> None:
        self._browser = browser
        self._path = f"/sections/{browser.desk.section_id}/copy"
        self._content = written_content()
        self.revision = 0

    def begin(self, once: Callable[[int, bytes], Answer]) -> None:
        """The first key: a copy through the table, and the pen."""
        asked = self._post(f"{self._path}?base={self._browser.seen}", b"")
        answer = once(self._browser.port, asked)
        told = json.loads(answer.body)
        if answer.status != 200 or not told["holds"]:
            raise Unexpected(f"{self._path}: {answer.status}")
        self.revision = told["revision"]

    def ask(self) -> bytes:
        content = self._content.replace(PLACE, str(self.revision).encode())
        return self._post(f"{self._path}/text?revision={self.revision}", content)

    def check(self, answer: Answer) -> None:
        """Each save is the next revision, and keeps the pen."""
        told = json.loads(answer.body) if answer.status == 200 else {}
        if told.get("revision") != self.revision + 1 or not told["holds"]:
            raise Unexpected(f"autosave {self.revision}: {answer.status} {told}")
        self.revision += 1

    def _post(self, path: str, body: bytes) -> bytes:
        browser = self._browser
        return request("POST", path, browser.cookie, body, JSON, token=browser.token)
