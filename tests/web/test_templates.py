"""Macros are imported once for all pages: they may hold nothing of one page or one language."""

from __future__ import annotations

from flask import Flask
from jinja2 import Environment, meta, nodes


def parsed(app: Flask, name: str) -> nodes.Template:
    env = app.jinja_env
    assert env.loader is not None
    return env.parse(env.loader.get_source(env, name)[0])


def imported_once(app: Flask) -> set[str]:
    """Files of macros that some template imports without its context."""
    env = app.jinja_env
    names = [one for one in env.list_templates() if one.endswith(".html")]
    imports = [one for name in names for one in parsed(app, name).find_all(nodes.FromImport)]
    return {one.template.as_const() for one in imports if not one.with_context}


def from_the_page(env: Environment, template: nodes.Template) -> set[str]:
    """Names that only the context of a page could give."""
    own = {one.name for one in template.find_all(nodes.Name) if one.ctx in ("store", "param")}
    return meta.find_undeclared_variables(template) - own - set(env.globals)


def worked_out_at_import(template: nodes.Template) -> list[int]:
    """Lines outside of macros that call something: the first language would stay for all."""
    outside = [one for one in template.body if not isinstance(one, nodes.Macro | nodes.FromImport)]
    return [call.lineno for one in outside for call in one.find_all(nodes.Call)]


def test_macros_imported_without_context_need_none(app: Flask) -> None:
    templates = {name: parsed(app, name) for name in imported_once(app)}
    lacking = {name: from_the_page(app.jinja_env, one) for name, one in templates.items()}
    frozen = {name: worked_out_at_import(one) for name, one in templates.items()}
    assert not {name: found for name, found in lacking.items() if found}
    assert not {name: found for name, found in frozen.items() if found}


def test_most_parts_are_imported_once(app: Flask) -> None:
    assert len(imported_once(app)) > 30


def test_a_macro_speaks_the_language_of_each_request(app: Flask) -> None:
    source = '{% from "parts/deadline.html" import deadline %}{{ deadline("x", "y") }}'
    template = app.jinja_env.from_string(source)
    said = {}
    for language in ("zh", "en", "zh"):
        with app.test_request_context(headers={"Accept-Language": language}):
            said[language] = template.render()
    assert "（y）" in said["zh"] and " (y)" in said["en"]
