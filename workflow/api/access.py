"""Who is asking, by a key of theirs or by their log-in.

A browser's log-in is taken too, so that the description can be tried out; what changes
something then needs the page's token, which a key does not.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import TypeVar

from flask import abort, current_app, g, request
from flask_login import current_user

from workflow.actions.office.api_tokens import person_of_secret
from workflow.domain.text import Text
from workflow.store import Person
from workflow.store.base import utc_now

BEARER = "Bearer "
Found = TypeVar("Found")


def me() -> Person:
    person: Person = g.api_person
    return person


def speak(sentence: Text) -> str:
    """In the language of whoever asks: a person's own, else Chinese."""
    person = g.get("api_person")
    return sentence.render(person.language if person else "zh")


def there(found: Found | None) -> Found:
    """What was looked for; 404 where there is none for this person."""
    if found is None:
        abort(404)
    return found


def chosen_of(able: Collection[int]) -> int | None:
    """In whose name the address asks, of those for whom one may act; None: in one's own."""
    wanted = request.args.get("on_behalf_of", type=int)
    return wanted if wanted in able else None


def identify() -> None:
    """A key that does not hold is refused, even where there is a log-in beside it."""
    header = request.headers.get("Authorization", "")
    if header:
        person = person_of_secret(header.removeprefix(BEARER).strip(), utc_now())
    elif current_user.is_authenticated:
        person = current_user._get_current_object()
        if request.method not in ("GET", "HEAD", "OPTIONS") and current_app.config.get(
            "WTF_CSRF_ENABLED", True
        ):
            current_app.extensions["csrf"].protect()
    else:
        person = None
    if person is None or person.must_change_password:
        abort(401)
    g.api_person = person
