"""Log in, log out, and the language of the pages."""

from __future__ import annotations

from math import ceil

from flask import (
    Blueprint,
    Flask,
    Response,
    current_app,
    flash,
    make_response,
    redirect,
    render_template,
    request,
    session,
    url_for,
)
from flask.blueprints import BlueprintSetupState
from flask.typing import ResponseReturnValue
from flask_login import current_user

from workflow.actions.office import account
from workflow.actions.work import transaction
from workflow.domain.text import Text, say
from workflow.store import Person
from workflow.web.access import me
from workflow.web.account import attempts, sessions
from workflow.web.account.login import manager
from workflow.web.errors import wants_json
from workflow.web.forms import local_path, word
from workflow.web.locale import LANGUAGES, language, speak

bp = Blueprint("auth", __name__)

NOT_RIGHT = Text(
    "邮箱或密码不对。忘记密码时，请管理员重置。",
    "Mail address or password is not right. If you forgot it, ask the administrator for a new one.",
)
OPEN_WITH_GIVEN_PASSWORD = frozenset(
    {"account.password", "account.set_password", "auth.logout", "auth.language", "static"}
)


@bp.record_once
def _set_up(state: BlueprintSetupState) -> None:
    app = state.app
    assert isinstance(app, Flask)
    attempts.init_app(app)
    sessions.init_app(app)


@manager.unauthorized_handler
def please_log_in() -> ResponseReturnValue:
    """To the log-in and back to the page; a form's address is no page to come back to."""
    wanted = request.full_path.rstrip("?") if request.method == "GET" else None
    target = url_for("auth.login", next=wanted if wanted != "/" else None)
    if "HX-Request" in request.headers:
        return "", 401, {"HX-Redirect": url_for("auth.login")}
    if wants_json():
        return {"why": "login"}, 401
    return redirect(target, 303)


@bp.before_app_request
def ask_for_own_password() -> ResponseReturnValue | None:
    """Whoever came in with a password that somebody gave them chooses one first."""
    known = current_user and current_user.is_authenticated
    if not known or not current_user.must_change_password:
        return None
    if request.endpoint in OPEN_WITH_GIVEN_PASSWORD or request.blueprint == "health":
        return None
    return redirect(url_for("account.password"), 303)


@bp.get("/login")
def login() -> ResponseReturnValue:
    if current_user.is_authenticated:
        return redirect(url_for("desk.show"), 303)
    return _login_page()


@bp.post("/login")
def log_in() -> ResponseReturnValue:
    """One sentence for every wrong answer, whether or not the address has an account."""
    email, password = word("email"), request.form.get("password", "")
    counter: attempts.Attempts = current_app.extensions["attempts"]
    own = attempts.account_key(email, sessions.known_browser(email))
    place = attempts.address_key(request.remote_addr)
    seconds = counter.wait({own: attempts.PER_ACCOUNT, place: attempts.PER_ADDRESS})
    if seconds:
        return _login_page(_too_often(seconds)), 429, {"Retry-After": str(seconds)}
    person = account.person_for(email, password)
    if person is None:
        return _login_page(NOT_RIGHT), 422
    counter.forget(own)
    counter.give_back(place)
    _renew_hash(person, password)
    return _welcome(person)


def _welcome(person: Person) -> Response:
    goal = local_path(request.form.get("next"), url_for("desk.show"))
    sessions.begin(person)
    response = make_response(redirect(goal, 303))
    sessions.remember_browser(response, person.email)
    return response


def _renew_hash(person: Person, password: str) -> None:
    renewed = account.fresh_hash(person, password)
    if renewed is not None:
        with transaction():
            person.password_hash = renewed


@bp.post("/logout")
def logout() -> ResponseReturnValue:
    chosen = language()
    sessions.end()
    session["language"] = chosen
    flash(speak(say("您已退出。", "You are logged out.")), "success")
    return redirect(url_for("auth.login"), 303)


@bp.post("/language", endpoint="language")
def set_language() -> ResponseReturnValue:
    """The reader's language: kept with the person, or with this browser before the log-in."""
    chosen = word("language")
    if chosen in LANGUAGES:
        session["language"] = chosen
        if current_user.is_authenticated:
            with transaction():
                me().language = chosen
    return redirect(local_path(request.form.get("next"), url_for("desk.show")), 303)


def _login_page(problem: Text | None = None) -> str:
    asked = request.values.get("next")
    return render_template(
        "pages/login.html",
        problem=speak(problem),
        email=word("email"),
        goal=local_path(asked, ""),
    )


def _too_often(seconds: int) -> Text:
    return say(
        "登录失败次数太多，请 {n} 分钟后再试。密码没有改变。",
        "Too many failed log-ins: please try again in {n} min. The password is unchanged.",
        n=ceil(seconds / 60),
    )
