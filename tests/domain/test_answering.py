"""By which acts a person does what a notice asked."""

from __future__ import annotations

from workflow.domain.answering import answers_to
from workflow.domain.terms import Verb


def test_a_reminder_of_any_kind_asks_something_and_news_does_not() -> None:
    assert Verb.SUBMIT in answers_to("reminder") and Verb.PASS in answers_to("a new kind")
    assert answers_to(Verb.APPROVE) == frozenset() and Verb.EXTEND in answers_to("ask_extension")
