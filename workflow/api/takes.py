"""What each verb takes, as it is sent: one schema a verb, read and described by the same.

Every act also takes ``note`` and ``seen``: the draft's id (for a report the manifest's hash)
that was before the eyes of whoever decides.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from marshmallow import Schema, fields, validate

from workflow.domain.row import Row
from workflow.domain.terms import (
    CommentKind,
    Disposition,
    Neighbour,
    Note,
    Placement,
    Role,
    SeatRole,
    StageKind,
    StageRule,
    Thing,
    Tolerance,
    Verb,
)
from workflow.domain.transitions import rows_of

LONGEST = 100_000
"""Characters of a text field."""


def text(required: bool = True, about: str = "") -> fields.String:
    """NUL, which PostgreSQL cannot store, is no part of a text."""
    rules = [validate.Length(max=LONGEST), validate.ContainsNoneOf("\0")]
    return fields.String(required=required, validate=rules, metadata={"description": about})


def row_id(required: bool = True, about: str = "") -> fields.Integer:
    rule = validate.Range(min=0, max=2**31 - 1)
    return fields.Integer(
        required=required, strict=True, validate=rule, metadata={"description": about}
    )


def row_ids(required: bool = True, about: str = "") -> fields.List:
    return fields.List(row_id(), required=required, metadata={"description": about})


def one_of(term: Any, required: bool = True) -> fields.Enum:
    return fields.Enum(term, by_value=True, required=required)


def day(required: bool = True, about: str = "") -> fields.Date:
    return fields.Date(required=required, metadata={"description": about})


class StageShape(Schema):
    """A stage of a chain."""

    name = text()
    kind = one_of(StageKind, required=False)
    rule = one_of(StageRule, required=False)
    needs = row_id(required=False, about="how many passes, under the rule n_of_m")
    days = row_id(required=False, about="working days")
    id = row_id(required=False, about="the stage that is there already and stays")
    member_ids = row_ids(required=False)
    roles = fields.List(one_of(SeatRole), metadata={"description": "members by what they are"})
    with_next = fields.Boolean(metadata={"description": "open together with the next stage"})
    neighbour = one_of(Neighbour, required=False)
    tolerates = one_of(Tolerance, required=False)
    may_edit = fields.Boolean()
    duties = text(False)
    checklist = fields.List(text(), metadata={"description": "lines to be ticked when passing"})


PERSON: Mapping[str, fields.Field] = {
    "person_id": row_id(about="who takes it"),
    "from_id": row_id(False, "who has it now"),
}
DEPUTY: Mapping[str, fields.Field] = {
    "person_id": row_id(about="who acts meanwhile"),
    "first_on": day(),
    "last_on": day(about="this day included"),
}
PLACE: Mapping[str, fields.Field] = {
    "block_id": text(False, "the block of the draft that it is about"),
    "quote": text(False, "the words that it is about"),
    "start": row_id(False, "where they begin, in code points of the block's text"),
}


class EditShape(Schema):
    """An edit upon which a report is approved: words and what they become, or a change told."""

    section_id = row_id()
    block_id, quote, start = PLACE["block_id"], PLACE["quote"], PLACE["start"]
    replacement = text(False, 'what the words become; "" strikes them out')
    text = text(False, "in place of words: a change that the director judges")


class RungShape(Schema):
    """One reminder: so many working days after the deadline (before: negative), to whom."""

    days = fields.Integer(required=True, strict=True)
    roles = fields.List(one_of(Role), required=True)


class LaddersShape(Schema):
    """The reminders of a report by kind; a kind that is left out stays as it is."""

    drafting = fields.List(fields.Nested(RungShape))
    stage = fields.List(fields.Nested(RungShape))
    blanks = fields.List(fields.Nested(RungShape))


COMMENT_ID: Mapping[str, fields.Field] = {"comment_id": row_id()}
SECTION_TAKES: Mapping[Verb, Mapping[str, fields.Field]] = {
    Verb.ASSIGN: {
        "owner_id": row_id(False),
        "due_on": day(False, "the last day, until 23:59 in the office's zone"),
        "contributor_ids": row_ids(False),
        "brief": text(False),
    },
    Verb.SAVE: {"content": fields.Dict(required=True)},
    Verb.UPLOAD: {
        "upload_id": row_id(about="as /uploads gave it"),
        "choices": fields.Dict(keys=fields.String(), values=fields.String()),
    },
    Verb.RESTORE: {"number": row_id(about="the draft's number")},
    Verb.ADOPT: {"comment_ids": row_ids(), "near": fields.Boolean()},
    Verb.PASS: {"ticks": row_ids(False, "lines of the stage's checklist that you ticked, from 0")},
    Verb.SEND_BACK: {
        "to_stage": row_id(False, "an earlier stage; 0: to the owner"),
        "straight": fields.Boolean(metadata={"description": "it comes straight back to you"}),
    },
    Verb.AMEND: {"content": fields.Dict(required=True)},
    Verb.ADD_REVIEWER: {
        "person_id": row_id(about="who decides as well"),
        "placement": one_of(Placement, required=False),
    },
    Verb.REMOVE_REVIEWER: {"person_id": row_id(about="who was added and has not decided")},
    Verb.HAND_OVER: PERSON,
    Verb.CIRCULATE: {"person_ids": row_ids(about="who gets a copy for reading")},
    Verb.DELEGATE: DEPUTY,
    Verb.ASK_EXTENSION: {"wished_on": day()},
    Verb.EXTEND: {"due_on": day()},
    Verb.COMMENT: {
        "kind": one_of(CommentKind),
        "text": text(),
        **PLACE,
        "replacement": text(False, "the words to put there instead"),
        "mentioned": row_ids(False),
    },
    Verb.ANSWER: {**COMMENT_ID, "disposition": one_of(Disposition)},
    Verb.WAIVE: COMMENT_ID,
    Verb.REPLY: {**COMMENT_ID, "text": text(), "mentioned": row_ids(False)},
    Verb.SETTLE: COMMENT_ID,
    Verb.OPEN_AGAIN: COMMENT_ID,
    Verb.MATCH_EARLIER: {"earlier_id": row_id()},
    Verb.ATTACH: {"about": text(about="what it shows"), **PLACE},
    Verb.DETACH: {"evidence_id": row_id()},
}
REPORT_TAKES: Mapping[Verb, Mapping[str, fields.Field]] = {
    Verb.ADD_SECTION: {
        "title": text(),
        "parent_id": row_id(False, "0: at the top level"),
        "is_heading": fields.Boolean(),
    },
    Verb.RENAME: {"title": text(), "section_id": row_id(False, "0: the report itself")},
    Verb.MOVE: {
        "section_id": row_id(),
        "by": fields.Integer(required=True, strict=True, validate=validate.OneOf([-1, 1])),
    },
    Verb.SET_CHAIN: {
        "stages": fields.List(fields.Nested(StageShape), required=True),
        "section_id": row_id(False, "whose branch goes through it; 0: the report"),
    },
    Verb.SET_DETAILS: {
        "year": row_id(False),
        "director_id": row_id(False),
        "signature": text(False),
        "signed_on": text(False),
        "profile": text(False),
        "release_on": day(False),
        "blanks_block": fields.Boolean(),
    },
    Verb.CIRCULATE: {"person_ids": row_ids(about="who gets a copy for reading")},
    Verb.DELEGATE: DEPUTY,
    Verb.SET_REMINDERS: {
        "ladders": fields.Nested(LaddersShape),
        "remind_at": fields.Time(allow_none=True, metadata={"description": "none: the office's"}),
    },
    Verb.BRING_EARLIER: {"from_report": row_id()},
    Verb.RENDER: {"number": row_id(about="the assembly's number")},
    Verb.APPROVE_CONDITIONALLY: {"edits": fields.List(fields.Nested(EditShape), required=True)},
    Verb.RETURN: {
        "section_ids": row_ids(False, "those to be rewritten"),
        "notes": fields.Dict(
            keys=fields.String(),
            values=text(),
            metadata={"description": "by section id: what has to change there"},
        ),
    },
    Verb.HAND_OVER: {
        **PERSON,
        "stage_id": row_id(False, "their seat in this stage"),
        "part": fields.Enum(Role, by_value=True),
    },
}
TAKES = {Thing.SECTION: SECTION_TAKES, Thing.REPORT: REPORT_TAKES}


def rows_by_verb(thing: Thing) -> dict[Verb, list[Row]]:
    """The table's rows for a thing, by verb, in its order."""
    found: dict[Verb, list[Row]] = {}
    for row in rows_of(thing):
        found.setdefault(row.verb, []).append(row)
    return found


def name_of(thing: Thing, verb: Verb) -> str:
    """SectionHandOver: what the schema is called in the description."""
    return f"{thing}_{verb}".title().replace("_", "")


def _schema(thing: Thing, verb: Verb, rows: list[Row]) -> Schema:
    must = all(row.note is Note.REQUIRED for row in rows)
    common: dict[str, fields.Field] = {"note": text(required=must, about="why, in a word")}
    common["on_behalf_of"] = row_id(False, "whose part it is done in, where you act for somebody")
    if any(row.needs_head for row in rows):
        what = "the draft's id" if thing is Thing.SECTION else "the manifest's hash"
        common["seen"] = text(about=f"{what} before your eyes; another one since is refused (409)")
    common["on_behalf_of"] = row_id(False, "for whom you act, being their deputy")
    taken = TAKES[thing].get(verb, {})
    return Schema.from_dict({**common, **taken}, name=name_of(thing, verb))()


SCHEMAS: Mapping[Thing, Mapping[Verb, Schema]] = {
    thing: {verb: _schema(thing, verb, rows) for verb, rows in rows_by_verb(thing).items()}
    for thing in Thing
}
