"""The description of the interface (OpenAPI 3.1), made from the table and the schemas."""

from __future__ import annotations

from functools import cache
from typing import Any

from apispec import APISpec
from apispec.ext.marshmallow import MarshmallowPlugin
from flask import Blueprint
from flask.typing import ResponseReturnValue
from marshmallow import Schema

from workflow.api import shapes
from workflow.api.takes import SCHEMAS, name_of, rows_by_verb
from workflow.domain.row import Row
from workflow.domain.terms import Note, Thing, Verb

PREFIX = "/api/v1"
ABOUT = (
    "The acts of the office as JSON. What a person may do here is what they may do on the pages: "
    "each thing lists its actions, and each act is one POST. A refusal is a problem whose detail "
    "is the sentence that a person reads: 403 not allowed, 409 the draft that was seen is no "
    "longer the newest, 422 something has to happen first."
)
PROBLEMS = {
    "401": "no valid key",
    "403": "not allowed",
    "404": "not there",
    "409": "stale",
    "422": "not yet",
}
IN_THE_NAME_OF = {
    "in": "query",
    "name": "on_behalf_of",
    "description": "answer with what I may do for this person, whose deputy I am",
    "schema": {"type": "integer"},
}
SHOWN: tuple[tuple[str, str, type[Schema], str], ...] = (
    ("/reports/{report_id}", "report", shapes.OneReportShape, "A report as it stands"),
    ("/sections/{section_id}", "section", shapes.OneSectionShape, "A section as it stands"),
)
LISTED: tuple[tuple[str, str, tuple[str, ...], type[Schema], str], ...] = (
    ("/desk", "desk", ("asked", "waiting"), shapes.AskShape, "What is asked of me"),
    ("/reports", "reports", ("reports",), shapes.ReportShape, "The reports I have a part in"),
    ("/reports/{report_id}/trail", "trail", ("events",), shapes.EventShape, "What happened"),
    ("/sections/{section_id}/drafts", "drafts", ("drafts",), shapes.DraftShape, "Its drafts"),
)


def add_routes(bp: Blueprint) -> None:
    bp.add_url_rule("/openapi.json", endpoint="openapi", view_func=show)


def show() -> ResponseReturnValue:
    return description()


@cache
def description() -> dict[str, Any]:
    """The whole description as plain data."""
    spec = APISpec(
        title="Huigao",
        version="1",
        openapi_version="3.1.0",
        info={"description": ABOUT},
        servers=[{"url": PREFIX}],
        security=[{"key": []}],
        plugins=[MarshmallowPlugin()],
    )
    spec.components.security_scheme("key", {"type": "http", "scheme": "bearer"})
    spec.components.schema("Problem", schema=shapes.ProblemShape)
    _reading(spec)
    for thing in Thing:
        for verb, rows in rows_by_verb(thing).items():
            _act(spec, thing, verb, rows)
    return spec.to_dict()


def _reading(spec: APISpec) -> None:
    for path, name, shape, about in SHOWN:
        _get(spec, path, name, shape, about, IN_THE_NAME_OF)
    for path, name, keys, shape, about in LISTED:
        listed = {key: {"type": "array", "items": shape} for key in keys}
        _get(spec, path, name, {"type": "object", "properties": listed}, about)
    _get(spec, "/me", "me", {"type": "object"}, "Whose key this is")
    content = {"type": "object", "description": "the draft with its content, as save takes it"}
    _get(spec, "/sections/{section_id}/drafts/{number}", "draft", content, "A draft")
    spec.path(
        "/sections/{section_id}/uploads",
        parameters=_parameters("/sections/{section_id}/uploads"),
        operations={
            "post": {
                "operationId": "section_uploads",
                "summary": "A Word file, read and kept until upload makes it a draft",
                "requestBody": {"content": {"multipart/form-data": {"schema": _with_file({})}}},
                "responses": {"201": {"description": "its upload_id"}, **_problems()},
            }
        },
    )


def _get(
    spec: APISpec, path: str, name: str, shape: Any, about: str, *more: dict[str, Any]
) -> None:
    answer = {"description": about, "content": {"application/json": {"schema": shape}}}
    operation = {"operationId": name, "summary": about, "responses": {"200": answer, **_problems()}}
    spec.path(path, parameters=[*_parameters(path), *more], operations={"get": operation})


def _act(spec: APISpec, thing: Thing, verb: Verb, rows: list[Row]) -> None:
    path = f"/{thing}s/{{{thing}_id}}/{verb}"
    schema = SCHEMAS[thing][verb]
    spec.components.schema(name_of(thing, verb), schema=schema)
    name = {"$ref": f"#/components/schemas/{name_of(thing, verb)}"}
    kind, body = "application/json", name
    if verb is Verb.ATTACH:
        kind, body = "multipart/form-data", _with_file(name)
    must = any(one.required for one in schema.fields.values())
    spec.path(
        path,
        parameters=_parameters(path),
        operations={
            "post": {
                "operationId": f"{thing}_{verb}",
                "summary": verb.en,
                "description": _about(rows),
                "requestBody": {"required": must, "content": {kind: {"schema": body}}},
                "responses": {
                    "200": {
                        "description": "done",
                        "content": {"application/json": {"schema": shapes.DoneShape}},
                    },
                    **_problems(),
                },
            }
        },
    )


def _about(rows: list[Row]) -> str:
    """Who may, from which states to which: the table in words."""
    lines = []
    for row in rows:
        starts = ", ".join(sorted(row.starts, key=str))
        roles = ", ".join(sorted(row.roles, key=str))
        note = ", with a note" if row.note is Note.REQUIRED else ""
        lines.append(f"{starts} -> {row.leads or 'the same'}: {roles}{note}")
    return "\n".join(lines)


def _with_file(others: dict[str, Any]) -> dict[str, Any]:
    file = {"type": "object", "properties": {"file": {"type": "string", "format": "binary"}}}
    return {"allOf": [others, file]} if others else file


def _parameters(path: str) -> list[dict[str, Any]]:
    names = [part[1:-1] for part in path.split("/") if part.startswith("{")]
    return [
        {"in": "path", "name": one, "required": True, "schema": {"type": "integer", "minimum": 1}}
        for one in names
    ]


def _problems() -> dict[str, Any]:
    problem = {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}}
    return {code: {"description": about, "content": problem} for code, about in PROBLEMS.items()}
