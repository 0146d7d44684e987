"""The people of an office, as its administrator keeps them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import func, select, update

from workflow.actions.office.passwords import Secret
from workflow.actions.work import Work
from workflow.domain.machine import NotAllowed, NotYet
from workflow.domain.text import Text, say
from workflow.store import Department, Office, Person, db
from workflow.store.office import locked_office
from workflow.store.person import emails_in_use, person_of

MAIL = re.compile(r"[^@\s,;:<>\"'()\[\]\\]+@[^@\s,;:<>\"'()\[\]\\.]+(\.[^@\s,;:<>\"'()\[\]\\.]+)+")
LONGEST_NAME, LONGEST_MAIL, LONGEST_DEPARTMENT = 100, 254, 200

FOR_ADMINISTRATORS = Text(
    "人员由管理员维护。如需改动，请联系管理员。",
    "People are kept by the administrator: ask them for changes.",
)
LAST_ADMINISTRATOR = Text(
    "这是最后一位管理员。请先让另一位同事成为管理员。",
    "This is the last administrator: make a colleague one first.",
)
NOBODY = Text("本单位没有这个人。", "There is no such person in this office.")
NOT_ONESELF = Text(
    "不能停用自己的账号，请另一位管理员办理。",
    "You cannot deactivate your own account: ask another administrator.",
)


@dataclass(frozen=True)
class Particulars:
    """What is known of a person, as typed; ``department`` is a name and may be empty."""

    name: str
    email: str
    department: str = ""
    is_editor: bool = False
    is_administrator: bool = False


def administer(actor: Person) -> None:
    """Only an administrator keeps people; raises NotAllowed with the sentence."""
    if not (actor.active and actor.is_administrator):
        raise NotAllowed(FOR_ADMINISTRATORS)


def problem_of(given: Particulars) -> Text | None:
    """What is wrong with the words themselves; None when they will do."""
    if not given.name.strip() or len(given.name.strip()) > LONGEST_NAME:
        return say("请写明姓名。", "Please give a name.")
    email = given.email.strip()
    if not MAIL.fullmatch(email) or len(email) > LONGEST_MAIL:
        return say("邮箱不完整，应形如 name@example.org。", "That is not a full mail address.")
    if len(given.department.strip()) > LONGEST_DEPARTMENT:
        return say("部门名称太长。", "The department's name is too long.")
    return None


def taken(office_id: int, email: str) -> Text | None:
    """Why an address cannot be given again: it is unique in the whole installation."""
    home = emails_in_use([email.strip().lower()]).get(email.strip().lower())
    return None if home is None else already_used(home == office_id)


def already_used(here: bool) -> Text:
    if here:
        return say("本单位已有人使用这个邮箱。", "Somebody in this office has this address.")
    return say("这个邮箱已有账号，请换一个。", "This address has an account: use another.")


def add(work: Work, actor: Person, given: Particulars, secret: Secret) -> Person:
    """A new person with a generated password, to be replaced at the first log-in."""
    administer(actor)
    problem = problem_of(given) or taken(actor.office_id, given.email)
    if problem is not None:
        raise NotYet(problem)
    person = Person(
        office_id=actor.office_id,
        name=given.name.strip(),
        email=given.email.strip().lower(),
        language=actor.office.language,
        is_editor=given.is_editor,
        is_administrator=given.is_administrator,
        created_at=work.now,
        department=department_named(actor.office_id, given.department),
    )
    _give(person, secret)
    db.session.add(person)
    db.session.flush()
    return person


def add_all(
    work: Work, actor: Person, given: Sequence[Particulars], secrets: Sequence[Secret]
) -> list[Person]:
    """All or nothing: the first one refused undoes the others with the transaction."""
    return [add(work, actor, one, secret) for one, secret in zip(given, secrets, strict=True)]


def change(work: Work, actor: Person, person_id: int, given: Particulars) -> Person:
    administer(actor)
    office = locked_office(actor.office_id)
    person = _person(office, person_id)
    problem = problem_of(given)
    if problem is None and given.email.strip().lower() != person.email:
        problem = taken(office.id, given.email)
    if problem is not None:
        raise NotYet(problem)
    if person.active and person.is_administrator and not given.is_administrator:
        keep_an_administrator(office, person)
    person.name = given.name.strip()
    person.email = given.email.strip().lower()
    person.department = department_named(office.id, given.department)
    person.is_editor = given.is_editor
    person.is_administrator = given.is_administrator
    db.session.flush()
    return person


def reset(work: Work, actor: Person, person_id: int, secret: Secret) -> Person:
    """A new generated password; whoever is logged in with the old one is logged out."""
    administer(actor)
    person = _person(actor.office, person_id)
    _give(person, secret)
    person.login_serial += 1
    return person


def take_back(work: Work, actor: Person, person_id: int, secret: Secret) -> Person:
    """Somebody who had left works here again, with a new generated password."""
    person = reset(work, actor, person_id, secret)
    person.active = True
    return person


def deactivate(work: Work, actor: Person, person_id: int) -> Person:
    """The account ends, its history stays; open work is handed over before (see leaving)."""
    administer(actor)
    office = locked_office(actor.office_id)
    person = _person(office, person_id)
    if person.id == actor.id:
        raise NotYet(NOT_ONESELF)
    if person.is_administrator and person.active:
        keep_an_administrator(office, person)
    person.active = False
    person.login_serial += 1
    db.session.execute(
        update(Department).where(Department.head_id == person.id).values(head_id=None)
    )
    return person


def keep_an_administrator(office: Office, leaver: Person) -> None:
    """Raises NotYet where nobody else could keep the people of this office."""
    others = db.session.scalar(
        select(func.count()).where(
            Person.office_id == office.id,
            Person.id != leaver.id,
            Person.active,
            Person.is_administrator,
        )
    )
    if not others:
        raise NotYet(LAST_ADMINISTRATOR)


def department_named(office_id: int, name: str) -> Department | None:
    """The office's department of this name, made when it is new; none for an empty name."""
    name = name.strip()
    if not name:
        return None
    found = db.session.scalar(
        select(Department).where(Department.office_id == office_id, Department.name == name)
    )
    if found is None:
        found = Department(office_id=office_id, name=name)
        db.session.add(found)
        db.session.flush()
    return found


def _give(person: Person, secret: Secret) -> None:
    person.password_hash = secret.hash
    person.must_change_password = True


def _person(office: Office, person_id: int) -> Person:
    person = person_of(office.id, person_id)
    if person is None:
        raise NotYet(NOBODY)
    return person
