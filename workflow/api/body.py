"""What an act was sent with: JSON, or a form with a file."""

from __future__ import annotations

import json
from collections.abc import Mapping
from contextlib import closing
from typing import Any

from flask import abort, request
from marshmallow import Schema, fields

from workflow.actions.showing.reading import posted_content
from workflow.api.takes import SCHEMAS
from workflow.domain.machine import NotYet
from workflow.domain.terms import Thing, Verb
from workflow.domain.text import Text

NO_FILE = Text(
    "没有收到文件，没有任何改动。请以 multipart/form-data 发送，字段名 file。",
    "No file came, and nothing was changed: send it as multipart/form-data, field “file”.",
)


def schema_of(thing: Thing, name: str) -> tuple[Verb, Schema]:
    """A verb of the table and what it takes; 404 for any other word."""
    for verb, schema in SCHEMAS[thing].items():
        if verb == name:
            return verb, schema
    abort(404)


def sent_with(schema: Schema) -> tuple[str, str, dict[str, Any]]:
    """The note, what was seen, and what the verb takes besides."""
    given: dict[str, Any] = schema.load(_fields(schema))
    if "content" in given:
        given["content"] = posted_content(json.dumps(given["content"]))
    return given.pop("note", ""), given.pop("seen", ""), given


def sent_file(most: int | None = None) -> tuple[str, bytes]:
    """Name and bytes, at most one byte above ``most``; NotYet where there is none."""
    file = request.files.get("file")
    if file is None or not file.filename:
        raise NotYet(NO_FILE)
    with closing(file):
        return file.filename, file.stream.read(-1 if most is None else most + 1)


def _fields(schema: Schema) -> Mapping[str, Any]:
    """An act that takes nothing needs no body."""
    if request.mimetype == "multipart/form-data":
        return _of_form(schema)
    if not request.get_data(cache=True):
        return {}
    if request.mimetype != "application/json":
        abort(415)
    try:
        given = json.loads(request.get_data())
    except (ValueError, RecursionError):
        abort(400)
    if not isinstance(given, dict):
        abort(400)
    return given


def _of_form(schema: Schema) -> dict[str, Any]:
    """A form has texts alone: where a number is meant, what reads as one is one."""
    numbers = {name for name, one in schema.fields.items() if isinstance(one, fields.Integer)}
    return {
        name: int(one) if name in numbers and one.isascii() and one.isdigit() else one
        for name, one in request.form.items()
    }
