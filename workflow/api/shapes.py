"""What is answered: each schema describes its data and makes it from the row."""

from __future__ import annotations

from typing import Any

from marshmallow import Schema, fields

from workflow.api.access import speak
from workflow.domain.machine import Offer
from workflow.domain.phrases import phrase
from workflow.store import Event


def of(path: str, kind: type[fields.Field] = fields.String, **more: Any) -> fields.Field:
    """A value that the row has elsewhere, by a path of attributes."""
    return kind(attribute=path, **more)


class Spoken(fields.String):
    """A sentence of the domain, in the language of whoever asks."""

    def _serialize(self, value: Any, attr: str | None, obj: Any, **kwargs: Any) -> str | None:
        return None if value is None else speak(value)


class PersonShape(Schema):
    id = fields.Integer()
    name = fields.String()


class ActionShape(Schema):
    """What the person may do here; ``why`` says what has to happen first, null when nothing."""

    verb = of("row.verb")
    label = of("row.verb.label", Spoken)
    ready = fields.Method("_ready", metadata={"type": "boolean"})
    why = of("reason", Spoken, allow_none=True)
    note = of("row.note", metadata={"description": "none, optional or required"})
    needs_seen = of("row.needs_head", fields.Boolean)

    def _ready(self, offer: Offer) -> bool:
        return offer.reason is None


class DraftShape(Schema):
    """``id`` is what a decision names as ``seen``."""

    id = fields.Integer()
    number = fields.Integer()
    hash = of("content_hash")
    author = of("author.name")
    at = of("created_at", fields.DateTime)
    characters = fields.Integer()
    blanks = fields.Integer()


class SectionShape(Schema):
    """As it stands in the outline; a heading has neither state nor owner."""

    id = of("section.id", fields.Integer)
    report_id = of("section.report_id", fields.Integer)
    kind = of("section.kind")
    level = fields.Integer()
    numeral = fields.String()
    title = of("section.title")
    state = of("section.state")
    owner = of("section.owner", fields.Nested, nested=PersonShape, allow_none=True)
    contributors = fields.List(fields.Nested(PersonShape), attribute="section.contributors")
    due_at = of("section.due_at", fields.DateTime, allow_none=True)
    head = of("section.head", fields.Nested, nested=DraftShape, allow_none=True)


class OneSectionShape(SectionShape):
    """``where``: who has it now and until when, in words."""

    where = Spoken()
    open_must_fix = fields.Integer()
    deputy_for = fields.List(fields.Nested(PersonShape))
    actions = fields.List(fields.Nested(ActionShape))


class ReportShape(Schema):
    id = fields.Integer()
    title = fields.String()
    year = fields.Integer()
    state = fields.String()
    editor = fields.Nested(PersonShape)
    director = fields.Nested(PersonShape, allow_none=True)
    release_on = fields.Date(allow_none=True)
    trail_count = fields.Integer()
    trail_head = fields.String()


class AssemblyShape(Schema):
    number = fields.Integer()
    state = fields.String()
    manifest_hash = fields.String()
    file_hash = fields.String(allow_none=True)
    file_bytes = fields.Integer(allow_none=True)


class OneReportShape(ReportShape):
    """``head`` is the hash of the manifest as it is now: what an approval names as ``seen``."""

    head = fields.String()
    sections = fields.List(fields.Nested(SectionShape))
    assemblies = fields.List(fields.Nested(AssemblyShape))
    deputy_for = fields.List(fields.Nested(PersonShape))
    actions = fields.List(fields.Nested(ActionShape))


class AskShape(Schema):
    """``ask`` is what is asked: write, review, approve and others."""

    ask = fields.String(metadata={"description": "absent where I am the one who waits"})
    line = Spoken()
    report_id = of("report.id", fields.Integer)
    section_id = fields.Integer(allow_none=True)
    state = fields.String()
    due_at = fields.DateTime(allow_none=True)


class EventShape(Schema):
    """A link of the trail: ``hash`` covers it and ``previous``."""

    seq = fields.Integer()
    at = fields.DateTime()
    verb = fields.String()
    actor_id = fields.Integer(allow_none=True)
    section_id = fields.Integer(allow_none=True)
    sentence = fields.Method("_sentence", metadata={"type": "string"})
    previous = fields.String()
    hash = fields.String()

    def _sentence(self, event: Event) -> str:
        return speak(phrase(event.verb, event.details))


class ProblemShape(Schema):
    """RFC 9457; ``detail`` is the sentence that a person reads."""

    type = fields.String()
    title = fields.String()
    status = fields.Integer()
    code = fields.String()
    detail = fields.String()
    errors = fields.Dict()


class DoneShape(Schema):
    """``event``: its place in the trail, null where nothing had changed."""

    sentence = fields.String()
    event = fields.Integer(allow_none=True)
    section = fields.Nested(OneSectionShape)
    report = fields.Nested(OneReportShape)
