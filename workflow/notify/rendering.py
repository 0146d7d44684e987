"""The templates of messages, without what surrounds a page."""

from __future__ import annotations

from functools import lru_cache

from flask import current_app
from jinja2 import Environment


def rendered(template: str, words: dict[str, object]) -> str:
    """A worker has no request and no visitor: a template knows its words and nothing else."""
    return _bare(current_app.jinja_env).get_template(template).render(words)


@lru_cache(maxsize=1)
def _bare(pages: Environment) -> Environment:
    """Without what every page may ask for: to hand that over takes longer than to write the few
    lines of a message.
    """
    found = pages.overlay()
    found.globals = {}
    return found
