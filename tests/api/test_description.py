"""The description is valid OpenAPI, and says what is answered."""

from __future__ import annotations

from typing import Any

import pytest
from flask import Flask
from openapi_spec_validator import OpenAPIV31SpecValidator

from tests.api.conftest import PREFIX, Scripts
from tests.cast import World
from workflow.api.spec import description

ONE_DATABASE = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)


def test_the_description_is_valid() -> None:
    assert list(OpenAPIV31SpecValidator(description()).iter_errors()) == []


def test_it_names_every_address_and_no_other(app: Flask) -> None:
    described = set()
    for path, operations in description()["paths"].items():
        described |= {(path, method) for method in operations if method != "parameters"}
    adapter = app.url_map.bind("localhost")
    for path, method in described:
        filled = path
        for name in ("report_id", "section_id", "number"):
            filled = filled.replace(f"{{{name}}}", "1")
        endpoint, _ = adapter.match(PREFIX + filled, method=method.upper())
        assert endpoint.startswith("api."), path
    for rule in app.url_map.iter_rules():
        if rule.endpoint.startswith("api.") and rule.endpoint != "api.openapi":
            plain = rule.rule.removeprefix(PREFIX).replace("int:", "")
            shape = plain.replace("<", "{").replace(">", "}")
            known = {path for path, _ in described}
            assert shape in known or "{verb}" in shape, shape


@ONE_DATABASE
def test_answers_have_the_fields_that_are_described(world: World, script: Scripts) -> None:
    spec = description()
    editor = script("editor")
    section = editor.ask(f"/sections/{world.section_ids['rules']}")
    assert set(section) == _properties(spec, "/sections/{section_id}")
    report = editor.ask(f"/reports/{world.report_id}")
    assert set(report) == _properties(spec, "/reports/{report_id}")


def _properties(spec: dict[str, Any], path: str) -> set[str]:
    answer = spec["paths"][path]["get"]["responses"]["200"]["content"]["application/json"]
    schema = answer["schema"]
    if "$ref" in schema:
        schema = spec["components"]["schemas"][schema["$ref"].rpartition("/")[2]]
    return set(schema["properties"])
