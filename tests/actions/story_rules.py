"""What has to hold after each act of a story, whoever did what before."""

from __future__ import annotations

from collections.abc import Set as AbstractSet

from tests.actions.stories import OPEN, Office
from workflow.actions.archive.trail_check import verify
from workflow.actions.assembly.manifest import manifest_hash, manifest_of
from workflow.domain.facts import ReportFacts
from workflow.domain.terms import ReportState, SectionState, Verb
from workflow.store import Section, SignOff
from workflow.store.approval import approvals_of

ENDED = (ReportState.ARCHIVED, ReportState.CANCELLED)
APPROVING = (Verb.APPROVE, Verb.CONFIRM)
MOVES_A_SECTION_ON = {
    SectionState.PLANNED: {Verb.ASSIGN},
    SectionState.DRAFTING: {Verb.SAVE, Verb.SUBMIT, Verb.TAKE_OVER},
    SectionState.RETURNED: {Verb.SAVE, Verb.SUBMIT, Verb.TAKE_OVER, Verb.CARRY_OUT},
    SectionState.IN_REVIEW: {Verb.PASS, Verb.CONFIRM_EDITS},
}
HELPS = {Verb.ADD_REVIEWER}
"""What the editor does where nobody of a stage may decide."""
MOVES_A_REPORT_ON = frozenset(
    {Verb.LAUNCH, Verb.ASSEMBLE, Verb.PRESENT, Verb.APPROVE, Verb.RETURN, Verb.RECALL}
    | {Verb.ARCHIVE, Verb.WITHDRAW_APPROVAL, Verb.SET_DETAILS}
)


def check(office: Office) -> None:
    assert verify(office.report).is_whole
    assert all(row.member_rows for row in office.scene.stage_rows)
    for section in office.sections():
        if section.state is SectionState.SIGNED_OFF:
            every_stage_has_passed_these_words(office, section)
            nobody_signed_a_text_of_their_own(office, section)
    approvals_hold_signed_text_alone(office)
    there_is_a_next_step(office)


def every_stage_has_passed_these_words(office: Office, section: Section) -> None:
    """Told from the rows of sign-offs alone, apart from the code that decides."""
    passed = {one.stage_id for one in _standing(office, section)}
    assert section.head is not None and section.signed_hash
    stages = office.scene.rows_for(section)
    assert stages and {one.id for one in stages} <= passed, section.title


def _standing(office: Office, section: Section) -> list[SignOff]:
    """Passes of the words that the section holds, or held before the director's own edits."""
    return [
        one
        for one in office.signatures()
        if one.section_id == section.id and one.passed and one.content_hash == section.signed_hash
    ]


def nobody_signed_a_text_of_their_own(office: Office, section: Section) -> None:
    authors = office.scene.authors(section)
    counted = {one for step in office.scene.chain(section) for one in step.passed}
    signers = {one.person_id for one in _standing(office, section) if one.member_id in counted}
    assert not (counted | signers) & authors


def approvals_hold_signed_text_alone(office: Office) -> None:
    """No approval with a section that is unsigned, or whose text has changed since."""
    report = office.report
    newest = next(iter(approvals_of(report.id)), None)
    stands = newest is not None and newest.verb in APPROVING
    assert stands == (report.state in (ReportState.APPROVED, ReportState.ARCHIVED))
    if newest is not None and stands:
        kept = [one for one in office.sections() if one.state is not SectionState.DROPPED]
        assert kept and all(one.state is SectionState.SIGNED_OFF for one in kept)
        assert newest.manifest_hash == manifest_hash(manifest_of(office.scene))
        assert newest.statement is not None and newest.root


def there_is_a_next_step(office: Office) -> None:
    """Somebody can do something that leads on, in every state that is not an end."""
    if office.report.state in ENDED:
        return
    if not _work_waits(office):
        assert _anybody(office, None, MOVES_A_REPORT_ON), office.report.state
    if office.report.state in (ReportState.COLLECTING, ReportState.CONDITIONAL):
        for name in office.names():
            section = office.world.section(name)
            if section.state in OPEN:
                verbs = HELPS if _is_stuck(office, section) else MOVES_A_SECTION_ON[section.state]
                assert _anybody(office, name, verbs), (name, section.state)


def _is_stuck(office: Office, section: Section) -> bool:
    open_now = office.scene.stages_now(section)
    return bool(open_now) and not any(step.waiting or step.later for step in open_now)


def _work_waits(office: Office) -> bool:
    """Sections are being written, or a worker is at it: the report itself waits."""
    if office.report.state is ReportState.CONDITIONAL:
        return True
    is_collecting = office.report.state is ReportState.COLLECTING
    return is_collecting and any(one.state in OPEN for one in office.sections())


def _anybody(office: Office, section: str | None, verbs: AbstractSet[Verb]) -> bool:
    return any(not verbs.isdisjoint(office.ready(who, section)) for who in office.people(section))


def leads_on(office: Office, section: str | None, verb: Verb) -> bool:
    """Whether it is what whoever has the section or the report in hand would do next."""
    if section is None:
        wanted = {Verb.LAUNCH, Verb.PRESENT, Verb.APPROVE, Verb.ARCHIVE}
        return verb in (wanted | {Verb.ASSEMBLE} if _is_to_assemble(office) else wanted)
    row = office.world.section(section)
    if row.state is SectionState.IN_REVIEW:
        return verb in (Verb.PASS, Verb.CONFIRM_EDITS)
    if office.scene.must_fix.get(row.id):
        return verb is Verb.WAIVE
    if row.state is SectionState.PLANNED:
        return verb is Verb.ASSIGN and office.report.state is not ReportState.PLANNING
    writes = row.head_id is None or row.id in office.scene.conditions
    return verb in (Verb.SUBMIT, Verb.CARRY_OUT) or (writes and verb is Verb.SAVE)


def _is_to_assemble(office: Office) -> bool:
    """All is signed, and no document holds it yet."""
    facts = office.facts("editor", None)
    assert isinstance(facts, ReportFacts)
    return not (facts.assembled or facts.not_signed_off)
