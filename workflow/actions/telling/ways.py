"""How a person is told, as they set it; and where the channels of person and office lead."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from urllib.parse import urlsplit

from flask import current_app
from sqlalchemy import select

from workflow.actions.work import Work
from workflow.domain.channels import AGENT, CORP, KINDS, SECRETS, URL, USER, ChannelKind, route
from workflow.domain.machine import NotYet
from workflow.domain.telling import HOURS, TEST, Matter, allowed
from workflow.domain.text import Text, say
from workflow.queue import Job
from workflow.sealing import Unreadable, seal, unseal
from workflow.settings import Settings
from workflow.store import ChannelAddress, Delivery, Notice, Person, db
from workflow.store.channel_address import addresses_for

WORDS = re.compile(r"[\w.@+-]{1,100}")
LONGEST = 500
SEEN_AT_THE_END = 4
FIELDS: Mapping[str, Text] = {
    URL: Text("地址", "Address"),
    "secret": Text("密钥", "Secret"),
    USER: Text("我在该渠道的账号", "My account there"),
    CORP: Text("企业 ID（CorpID）", "Corp ID"),
    AGENT: Text("应用 ID（AgentID）", "Agent ID"),
}
MISSING = Text("请填写“{field}”。", "Please fill in “{field}”.")
NO_ADDRESS = Text(
    "地址应以 http:// 或 https:// 开头，没有保存。",
    "The address has to begin with http:// or https://: nothing was saved.",
)
NO_NAME = Text(
    "账号和 ID 只能是字母、数字和 . _ @ + -，没有保存。",
    "Accounts and ids are letters, digits and . _ @ + -: nothing was saved.",
)


def set_ways(
    work: Work, person_id: int, choices: Mapping[str, str], channels: Sequence[str], hour: int
) -> None:
    """What is not offered counts as not chosen."""
    person = db.session.get_one(Person, person_id)
    offered = {one: {str(choice) for choice in allowed(one)} for one in Matter}
    kept = {str(one): choices.get(one, "") for one in Matter if choices.get(one) in offered[one]}
    person.choices, person.channels = kept, route(channels)
    if hour in HOURS:
        person.digest_hour = hour


def stop_digests(work: Work, person_id: int) -> None:
    """What went into the digest stays in the house from now on."""
    person = db.session.get(Person, person_id)
    if person is not None:
        kept = {one: "in_app" if how == "digest" else how for one, how in person.choices.items()}
        person.choices = kept


def usable(person: Person) -> list[str]:
    """The channels that can reach this person as things stand, mail aside."""
    found = addresses_for(person.office_id, person.id)
    return [name for name, kind in KINDS.items() if _reaches(kind, found)]


def _reaches(kind: ChannelKind, found: Sequence[ChannelAddress]) -> bool:
    opened: dict[bool, dict[str, str]] = {}
    for one in found:
        if one.channel == kind.name:
            try:
                opened[one.person_id is None] = unseal(_secret_key(), one.sealed)
            except Unreadable:
                return False
    return bool(kind.combined(opened.get(True, {}), opened.get(False, {})))


def save_address(
    work: Work, person: Person, channel: str, fields: Mapping[str, str], for_all: bool
) -> None:
    """The office's address or one's own; a secret that is left empty stays as it is.

    Raises NotYet with the sentence. Nothing of it is written to a log.
    """
    kind = KINDS[channel]
    asked = kind.office if for_all else kind.person
    row = _row(person, channel, for_all)
    given = _kept_secrets(row) | {name: fields[name] for name in asked if fields.get(name)}
    given = {name: value for name, value in given.items() if name in asked}
    _check(kind, given, asked)
    if row is None:
        owner = None if for_all else person.id
        row = ChannelAddress(office_id=person.office_id, person_id=owner, channel=channel)
        db.session.add(row)
    row.sealed, row.shown = seal(_secret_key(), given), shown(given)
    row.changed_at = work.now


def remove_address(work: Work, person: Person, channel: str, for_all: bool) -> None:
    row = _row(person, channel, for_all)
    if row is not None:
        db.session.delete(row)


def send_test(work: Work, person: Person, channel: str) -> Notice:
    """One message by this channel alone: how it fares stands on the page."""
    notice = Notice(
        person_id=person.id, kind=TEST, details={}, created_at=work.now, read_at=work.now
    )
    notice.deliveries = [Delivery(channel=channel, next_at=work.now)]
    db.session.add(notice)
    db.session.flush()
    work.hint(Job.DELIVER, notice.deliveries[0].id)
    return notice


def last_tests(person: Person, channels: Collection[str]) -> dict[str, Delivery]:
    """The newest test of each channel."""
    query = (
        select(Delivery)
        .join(Delivery.notice)
        .where(
            Notice.person_id == person.id,
            Notice.kind == TEST,
            Delivery.channel.in_(channels),
        )
        .order_by(Delivery.id.desc())
        .limit(50)
    )
    found: dict[str, Delivery] = {}
    for one in db.session.scalars(query):
        found.setdefault(one.channel, one)
    return found


def shown(fields: Mapping[str, str]) -> str:
    """What a page may say of an address: whose it is, and no more of a secret than its end."""
    url = fields.get(URL, "")
    parts = urlsplit(url)
    where = parts.hostname if parts.scheme in ("http", "https") else f"{parts.scheme}://"
    known = [f"{where} …{url[-SEEN_AT_THE_END:]}" if url else ""]
    known += [fields.get(name, "") for name in (CORP, AGENT, USER)]
    return " · ".join(filter(None, known))[:200]


def _check(kind: ChannelKind, given: Mapping[str, str], asked: Sequence[str]) -> None:
    missing = kind.missing(given, asked)
    if missing:
        raise NotYet(say(MISSING.zh, MISSING.en, field=FIELDS[missing]))
    if given.get(URL) and not _is_address(given[URL], kind.name == "apprise"):
        raise NotYet(NO_ADDRESS)
    names = [given[name] for name in (USER, CORP, AGENT) if given.get(name)]
    if not all(WORDS.fullmatch(one) for one in names) or not given.get(AGENT, "0").isdigit():
        raise NotYet(NO_NAME)


def _is_address(url: str, any_scheme: bool) -> bool:
    try:
        parts = urlsplit(url)
        is_known = any_scheme or (parts.scheme in ("http", "https") and bool(parts.hostname))
    except ValueError:
        return False
    return is_known and "://" in url and url.isprintable() and len(url) <= LONGEST


def _kept_secrets(row: ChannelAddress | None) -> dict[str, str]:
    if row is None:
        return {}
    try:
        opened = unseal(_secret_key(), row.sealed)
    except Unreadable:
        return {}
    return {name: value for name, value in opened.items() if name in SECRETS}


def _row(person: Person, channel: str, for_all: bool) -> ChannelAddress | None:
    owner = None if for_all else person.id
    found = addresses_for(person.office_id, person.id)
    return next((one for one in found if (one.channel, one.person_id) == (channel, owner)), None)


def _secret_key() -> str:
    settings: Settings = current_app.extensions["settings"]
    return settings.secret_key
