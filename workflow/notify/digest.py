"""A digest in words: report by report, a line each, as much as a person reads in one go."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from flask import current_app
from itsdangerous import BadSignature, URLSafeSerializer
from sqlalchemy import select

from workflow.domain.text import Text, say
from workflow.domain.told import Told
from workflow.notify.sentences import said
from workflow.store import Notice, db

MOST_LINES = 40
ELSEWHERE = Text("其他", "Other")
SALT = "huigao: no digests"


def lines_of(digest: Told, locale: str) -> list[tuple[str, list[str]]]:
    """Pairs of a report's title and its lines; what is above the most is counted."""
    found = _brought(digest.id)
    groups = groupby(found[:MOST_LINES], key=lambda one: str(one.details.get("report", "")))
    told = [
        (title or ELSEWHERE.render(locale), [said(one).render(locale).strip() for one in rows])
        for title, rows in groups
    ]
    left = len(found) - MOST_LINES
    if left > 0:
        more = say("另有 {n} 条，请在汇稿中查看。", "{n} more are in Huigao.", n=left)
        told.append((more.render(locale), []))
    return told


def unsubscribe_path(person_id: int) -> str:
    """Ends the digests of this person, and can do nothing else."""
    return f"/notices/unsubscribe/{_signer().dumps(person_id)}"


def person_meant(token: str) -> int | None:
    """Whose digests a link ends; None for a link that is none of ours."""
    try:
        found = _signer().loads(token)
    except BadSignature:
        return None
    return found if isinstance(found, int) else None


def _brought(digest_id: int) -> Sequence[Notice]:
    query = select(Notice).where(Notice.digest_id == digest_id)
    return db.session.scalars(query.order_by(Notice.report_id, Notice.id)).all()


def _signer() -> URLSafeSerializer:
    return URLSafeSerializer(current_app.config["SECRET_KEY"], salt=SALT)
