"""A notice in its person's words: subject, text, HTML and link; never a draft's text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from urllib.parse import urlsplit

from workflow.domain.calendar_entry import Entry
from workflow.domain.telling import DIGEST
from workflow.domain.text import Text
from workflow.domain.told import Led, Reader, Sent, Told
from workflow.notify.digest import lines_of, unsubscribe_path
from workflow.notify.ical import as_entries
from workflow.notify.rendering import rendered
from workflow.notify.sentences import asked, said
from workflow.settings import Settings

SEE_LINK = Text("打开查看", "Open it")
LABELS = {
    "report": Text("报告", "Report"),
    "due": Text("期限", "Due"),
    "root": Text("审签声明的摘要（SHA-256）", "SHA-256 of the statement of signatures"),
}
WHY = Text(
    "您选择了每日摘要。不再需要时可以停止，通知仍会出现在汇稿中：",
    "You chose a daily digest. You can stop it; notices still stand in Huigao:",
)
STOP = Text("停止摘要", "Stop the digest")
LONGEST_SUBJECT = 120


@dataclass(frozen=True)
class Message:
    """What a channel sends. ``id`` is the same for every attempt, ``thread`` for a report.

    ``text`` and ``html`` are the mail; ``body`` is the text without its link, for whoever
    has to cut. ``details`` are pairs of label and value, ``unsubscribe`` is of digests alone,
    ``calendar`` are the deadlines as iCalendar, for mails.
    """

    id: str
    thread: str
    to_name: str
    to_address: str
    sender: str
    subject: str
    text: str
    html: str
    kind: str = ""
    ask: str = ""
    details: tuple[tuple[str, str], ...] = ()
    body: str = ""
    link: str = ""
    happened_at: datetime | None = None
    unsubscribe: str = ""
    calendar: bytes = b""


def headline(notice: Told, locale: str) -> str:
    """One sentence: what happened or what is asked."""
    return said(notice).render(locale).strip()


def link(notice: Told, base_url: str) -> str:
    """Where the thing is; it opens after log-in and carries no authority."""
    if notice.section_id:
        return f"{base_url}/sections/{notice.section_id}{place(notice)}"
    if notice.report_id:
        return f"{base_url}/reports/{notice.report_id}"
    return f"{base_url}/notices/"


def place(notice: Told) -> str:
    """Where on the page the comment stands of which it speaks."""
    comment = notice.details.get("comment")
    return f"#comment-{int(comment)}" if comment else ""


def id_of(delivery: Sent, settings: Settings) -> str:
    """The Message-ID, the same at every attempt."""
    return delivery.message_id or _id("delivery", delivery.id, delivery.notice, settings)


def message_of(delivery: Sent, settings: Settings, deadlines: Sequence[Entry] = ()) -> Message:
    """The message of a delivery in the person's language, with the deadlines of which it speaks."""
    notice, person = delivery.notice, delivery.notice.person
    is_digest = notice.kind == DIGEST
    words = (_digest_words if is_digest else _words)(notice, person.language, settings.base_url)
    template = "mail/digest" if is_digest else "mail/notice"
    return Message(
        id=id_of(delivery, settings),
        thread=_thread(notice, settings),
        to_name=person.name,
        to_address=person.email,
        sender=settings.mail_from,
        subject=_one_line(words.headline),
        text=rendered(f"{template}.txt", {"words": words}),
        html=rendered(f"{template}.html", {"words": words}),
        kind=notice.kind,
        ask=words.ask,
        details=words.lines,
        body=words.body,
        link=words.link,
        happened_at=notice.created_at,
        unsubscribe=words.unsubscribe,
        calendar=_calendar(person, deadlines, settings) if deadlines else b"",
    )


def _calendar(person: Reader, deadlines: Sequence[Entry], settings: Settings) -> bytes:
    return as_entries(deadlines, person.office.zone, person.language, settings.base_url)


@dataclass(frozen=True)
class Words:
    """What the templates show: no more than title, what is asked, due date and link."""

    headline: str
    ask: str
    lines: tuple[tuple[str, str], ...]
    link: str
    link_words: str
    locale: str
    groups: tuple[tuple[str, list[str]], ...] = ()
    unsubscribe: str = ""

    @property
    def colon(self) -> str:
        return "：" if self.locale == "zh" else ": "

    @property
    def body(self) -> str:
        """Everything but the link, a line each."""
        lines = [f"{label}{self.colon}{value}" for label, value in self.lines]
        grouped = [line for title, told in self.groups for line in (title, *told)]
        return "\n".join(filter(None, (self.headline, self.ask, *lines, *grouped)))

    @property
    def why(self) -> str:
        return WHY.render(self.locale)

    @property
    def stop(self) -> str:
        return STOP.render(self.locale)


def _words(notice: Told, locale: str, base_url: str) -> Words:
    ask = asked(notice)
    lines = [
        (label.render(locale), str(notice.details[name]))
        for name, label in LABELS.items()
        if notice.details.get(name)
    ]
    return Words(
        headline=headline(notice, locale),
        ask=ask.render(locale) if ask else "",
        lines=tuple(lines),
        link=link(notice, base_url),
        link_words=SEE_LINK.render(locale),
        locale=locale,
    )


def _digest_words(notice: Told, locale: str, base_url: str) -> Words:
    """What the digest brings, and the link that ends digests with one click."""
    return Words(
        headline=headline(notice, locale),
        ask="",
        lines=(),
        link=link(notice, base_url),
        link_words=SEE_LINK.render(locale),
        locale=locale,
        groups=tuple(lines_of(notice, locale)),
        unsubscribe=base_url + unsubscribe_path(notice.person_id),
    )


def _thread(notice: Told, settings: Settings) -> str:
    return _id("report", notice.report.id, notice.report, settings) if notice.report else ""


def _id(kind: str, number: int, row: Told | Led, settings: Settings) -> str:
    """A Message-ID (RFC 5322, 3.6.4) made of the row, so that it comes out the same again.

    The moment at which the row was made keeps two databases on one host apart.
    """
    return f"<{kind}-{number}.{int(row.created_at.timestamp())}@{_right(settings.base_url)}>"


@lru_cache(maxsize=8)
def _right(base_url: str) -> str:
    host = urlsplit(base_url).hostname or "localhost"
    return f"[{host}]" if ":" in host else host


def _one_line(words: str) -> str:
    """A subject: no line breaks, of a length that mail programs show."""
    return " ".join(words.split())[:LONGEST_SUBJECT]
