"""A new report: blank, or from a recognised outline with or without its text."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from workflow.actions.colleagues import colleague
from workflow.actions.outline.bodies import Bodies, of_text
from workflow.actions.work import Work
from workflow.actions.writing import drafts
from workflow.actions.writing.section_files import adopt
from workflow.documents.content import Content, plain_text
from workflow.documents.outline import Outline
from workflow.documents.outline import Section as Recognised
from workflow.domain.machine import NotAllowed, NotYet
from workflow.domain.terms import SectionKind
from workflow.domain.text import say
from workflow.store import Person, Report, Section, db

YEARS = range(1949, 2200)


@dataclass(frozen=True)
class Particulars:
    """What a new report is called and who approves it; ``director_id`` may come later."""

    title: str
    year: int
    director_id: int | None = None
    signature: str = ""
    signed_on: str = ""


def create(work: Work, editor: Person, given: Particulars) -> Report:
    """A report without sections yet; raises Refused with the sentence."""
    if not editor.is_editor:
        raise NotAllowed(
            say(
                "新建报告由统稿人办理。如您需要，请管理员开通。",
                "Reports are started by editors. Ask the administrator if you should be one.",
            )
        )
    title = given.title.strip()
    if not title:
        raise NotYet(say("请写明报告标题。", "Please give the report a title."))
    if given.year not in YEARS:
        raise NotYet(say("请填写正确的年份。", "Please give a proper year."))
    director = colleague(editor.office_id, given.director_id) if given.director_id else None
    report = Report(
        office_id=editor.office_id,
        title=title[:300],
        year=given.year,
        editor_id=editor.id,
        director_id=director.id if director else None,
        profile=editor.office.profile,
        signature=given.signature.strip(),
        signed_on=given.signed_on.strip(),
        created_at=work.now,
    )
    db.session.add(report)
    db.session.flush()
    return report


def create_from_outline(
    work: Work,
    editor: Person,
    given: Particulars,
    outline: Outline,
    keep_text: bool,
    bodies: Bodies | None = None,
) -> Report:
    """Sections as recognised; ``keep_text`` makes each body the first draft of its section.

    Without it the text of a section stays as its brief, for the owner to write anew. The
    bodies are those of the outline's text where none are given.
    """
    held = bodies or of_text(outline)
    report = create(work, editor, given)
    if held.preamble.blocks:
        section = _add(report, None, 0, SectionKind.PREAMBLE)
        _give_text(work, editor, section, held.preamble, held, keep_text)
    rows: dict[str, Section] = {}
    places: Counter[tuple[str | None, str | None]] = Counter()
    for position, found in enumerate(outline.sections, start=1):
        parent = rows[found.parent] if found.parent else None
        body = held.sections[found.id]
        row = _add(report, parent, position, _kind(outline, found, body))
        _give_heading(row, found, places)
        rows[found.id] = row
        _give_text(work, editor, row, body, held, keep_text)
    db.session.flush()
    return report


def _add(report: Report, parent: Section | None, position: int, kind: SectionKind) -> Section:
    section = Section(
        report_id=report.id,
        parent_id=parent.id if parent else None,
        position=position,
        kind=kind,
        title="",
    )
    db.session.add(section)
    db.session.flush()
    return section


def _kind(outline: Outline, found: Recognised, body: Content) -> SectionKind:
    has_children = bool(outline.children(found.id))
    return SectionKind.HEADING if has_children and not body.blocks else SectionKind.TEXT


def _give_heading(
    row: Section, found: Recognised, places: Counter[tuple[str | None, str | None]]
) -> None:
    """Title, tail and numeral; a number that is not its place is kept until confirmed away."""
    row.title, row.tail = found.title, found.tail
    row.run_in = found.shares_line
    row.numeral_kind, row.numeral_frame = found.kind, found.frame
    place = (found.parent, found.kind)
    places[place] += 1
    if found.value is not None and found.value != places[place]:
        row.numeral_fixed = places[place] = found.value


def _give_text(
    work: Work, editor: Person, row: Section, body: Content, held: Bodies, keep_text: bool
) -> None:
    if not body.blocks:
        return
    if keep_text:
        adopt(work, row, body, held.blobs)
        drafts.append(work, row, editor, body, cause="import")
    else:
        row.brief = plain_text(body)
