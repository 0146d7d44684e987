"""People of the office before their browsers: they log in, read, save, submit and withdraw."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import quote_plus

from bench.client import ENCODED, Answer, Unexpected, once, request
from bench.office import CHARACTERS, Desk
from bench.texts import paragraphs
from workflow.documents.content import from_text, to_json

TOKEN = re.compile(rb'name="csrf_token" value="([^"]+)"')
SEEN = re.compile(rb'name="seen_draft" value="([^"]+)"')
PLACE = b"#PLACE#"
LINE = "----bench-0123456789abcdef"
PARTS = f"multipart/form-data; boundary={LINE}"
"""The editor's form goes as a browser sends it: in parts, and Chinese as UTF-8."""


@dataclass
class Browser:
    """A person's log-in: the session's cookie, the token of its forms, the draft shown."""

    port: int
    desk: Desk
    cookie: str = ""
    token: str = ""
    seen: str = ""

    def log_in(self, password: str) -> None:
        """By the form, as a person; then the section's editor is opened."""
        page = self._get("/login")
        self.token = _found(TOKEN, page)
        answer = once(self.port, self.post("/login", email=self.desk.email, password=password))
        if answer.status != 303:
            raise Unexpected(f"log-in of {self.desk.email}: {answer.status}")
        self._keep(answer)
        editor = self._get(f"/sections/{self.desk.section_id}/edit")
        self.token, self.seen = _found(TOKEN, editor), _found(SEEN, editor)

    def get(self, path: str) -> bytes:
        return request("GET", path, self.cookie)

    def post(self, path: str, **fields: str) -> bytes:
        """A form with the session's token."""
        form = "&".join(f"{name}={quote_plus(value)}" for name, value in fields.items())
        return request("POST", path, self.cookie, f"csrf_token={self.token}&{form}".encode())

    def _get(self, path: str) -> Answer:
        answer = once(self.port, self.get(path))
        if answer.status != 200:
            raise Unexpected(f"{path}: {answer.status}")
        self._keep(answer)
        return answer

    def _keep(self, answer: Answer) -> None:
        cookies = [one.partition(";")[0] for one in answer.headers("Set-Cookie")]
        self.cookie = next((one for one in cookies if one.startswith("huigao=")), self.cookie)


def _found(pattern: re.Pattern[bytes], page: Answer) -> str:
    match = pattern.search(page.body)
    if match is None:
        raise Unexpected(f"no {pattern.pattern.decode()} in the page")
    return match[1].decode()


class Reader:
    """Asks for one page again and again; ``marker`` is what only the right page holds."""

    def __init__(self, asked: bytes, marker: str) -> None:
        self._asked, self._marker = asked, marker.encode()

    def ask(self) -> bytes:
        return self._asked

    def check(self, answer: Answer) -> None:
        if answer.status != 200 or self._marker not in answer.body:
            raise Unexpected(f"{_first_line(self._asked)}: {answer.status}")


class Sender:
    """Sends one form again and again; the answer leads to ``there``."""

    def __init__(self, there: str) -> None:
        self._there = there
        self.done = 0

    def ask(self) -> bytes:
        raise NotImplementedError

    def check(self, answer: Answer) -> None:
        leads = answer.header("Location") == self._there
        if answer.status != 303 or not leads or self._there.encode() not in answer.body:
            raise Unexpected(f"{type(self).__name__} at {self._there}: {answer.status}")
        self.done += 1


class Saver(Sender):
    """Saves a section, each time another text of some 20 kB upon the newest draft."""

    def __init__(self, browser: Browser, head: Callable[[int], str]) -> None:
        self._section = browser.desk.section_id
        super().__init__(f"/sections/{self._section}/edit")
        self._browser, self._head = browser, head
        self._content = written_content()

    def ask(self) -> bytes:
        content = self._content.replace(PLACE, str(self.done).encode())
        seen = self._head(self._section).encode()
        token = self._browser.token.encode()
        form = in_parts(csrf_token=token, seen_draft=seen, content=content)
        path = f"/sections/{self._section}/save"
        return request("POST", path, self._browser.cookie, form, PARTS)


class Mover(Sender):
    """Submits the section and withdraws it, in turn: rows of the table that never run out."""

    def __init__(self, browser: Browser, seen: str) -> None:
        self._section = browser.desk.section_id
        super().__init__(f"/sections/{self._section}")
        self._asked = [
            browser.post(f"/sections/{self._section}/submit", seen_draft=seen),
            browser.post(f"/sections/{self._section}/withdraw"),
        ]

    def ask(self) -> bytes:
        return self._asked[self.done % 2]


class FloorSender(Sender):
    """Updates a row of the floor with a form of the same size and kind."""

    def __init__(self, number: int, form: bytes, kind: str = ENCODED) -> None:
        super().__init__(f"/rows/{number}")
        self._asked = request("POST", f"/rows/{number}", form=form, kind=kind)

    def ask(self) -> bytes:
        return self._asked


def in_parts(**fields: bytes) -> bytes:
    """A form of the kind PARTS."""
    head = '--{line}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n'
    parts = [
        head.format(line=LINE, name=name).encode() + value + b"\r\n"
        for name, value in fields.items()
    ]
    return b"".join(parts) + f"--{LINE}--\r\n".encode()


def written_content() -> bytes:
    """Content of some 20 kB as the editor sends it; PLACE is where the number of the save goes."""
    lines = ["第#PLACE#次保存。", *paragraphs(CHARACTERS)]
    stored = to_json(from_text("\n".join(lines)))
    return json.dumps(stored, ensure_ascii=False, separators=(",", ":")).encode()


def _first_line(asked: bytes) -> str:
    return asked.partition(b"\r\n")[0].decode()
