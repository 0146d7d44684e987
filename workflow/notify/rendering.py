"""The templates of messages, without what surrounds a page."""

from __future__ import annotations

from functools import lru_cache

from flask import current_app
from jinja2 import Environment, Template


def rendered(template: str, words: dict[str, object]) -> str:
    """A worker has no request and no visitor: a template knows its words and nothing else."""
    return _bare(current_app.jinja_env, template).render(words)


@lru_cache(maxsize=16)
def _bare(pages: Environment, name: str) -> Template:
    """Without what every page may ask for: to hand that over takes longer than to write the few
    lines of a message.
    """
    found = pages.overlay().get_template(name)
    found.globals = {}
    return found
