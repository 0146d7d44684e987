"""Which tests hold what people reported as faults elsewhere: reviews and reminders.

A test that covers a line names it in its docstring, so that whoever changes it reads why it is
there; this table and the docstrings have to agree.
"""

from __future__ import annotations

import ast
import re
from pathlib import Path

from tests.documents.shared import shared_file

TESTS = Path(__file__).parent
FAULT = re.compile(r"[\w.-]+/[\w.-]+#\d+")
REVIEWS = {
    "wagtail/wagtail#13563": {
        "actions/chain/test_amendments.py::test_the_same_words_make_no_draft_and_keep_every_signature",
        "actions/chain/test_review.py::test_resubmitting_the_identical_signed_text_keeps_all_sign_offs",
        "domain/test_stages.py::test_identical_content_keeps_the_pass",
        "web/section/test_section_save.py::test_the_same_content_makes_no_draft_and_says_so",
    },
    "wagtail/wagtail#6255": {
        "actions/chain/test_amendments.py::test_a_reviewer_amends_and_passes_and_the_decision_binds_to_it",
        "domain/test_stages.py::"
        "test_who_amended_the_text_decides_on_it_first_and_the_others_follow",
        "web/section/test_review_pages.py::test_amending_and_passing_in_one_go",
    },
    "unidoc/isms#197": {
        "actions/chain/test_amendments.py::test_an_amended_signed_text_goes_through_its_chain_again",
        "web/approval/test_conditional_pages.py::test_approved_text_is_locked_and_opens_only_with_a_reason",
        "api/test_stale_doors.py::test_a_presented_report_with_other_words_is_not_approved",
        "api/test_stale_doors.py::test_a_signed_section_with_other_words_is_not_presented",
        "api/test_stale_doors.py::test_an_amended_text_says_who_decides_again_and_is_not_presented",
        "api/test_stale_doors.py::test_an_approved_report_with_other_words_is_not_archived",
    },
    "getprobo/probo#1401": {
        "api/test_acts.py::"
        "test_out_of_turn_on_an_old_draft_and_too_early_are_refused_with_the_sentence",
        "web/approval/test_conditional_pages.py::"
        "test_a_link_to_approve_an_older_assembly_is_refused_with_the_differences",
        "web/section/test_refused_decisions.py::test_on_an_old_draft_it_is_refused_with_the_differences",
        "web/section/test_review_pages.py::"
        "test_an_amendment_of_an_old_draft_is_refused_and_kept_on_the_page",
    },
    "danmunn/redmine_dmsf#432": {
        "actions/chain/test_review.py::test_five_countersigners_are_not_complete_at_four",
        "domain/test_stages.py::test_five_countersigners_are_not_complete_at_four",
    },
    "mrtylerzhou/AntFlow-activiti#7": {
        "actions/chain/test_ways_back.py::test_one_return_cancels_the_turns_of_the_others",
    },
    "steedos/workflow#1466": {
        "actions/chain/test_ways_back.py::test_one_return_cancels_the_turns_of_the_others",
    },
    "YunaiV/ruoyi-vue-pro#896": {
        "actions/chain/test_added_reviewers.py::test_whoever_added_a_reviewer_can_remove_one_who_has_not_decided",
        "web/section/test_review_pages.py::test_a_reviewer_is_added_and_taken_out_again",
    },
    "steedos/workflow#1377": {
        "actions/chain/test_ways_back.py::test_withdrawing_works_before_the_first_decision_only",
    },
    "docusealco/docuseal#481": {
        "api/test_acts.py::"
        "test_out_of_turn_on_an_old_draft_and_too_early_are_refused_with_the_sentence",
        "web/section/test_refused_decisions.py::test_out_of_turn_it_is_refused_with_who_decides",
    },
    "documenso/documenso#3087": {
        "actions/office/test_deputies.py::test_a_deputy_acts_within_the_dates_only",
        "actions/office/test_deputies.py::test_a_deputy_decides_and_the_record_names_both",
        "api/test_acts.py::test_a_deputy_decides_in_the_name_of_who_is_away",
    },
    "microsoft/powercat-business-approvals-kit#249": {
        "actions/chain/test_availability.py::test_all_are_away_the_editor_is_told_and_it_does_not_pass",
        "actions/chain/test_added_reviewers.py::test_the_editor_helps_a_stage_in_which_nobody_may_decide",
        "domain/test_stages.py::test_a_stage_without_anyone_able_never_completes_by_itself",
    },
    "hhyo/Archery#1077": {
        "actions/chain/test_seats.py::test_a_head_who_owns_the_text_leaves_the_stage_without_people",
        "actions/office/test_deputies.py::test_authors_and_their_deputies_never_pass_the_section",
        "actions/chain/test_review.py::test_nobody_signs_their_own_text",
        "domain/test_stages.py::test_an_author_among_the_members_never_counts_for_their_own_text",
        "web/section/test_refused_decisions.py::test_the_administrator_decides_nothing",
    },
    "steedos/workflow#2111": {
        "actions/chain/test_seats.py::"
        "test_one_person_in_neighbouring_stages_passes_by_itself_and_it_is_said",
        "actions/chain/test_seats.py::"
        "test_one_person_may_not_act_in_neighbouring_stages_where_the_chain_says_so",
        "domain/test_stages.py::test_one_person_in_neighbouring_stages_as_the_rule_says",
    },
    "coleam00/Archon#2113": {
        "actions/test_at_the_same_moment.py::"
        "test_of_fifty_decisions_at_once_exactly_one_takes_effect",
        "actions/approval/test_conditional.py::test_two_conditional_approvals_at_one_moment_are_one",
        "web/section/test_refused_decisions.py::test_a_second_click_is_told_that_it_was_decided",
    },
    "nextcloud/approval#347": {
        "actions/chain/test_review.py::test_reopening_needs_a_reason_and_goes_back_to_the_owner",
        "web/approval/test_conditional_pages.py::test_approved_text_is_locked_and_opens_only_with_a_reason",
    },
}
"""Fault -> the tests that cover it."""


def named() -> dict[str, set[str]]:
    """Fault -> the tests whose docstrings name it."""
    found: dict[str, set[str]] = {}
    for file in TESTS.rglob("test_*.py"):
        text = file.read_text("utf-8")
        for one in ast.parse(text).body if FAULT.search(text) else ():
            if isinstance(one, ast.FunctionDef) and one.name.startswith("test_"):
                for fault in FAULT.findall(ast.get_docstring(one) or ""):
                    place = f"{file.relative_to(TESTS).as_posix()}::{one.name}"
                    found.setdefault(fault, set()).add(place)
    return found


def test_each_fault_of_reviews_is_named_by_the_tests_that_cover_it() -> None:
    found = named()
    assert {fault: found.get(fault, set()) for fault in REVIEWS} == REVIEWS


def test_every_reported_fault_of_reviews_is_in_the_table() -> None:
    assert chapter("Review") == set(REVIEWS)


def test_every_reported_fault_of_reminders_is_named_by_a_test() -> None:
    assert chapter("Reminders") <= set(named())


def chapter(name: str) -> set[str]:
    """The faults of a chapter of the shared list."""
    text = shared_file("acceptance/user-faults.md").read_text("utf-8")
    return set(FAULT.findall(text.split(f"## {name}\n")[1].split("\n## ")[0]))
