"""Load the sample: an office with eight people and two reports in different states of work.

Everything is done through the same acts as in the product, so the sample's trail,
sign-offs and notices are real ones.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from workflow.actions.archive.office_keys import make_key
from workflow.actions.calendar.calendars import seed_calendar
from workflow.actions.office.passwords import hash_password, random_password
from workflow.actions.playing.story import play_annual_report, play_quarter_note
from workflow.actions.work import Work
from workflow.documents.outline import Outline, recognise
from workflow.sample.cast import OFFICE, PLAYERS, Player
from workflow.store import Department, Office, Person, db

FOLDER = Path(__file__).resolve().parents[2] / "sample"


@dataclass(frozen=True)
class Credential:
    """A log-in of the sample; the password is shown once and stored only as a hash."""

    name: str
    email: str
    password: str
    part: str


def sample_outline() -> Outline:
    """The outline of the annual report: nine sections in three chapters, and a preamble."""
    return recognise(_text("annual_report.txt"))


def load_sample(work: Work) -> list[Credential]:
    """Make the office, its people and its two reports; returns the log-ins."""
    office = Office(name=OFFICE, created_at=work.now)
    db.session.add(office)
    db.session.flush()
    seed_calendar(work, office)
    make_key(office.id)
    departments: dict[str, Department] = {}
    people: dict[str, Person] = {}
    credentials = []
    for player in PLAYERS:
        password = random_password()
        people[player.mail] = _person(work, office, player, departments, password)
        credentials.append(Credential(player.name, player.email, password, player.part))
    play_annual_report(work, people, sample_outline())
    play_quarter_note(work, people, recognise(_text("quarter_note.txt")))
    return credentials


def _person(
    work: Work,
    office: Office,
    player: Player,
    departments: dict[str, Department],
    password: str,
) -> Person:
    name = player.department
    if name not in departments:
        departments[name] = Department(office_id=office.id, name=name)
        db.session.add(departments[name])
        db.session.flush()
    person = Person(
        office_id=office.id,
        department_id=departments[name].id,
        name=player.name,
        email=player.email,
        password_hash=hash_password(password),
        is_editor=player.is_editor,
        is_administrator=player.is_administrator,
        created_at=work.now,
    )
    db.session.add(person)
    db.session.flush()
    return person


def _text(name: str) -> str:
    return (FOLDER / name).read_text("utf-8")
