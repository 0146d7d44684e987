"""The first office of an installation, by a link that works once."""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass
from datetime import timedelta
from zoneinfo import available_timezones

from sqlalchemy import delete, select

from workflow.actions.archive.office_keys import make_key
from workflow.actions.calendar.calendars import seed_calendar
from workflow.actions.office.people import Particulars, problem_of
from workflow.actions.work import Work
from workflow.domain.machine import NotAllowed, NotYet
from workflow.domain.text import Text, say
from workflow.store import Office, OneTimeLink, Person, db

PURPOSE = "setup"
VALID_FOR = timedelta(hours=24)
LANGUAGES = ("zh", "en")
CLOSED = Text(
    "这个设置链接已经用过或已失效。系统设置好之后请直接登录；尚未设置的，重新启动服务会给出新的链接。",
    "This set-up link was used or has expired. Once the office is set up, just log in; "
    "if it is not, starting the server again gives a new link.",
)


@dataclass(frozen=True)
class FirstOffice:
    """What the set-up page asks for; the password comes as a hash, made beforehand."""

    office: str
    zone: str
    language: str
    name: str
    email: str
    password_hash: str
    is_editor: bool


def office_exists() -> bool:
    return db.session.scalar(select(Office.id).limit(1)) is not None


def new_link(work: Work) -> str:
    """The secret of a fresh link; only its hash is stored, and older links end."""
    db.session.execute(delete(OneTimeLink).where(OneTimeLink.purpose == PURPOSE))
    secret = secrets.token_urlsafe(32)
    link = OneTimeLink(secret_hash=_hash(secret), purpose=PURPOSE, expires_at=work.now + VALID_FOR)
    db.session.add(link)
    return secret


def open_link(work: Work, secret: str) -> OneTimeLink:
    """The link, locked; raises NotAllowed with the sentence where it does not work (any more)."""
    link = db.session.scalar(
        select(OneTimeLink)
        .where(OneTimeLink.secret_hash == _hash(secret), OneTimeLink.purpose == PURPOSE)
        .with_for_update()
    )
    if link is None or link.used_at or link.expires_at <= work.now or office_exists():
        raise NotAllowed(CLOSED)
    return link


def check(given: FirstOffice) -> None:
    """Raises NotYet with the sentence where something is missing."""
    if not given.office.strip() or len(given.office.strip()) > 200:
        raise NotYet(say("请写明单位名称。", "Please give the office's name."))
    if given.zone not in available_timezones() or given.language not in LANGUAGES:
        raise NotYet(say("请选择时区和语言。", "Please choose a time zone and a language."))
    problem = problem_of(Particulars(given.name, given.email))
    if problem is not None:
        raise NotYet(problem)


def set_up(work: Work, secret: str, given: FirstOffice) -> Person:
    """Office, calendar and administrator; the link is used up in the same transaction."""
    link = open_link(work, secret)
    check(given)
    office = Office(
        name=given.office.strip(), zone=given.zone, language=given.language, created_at=work.now
    )
    db.session.add(office)
    db.session.flush()
    seed_calendar(work, office)
    make_key(office.id)
    person = Person(
        office_id=office.id,
        name=given.name.strip(),
        email=given.email.strip().lower(),
        password_hash=given.password_hash,
        language=given.language,
        is_administrator=True,
        is_editor=given.is_editor,
        created_at=work.now,
    )
    db.session.add(person)
    db.session.flush()
    link.used_at, link.person_id = work.now, person.id
    return person


def _hash(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()
