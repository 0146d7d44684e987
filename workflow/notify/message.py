"""A notice in its person's words: subject, text, HTML and link; never a draft's text."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlsplit

from flask import current_app

from workflow.domain.text import Text
from workflow.notify.sentences import asked, said
from workflow.settings import Settings
from workflow.store import Delivery, Notice, Report, db

SEE_LINK = Text("打开查看", "Open it")
LABELS = {
    "report": Text("报告", "Report"),
    "due": Text("期限", "Due"),
    "root": Text("审签声明的摘要（SHA-256）", "SHA-256 of the statement of signatures"),
}
LONGEST_SUBJECT = 120


@dataclass(frozen=True)
class Message:
    """What a channel sends. ``id`` is the same for every attempt, ``thread`` for a report."""

    id: str
    thread: str
    to_name: str
    to_address: str
    sender: str
    subject: str
    text: str
    html: str


def headline(notice: Notice, locale: str) -> str:
    """One sentence: what happened or what is asked."""
    return said(notice).render(locale).strip()


def link(notice: Notice, base_url: str) -> str:
    """Where the thing is; it opens after log-in and carries no authority."""
    if notice.section_id:
        return f"{base_url}/sections/{notice.section_id}{place(notice)}"
    if notice.report_id:
        return f"{base_url}/reports/{notice.report_id}"
    return f"{base_url}/notices/"


def place(notice: Notice) -> str:
    """Where on the page the comment stands of which it speaks."""
    comment = notice.details.get("comment")
    return f"#comment-{int(comment)}" if comment else ""


def message_of(delivery: Delivery, settings: Settings) -> Message:
    """The mail for a delivery, in the person's language."""
    notice, person = delivery.notice, delivery.notice.person
    words = _words(notice, person.language, settings.base_url)
    return Message(
        id=delivery.message_id or _id("delivery", delivery.id, notice, settings),
        thread=_thread(notice, settings),
        to_name=person.name,
        to_address=person.email,
        sender=settings.mail_from,
        subject=_one_line(str(words["headline"])),
        text=_rendered("mail/notice.txt", words),
        html=_rendered("mail/notice.html", words),
    )


def _words(notice: Notice, locale: str, base_url: str) -> dict[str, object]:
    """What the templates show: no more than title, what is asked, due date and link."""
    ask = asked(notice)
    return {
        "headline": headline(notice, locale),
        "ask": ask.render(locale) if ask else "",
        "lines": [
            (label.render(locale), notice.details[name])
            for name, label in LABELS.items()
            if notice.details.get(name)
        ],
        "link": link(notice, base_url),
        "link_words": SEE_LINK.render(locale),
        "locale": locale,
        "colon": "：" if locale == "zh" else ": ",
    }


def _rendered(template: str, words: dict[str, object]) -> str:
    """Rendered without what surrounds a page: a worker has no request and no visitor."""
    return current_app.jinja_env.get_template(template).render(words)


def _thread(notice: Notice, settings: Settings) -> str:
    report = db.session.get(Report, notice.report_id) if notice.report_id else None
    if report is None:
        return ""
    return _id("report", report.id, report, settings)


def _id(kind: str, number: int, row: Notice | Report, settings: Settings) -> str:
    """A Message-ID (RFC 5322, 3.6.4) made of the row, so that it comes out the same again.

    The moment at which the row was made keeps two databases on one host apart.
    """
    host = urlsplit(settings.base_url).hostname or "localhost"
    right = f"[{host}]" if ":" in host else host
    return f"<{kind}-{number}.{int(row.created_at.timestamp())}@{right}>"


def _one_line(words: str) -> str:
    """A subject: no line breaks, of a length that mail programs show."""
    return " ".join(words.split())[:LONGEST_SUBJECT]
