"""Language and time as the reader has them: Chinese by default, the office's zone."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from flask import Flask, request, session
from flask_babel import Babel, get_locale
from flask_login import current_user
from werkzeug.local import LocalProxy

from workflow.domain.text import Text

LANGUAGES = ("zh", "en")


def init_app(app: Flask) -> None:
    Babel(app, locale_selector=chosen_language)
    app.add_template_filter(speak, "say")
    app.add_template_filter(in_one_language, "bilingual")
    app.add_template_filter(office_date, "office_date")
    app.context_processor(lambda: {"locale": language(), "languages": LANGUAGES})
    # macros are imported once for all pages, so they see globals and no page's context
    app.add_template_global(LocalProxy(language), "locale")


def chosen_language() -> str:
    """The person's own, else this browser's choice, else Chinese."""
    if current_user and current_user.is_authenticated:
        return str(current_user.language)
    chosen = session.get("language") or request.accept_languages.best_match(LANGUAGES, "zh")
    return chosen if chosen in LANGUAGES else "zh"


def language() -> str:
    found = get_locale()
    return "zh" if found is None or found.language == "zh" else "en"


def speak(sentence: Text | str | None) -> str:
    """A domain sentence in the reader's language."""
    if sentence is None:
        return ""
    return sentence.render(language()) if isinstance(sentence, Text) else str(sentence)


def in_one_language(kept: str) -> str:
    """Of sentences stored as "Chinese / English", a line each, the reader's half."""
    pairs = [line.partition(" / ") for line in kept.splitlines()]
    own = [zh if language() == "zh" or not en else en for zh, _, en in pairs]
    return " ".join(own)


def zone() -> ZoneInfo:
    if current_user and current_user.is_authenticated:
        return ZoneInfo(current_user.office.zone)
    return ZoneInfo("Asia/Shanghai")


def clock_time(moment: datetime | None) -> str:
    """2026-12-31 23:59 in the office's zone."""
    return "" if moment is None else moment.astimezone(zone()).strftime("%Y-%m-%d %H:%M")


def office_date(moment: datetime | None) -> str:
    """2026-12-31 in the office's zone."""
    return "" if moment is None else moment.astimezone(zone()).strftime("%Y-%m-%d")
