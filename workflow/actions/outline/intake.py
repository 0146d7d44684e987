"""A text on its way to becoming a report: kept untouched, with the corrections beside it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from workflow.actions.outline import corrections as stored
from workflow.actions.outline import steps
from workflow.actions.outline.check import check_nothing_lost
from workflow.actions.outline.creation import Particulars, create_from_outline
from workflow.actions.outline.file import Upload, bodies_of, finder
from workflow.actions.outline.word_changes import bring_changes
from workflow.actions.outline.word_comments import bring_comments
from workflow.actions.outline.word_places import Places
from workflow.actions.work import Work
from workflow.documents.outline import Outline, Section
from workflow.domain.machine import NotYet
from workflow.domain.text import say
from workflow.store import Intake, Person, Report, db
from workflow.store.section import sections_of

LONGEST_LINE = 40
CORRECTIONS = ("accept", "reject", "add", "forget", "level", "title")


def take_in(work: Work, person: Person, upload: Upload) -> Intake:
    """Keep what was uploaded until it becomes a report."""
    intake = Intake(
        office_id=person.office_id,
        person_id=person.id,
        filename=upload.filename[-300:],
        text=upload.text,
        content=upload.content,
        remarks=list(upload.remarks),
        comments=list(upload.comments),
        suggestions=list(upload.suggestions),
        decisions=stored.begun(upload.decisions),
        created_at=work.now,
    )
    db.session.add(intake)
    db.session.flush()
    return intake


def proposed(intake: Intake) -> Outline:
    """What the recogniser finds, with the corrections of headings; titles as in the text."""
    return finder(intake)(stored.read(intake.decisions).decisions())


def outline_of(intake: Intake) -> Outline:
    """The outline as it will be created, with the titles that a person typed."""
    return titled(intake, proposed(intake))


def titled(intake: Intake, outline: Outline) -> Outline:
    """The outline with the typed titles in the place of those in the text."""
    titles = stored.read(intake.decisions).titles
    sections = tuple(_titled(one, titles.get(one.start)) for one in outline.sections)
    return replace(outline, sections=sections)


def _titled(section: Section, title: str | None) -> Section:
    """A numbered paragraph that gets a title no longer shares its line with its text."""
    if title is None:
        return section
    shares = section.shares_line and bool(section.title)
    flags = tuple(flag for flag in section.flags if flag != "numbered_paragraph")
    return replace(section, title=title, shares_line=shares, flags=flags)


def correct(
    work: Work, intake: Intake, correction: str, start: int, level: int = 0, title: str = ""
) -> None:
    """One correction of the heading that begins at ``start`` (code points of the text).

    accept: it is a heading; reject: it is text of the section before; add: a section begins
    at this line or sentence, called ``title`` or by its first words; forget: as the file has
    it; level: put it on ``level`` (1 to 4) with all below; title: call it ``title``.
    """
    _hold(intake)
    find = finder(intake)
    outline = find(stored.read(intake.decisions).decisions())
    acts: dict[str, Callable[[stored.Corrections], None]] = {
        "accept": lambda known: steps.accept(known, start),
        "reject": lambda known: steps.reject(known, outline, start, find),
        "add": lambda known: steps.cut(known, start, title, find),
        "forget": lambda known: known.forget(start),
        "level": lambda known: steps.move(known, outline, start, level),
        "title": lambda known: steps.retitle(known, outline, start, title),
    }
    _apply(
        intake, acts[correction], lambda known: steps.keep_the_others(known, outline, start, find)
    )


def accept_all(intake: Intake) -> None:
    """Every heading as it is proposed now, and no question left open."""
    _hold(intake)
    outline = proposed(intake)
    _apply(intake, lambda known: steps.accept_all(known, outline))


def undo(intake: Intake) -> None:
    """Take the last step back; nothing when there is none."""
    _hold(intake)
    intake.decisions = stored.taken_back(intake.decisions)


def begin_again(intake: Intake) -> None:
    """All corrections away, as one step that can be taken back."""
    _hold(intake)
    intake.decisions = stored.begun_again(intake.decisions)


def rejected_lines(intake: Intake) -> list[tuple[int, str]]:
    """Where each line begins that a person took for text, with its first words."""
    starts = sorted(stored.read(intake.decisions).rejected)
    lines = ((start, intake.text[start : start + LONGEST_LINE].splitlines()) for start in starts)
    return [(start, words[0]) for start, words in lines if words]


def can_undo(intake: Intake) -> bool:
    return bool(intake.decisions.get("past"))


def _apply(intake: Intake, *acts: Callable[[stored.Corrections], None]) -> None:
    known = stored.read(intake.decisions)
    for act in acts:
        act(known)
    intake.decisions = stored.written(intake.decisions, known)


def _hold(intake: Intake) -> None:
    """Nobody else corrects it meanwhile; Refused once it has become a report."""
    db.session.refresh(intake, with_for_update=True)
    if intake.report_id is not None:
        raise NotYet(
            say(
                "这个文件已经建成报告，大纲请到报告中修改。",
                "This file has become a report already: change its outline there.",
            )
        )


def make_report(
    work: Work, person: Person, intake: Intake, given: Particulars, keep_text: bool
) -> Report:
    """The report with the outline as corrected; Refused when a single character were lost."""
    _hold(intake)
    outline = outline_of(intake)
    bodies = bodies_of(intake, outline)
    report = create_from_outline(work, person, given, outline, keep_text, bodies)
    check_nothing_lost(report, outline, bodies, intake)
    rows = sorted(sections_of(report.id), key=lambda one: one.id)
    places = Places.of(intake, outline, rows, bodies.in_order(outline))
    if places is not None:
        bring_comments(work, person, intake, places)
        bring_changes(work, person, intake, places, bodies.blobs)
    intake.report_id = report.id
    return report
