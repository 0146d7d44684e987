"""A notice in its person's words: subject, text, HTML and link; never a draft's text."""

from __future__ import annotations

from dataclasses import dataclass

from flask import current_app

from workflow.domain.phrases import phrase
from workflow.domain.terms import Verb
from workflow.domain.text import Text, say
from workflow.settings import Settings
from workflow.store import Delivery, Notice

REMINDER = "reminder"
SEE_LINK = Text("打开查看", "Open it")


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
    if notice.kind == REMINDER:
        return _reminder(notice).render(locale)
    return phrase(Verb(notice.kind), notice.details).render(locale)


def link(notice: Notice, base_url: str) -> str:
    """Where the thing is; it opens after log-in and carries no authority."""
    if notice.section_id:
        return f"{base_url}/sections/{notice.section_id}"
    return f"{base_url}/reports/{notice.report_id}"


def message_of(delivery: Delivery, settings: Settings) -> Message:
    """The mail for a delivery, in the person's language."""
    notice, person = delivery.notice, delivery.notice.person
    locale = person.language
    words = {
        "headline": headline(notice, locale),
        "report": str(notice.details.get("report", "")),
        "due": str(notice.details.get("due", "")),
        "link": link(notice, settings.base_url),
        "link_words": SEE_LINK.render(locale),
        "locale": locale,
    }
    host = settings.base_url.partition("://")[2].partition(":")[0]
    return Message(
        id=f"<delivery-{delivery.id}@{host}>",
        thread=f"<report-{notice.report_id}@{host}>",
        to_name=person.name,
        to_address=person.email,
        sender=settings.mail_from,
        subject=_one_line(words["headline"]),
        text=_rendered("mail/notice.txt", words),
        html=_rendered("mail/notice.html", words),
    )


def _rendered(template: str, words: dict[str, str]) -> str:
    """Rendered without what surrounds a page: a worker has no request and no visitor."""
    return current_app.jinja_env.get_template(template).render(words)


def _reminder(notice: Notice) -> Text:
    thing, days = str(notice.details.get("thing", "")), int(notice.details.get("days", 0))
    if days == 0:
        return say("《{thing}》今天 23:59 截止", "“{thing}” is due today at 23:59", thing=thing)
    coming = Text("《{thing}》还有 {n} 个工作日到期", "“{thing}” is due in {n} working days")
    overdue = Text("《{thing}》已逾期 {n} 个工作日", "“{thing}” is {n} working days overdue")
    words = coming if days > 0 else overdue
    return Text(words.zh, words.en, {"thing": thing, "n": abs(days)})


def _one_line(words: str) -> str:
    """A subject: no line breaks, of a length that mail programs show."""
    return " ".join(words.split())[:120]
