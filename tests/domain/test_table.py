"""The table itself: complete, without two rows for one situation, and readable."""

from __future__ import annotations

from itertools import product
from pathlib import Path

import pytest

from workflow.domain.describe import help_rows, matrix, mermaid, permissions, permissions_page
from workflow.domain.facts import ReportFacts, SectionFacts
from workflow.domain.machine import NotAllowed, NotYet, Stale, move, offered
from workflow.domain.phrases import PHRASES
from workflow.domain.terms import Note, ReportState, Role, SectionState, Thing, Verb
from workflow.domain.transitions import TABLE, rows_of

ALL_ROLES = frozenset(Role)


def section_facts(**known: object) -> SectionFacts:
    standard = {
        "state": SectionState.DRAFTING,
        "report_state": ReportState.COLLECTING,
        "roles": frozenset({Role.OWNER}),
        "head": "7",
    }
    return SectionFacts(**(standard | known))  # type: ignore[arg-type]


@pytest.mark.parametrize("verb", [verb for verb in Verb if rows_of(Thing.SECTION, verb)])
def test_each_situation_of_a_section_matches_at_most_one_row(verb: Verb) -> None:
    situations = product(SectionState, ReportState, (True, False), (True, False))
    for state, report_state, last, complete in situations:
        facts = section_facts(
            state=state, report_state=report_state, completes_chain=last, chain_complete=complete
        )
        fitting = [row for row in rows_of(Thing.SECTION, verb) if row.fits(facts)]
        assert len(fitting) <= 1, (verb, state, report_state)


@pytest.mark.parametrize("verb", [verb for verb in Verb if rows_of(Thing.REPORT, verb)])
def test_each_situation_of_a_report_matches_at_most_one_row(verb: Verb) -> None:
    for state in ReportState:
        facts = ReportFacts(state, ALL_ROLES)
        assert len([row for row in rows_of(Thing.REPORT, verb) if row.fits(facts)]) <= 1


def test_every_verb_has_a_row_and_a_sentence() -> None:
    assert {row.verb for row in TABLE} == set(Verb) == set(PHRASES)


def test_every_row_that_takes_a_note_of_necessity_refuses_an_empty_one() -> None:
    for row in rows_of(Thing.SECTION):
        if row.note is Note.REQUIRED:
            facts = section_facts(
                state=next(iter(row.starts)),
                report_state=next(iter(row.reports)),
                roles=row.roles,
                extension_asked=True,
            )
            with pytest.raises(NotYet):
                move(facts, row.verb, note="  ", seen="7")


def test_a_decision_on_an_older_draft_is_stale() -> None:
    facts = section_facts(state=SectionState.IN_REVIEW, roles=frozenset({Role.REVIEWER}))
    with pytest.raises(Stale):
        move(facts, Verb.PASS, seen="6")


def test_who_may_not_is_told_who_may() -> None:
    with pytest.raises(NotAllowed) as refused:
        move(section_facts(roles=frozenset({Role.READER})), Verb.SUBMIT, seen="7")
    assert "责任人" in refused.value.sentence.render("zh")
    assert "section owner" in refused.value.sentence.render("en")


def test_a_grey_button_says_why() -> None:
    offers = {offer.row.verb: offer for offer in offered(section_facts(open_must_fix=2))}
    reason = offers[Verb.SUBMIT].reason
    assert reason is not None and "2" in reason.render("zh") and "2" in reason.render("en")


def test_blanks_only_warn_unless_the_report_says_otherwise() -> None:
    assert move(section_facts(open_blanks=27), Verb.SUBMIT, seen="7")
    with pytest.raises(NotYet):
        move(section_facts(open_blanks=27, blanks_block=True), Verb.SUBMIT, seen="7")


def test_the_diagram_and_the_help_page_come_from_the_table() -> None:
    picture = mermaid(Thing.SECTION)
    assert "drafting --> in_review: 送审" in picture
    assert "in_review --> signed_off: Pass" in mermaid(Thing.SECTION, "en")
    assert len(list(help_rows(Thing.REPORT, "en"))) == len(rows_of(Thing.REPORT))
    assert permissions(Thing.REPORT)[Verb.APPROVE] == {Role.DIRECTOR}


def test_both_languages_are_there_for_every_term() -> None:
    for enum in (Verb, Role, SectionState, ReportState, Thing):
        for term in enum:
            assert term.zh and term.en


def test_the_documentation_has_the_matrix_of_the_table() -> None:
    page = Path(__file__).parents[2] / "docs" / "permissions.md"
    again = "flask --app workflow.app table > docs/permissions.md"
    assert page.read_text() == permissions_page(), again


def test_the_matrix_says_what_the_machine_allows() -> None:
    """Each cell against every row, as the interpreter reads them."""
    for thing in Thing:
        said = {(verb, role, state) for verb, role, where in matrix(thing) for state in where}
        meant = {
            (row.verb, role, state)
            for row in rows_of(thing)
            for role in row.roles
            for state in row.starts
        }
        assert said == meant
