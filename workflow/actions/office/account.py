"""What people set for themselves: language and password."""

from __future__ import annotations

from workflow.actions.office.passwords import checked, hash_password, is_outdated, matches
from workflow.actions.work import Work
from workflow.domain.machine import NotYet
from workflow.domain.text import Text
from workflow.store import Person, db
from workflow.store.person import person_by_email

WRONG_PASSWORD = Text(
    "原密码不对，密码没有改动。", "The present password is not right: nothing was changed."
)
SAME_AGAIN = Text("新密码不能与原密码相同。", "The new password has to be another one.")
NOT_ALIKE = Text("两次输入的新密码不一致。", "The two new passwords are not the same.")


def person_for(email: str, password: str) -> Person | None:
    """Whose log-in this is; every answer takes the same time, whatever was wrong."""
    person = person_by_email(email)
    right = matches(password, person.password_hash if person else None)
    return person if right and person is not None and person.active else None


def fresh_hash(person: Person, password: str) -> str | None:
    """The right password hashed with today's parameters; None where it already is."""
    return hash_password(password) if is_outdated(person.password_hash) else None


def new_password_hash(person: Person, present: str, wanted: str, again: str) -> str:
    """The hash of a new password; raises NotYet with the sentence (outside a transaction).

    Who has just come in with a given password is not asked for it a second time.
    """
    if not person.must_change_password and not matches(present, person.password_hash):
        raise NotYet(WRONG_PASSWORD)
    if wanted != again:
        raise NotYet(NOT_ALIKE)
    if matches(wanted, person.password_hash):
        raise NotYet(SAME_AGAIN)
    return hash_password(checked(wanted, person))


def set_password(work: Work, person_id: int, password_hash: str) -> Person:
    """The new password; all sessions of the old one end by the raised serial."""
    person = db.session.get_one(Person, person_id)
    person.password_hash = password_hash
    person.must_change_password = False
    person.login_serial += 1
    return person


def set_language(work: Work, person_id: int, language: str) -> None:
    db.session.get_one(Person, person_id).language = language
