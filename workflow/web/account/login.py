"""Who is asking: Flask-Login over the serial of the person's sessions."""

from __future__ import annotations

from flask import Flask
from flask_login import LoginManager, current_user

from workflow.domain.text import Text
from workflow.store import Person
from workflow.store.notice import unread_count
from workflow.store.person import person_at_work

manager = LoginManager()
manager.login_view = "auth.login"
manager.session_protection = "basic"
PLEASE = Text("请先登录。", "Please log in first.")


def init_app(app: Flask) -> None:
    manager.init_app(app)
    manager.login_message = PLEASE.en
    app.context_processor(_bell)
    app.add_template_global(current_user, "current_user")


@manager.user_loader
def load_person(session_id: str) -> Person | None:
    """The person of a session, unless their password was reset or they have left."""
    person_id, _, serial = session_id.partition(".")
    if not (person_id.isdigit() and serial.isdigit()):
        return None
    person = person_at_work(int(person_id))
    if person is None or not person.active or person.login_serial != int(serial):
        return None
    return person


def _bell() -> dict[str, int]:
    known = current_user and current_user.is_authenticated
    return {"unread_count": unread_count(current_user.id) if known else 0}
