"""The interpreter of the table: what is offered, and whether an act goes through."""

from __future__ import annotations

from dataclasses import dataclass

from workflow.domain.facts import Facts
from workflow.domain.row import Row
from workflow.domain.terms import Note, Verb
from workflow.domain.text import Text, say
from workflow.domain.transitions import rows_of


class Refused(Exception):
    """An act that did not happen; ``sentence`` says why, and nothing was changed."""

    def __init__(self, sentence: Text) -> None:
        super().__init__(sentence.render("en"))
        self.sentence = sentence


class NotAllowed(Refused):
    """This person may not do it, or the thing is not where the act begins."""


class NotYet(Refused):
    """The right person at the right place, but something has to happen first."""


class Stale(Refused):
    """The person decided on text that is no longer the newest."""


@dataclass(frozen=True)
class Offer:
    """A row that this person may use here, with the reason why not yet, if any."""

    row: Row
    reason: Text | None


def obstacle(row: Row, facts: Facts) -> Text | None:
    return next((why for guard in row.guards if (why := guard(facts))), None)


def offered(facts: Facts) -> tuple[Offer, ...]:
    """What the person before ``facts`` can do, in the table's order."""
    return tuple(
        Offer(row, obstacle(row, facts))
        for row in rows_of(facts.thing)
        if row.fits(facts) and row.roles & facts.roles
    )


def offers(facts: Facts, verb: Verb) -> bool:
    """Whether it is among what the person can do, be it that something stands in the way yet."""
    return any(row.fits(facts) and row.roles & facts.roles for row in rows_of(facts.thing, verb))


def move(facts: Facts, verb: Verb, note: str = "", seen: str = "") -> Row:
    """The row that lets this act through; raises Refused otherwise.

    ``seen`` is the head that the person had before their eyes (see facts).
    """
    fitting = [row for row in rows_of(facts.thing, verb) if row.fits(facts)]
    if not fitting:
        raise NotAllowed(_not_here(facts, verb))
    row = next((row for row in fitting if row.roles & facts.roles), None)
    if row is None:
        raise NotAllowed(_not_you(fitting[0], verb))
    if row.needs_head and seen != facts.head:
        raise Stale(_not_newest())
    if why := obstacle(row, facts):
        raise NotYet(why)
    if row.note is Note.REQUIRED and not note.strip():
        raise NotYet(say("请写明理由。", "Please say why in the note."))
    return row


def _not_here(facts: Facts, verb: Verb) -> Text:
    return say(
        "现在不能“{verb}”：{thing}目前{state}。没有任何改动，请刷新页面查看最新情况。",
        "“{verb}” is not possible now: the {thing} is in state “{state}”. Nothing was changed; "
        "reload the page to see where it stands.",
        verb=verb.label,
        thing=facts.thing.label,
        state=facts.state.label,
    )


def _not_you(row: Row, verb: Verb) -> Text:
    who = sorted(row.roles, key=str)
    return say(
        "“{verb}”由{who}办理，没有任何改动。",
        "“{verb}” is for: {who}. Nothing was changed.",
        verb=verb.label,
        who=say("、".join(role.zh for role in who), ", ".join(role.en for role in who)),
    )


def _not_newest() -> Text:
    return say(
        "这一稿已不是最新稿。您的操作没有生效，已有内容都在；请先查看最新稿的改动。",
        "This is no longer the newest draft. Your act did not take effect and nothing is lost: "
        "look at what changed first.",
    )
