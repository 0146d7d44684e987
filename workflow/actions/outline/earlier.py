"""Last year's report beside this one: brought by its editor, paired by headings, corrected."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from workflow.actions.clock import today_of
from workflow.actions.outline import bodies
from workflow.actions.outline.file import read_upload
from workflow.actions.placing import PREAMBLE, Placed
from workflow.actions.refusing import document_refusals
from workflow.actions.scene import Scene
from workflow.actions.showing.compared import Compared, compared
from workflow.actions.showing.reading import Content, content_of
from workflow.actions.work import Work
from workflow.actions.writing.section_files import StoredBlobs, adopt
from workflow.documents.content import from_json, to_json
from workflow.documents.outline import Outline, recognise
from workflow.documents.outline.content_cut import outline_within
from workflow.documents.outline.content_text import text_of
from workflow.documents.outline.likeness import pair
from workflow.documents.word.limits import Limits
from workflow.domain.machine import NotYet
from workflow.domain.terms import ReportState
from workflow.domain.text import say
from workflow.store import Draft, EarlierChoice, EarlierText, Person, Report, Section, db
from workflow.store.earlier_text import (
    earlier_choices_of,
    earlier_texts_of,
    forget_earlier_texts,
)
from workflow.store.overview import report_with_part, reports_with_part

FINISHED = (ReportState.APPROVED, ReportState.ARCHIVED)


@dataclass(frozen=True)
class EarlierSection:
    """A section as it was: ``path`` are the titles down to its own, ``label`` its heading."""

    path: tuple[str, ...]
    label: str
    content: Content


@dataclass(frozen=True)
class Brought:
    """An earlier report, read; ``source`` is what people know it by."""

    source: str
    sections: tuple[EarlierSection, ...]


def finished_reports(person: Person, report: Report) -> list[Report]:
    """What can be brought: signed reports in which this person has a part, last year's first."""
    found = [
        one
        for one in reports_with_part(person.office_id, person.id, today_of(person), FINISHED)
        if one.id != report.id and one.year <= report.year
    ]
    return sorted(found, key=lambda one: (abs(report.year - 1 - one.year), -one.id))


def read_file(filename: str, data: bytes, limits: Limits) -> Brought:
    """A report as a file, cut by its outline; Refused with the sentence. Needs no transaction."""
    read = read_upload(filename, data, limits)
    with document_refusals():
        if read.content is None:
            outline = recognise(read.text, read.decisions)
            held = bodies.of_text(outline)
        else:
            whole = text_of(from_json(read.content))
            outline = outline_within(whole, read.decisions)
            held = bodies.of_content(outline, whole, StoredBlobs())
    preamble = EarlierSection((PREAMBLE.zh,), PREAMBLE.zh, held.preamble)
    sections = [
        EarlierSection(_path(outline, one.id), outline.heading_text(one), held.sections[one.id])
        for one in outline.sections
    ]
    return Brought(filename[-300:], _with_text([preamble, *sections]))


def _path(outline: Outline, own: str) -> tuple[str, ...]:
    section = outline.section(own)
    above = _path(outline, section.parent) if section.parent else ()
    return (*above, section.title)


def read_report(person: Person, report_id: int) -> Brought:
    """A signed report of this office in which the person has a part; others read as none."""
    found = report_with_part(person.office_id, person.id, report_id, today_of(person))
    if found is None or found.state not in FINISHED:
        raise NotYet(
            say(
                "请选择一份已签批的报告，或上传文件。",
                "Choose a report that is approved, or a file.",
            )
        )
    scene = Scene(found)
    sections = [
        EarlierSection(path, one.label + one.section.tail, content_of(one.section.head))
        for one, path in _paths(scene.outline)
        if one in scene.text_sections
    ]
    return Brought(found.title, _with_text(sections))


def _with_text(sections: Sequence[EarlierSection]) -> tuple[EarlierSection, ...]:
    return tuple(one for one in sections if one.content.blocks)


def _paths(outline: Sequence[Placed]) -> Iterator[tuple[Placed, tuple[str, ...]]]:
    """Each section with the titles down to it."""
    above: list[str] = []
    for one in outline:
        del above[max(one.level - 1, 0) :]
        above.append(one.section.title or PREAMBLE.zh)
        yield one, tuple(above)


def bring(work: Work, scene: Scene, brought: Brought) -> int:
    """Hold it for the report, in the place of what was held; how many sections were paired."""
    if not brought.sections:
        raise NotYet(
            say(
                "《{source}》中没有读到正文，没有带入；原来的不变。",
                "No text was found in “{source}”, so nothing was brought and nothing changed.",
                source=brought.source,
            )
        )
    forget_earlier_texts(scene.report.id)
    rows = [_row(work, scene.report, brought.source, *one) for one in enumerate(brought.sections)]
    db.session.add_all(rows)
    db.session.flush()
    now = [(one, path) for one, path in _paths(scene.outline) if one in scene.text_sections]
    pairs = pair([path for _, path in now], [one.path for one in brought.sections])
    for (one, _), found in zip(now, pairs, strict=True):
        if found is not None:
            _beside(work, one.section, rows[found[0]], score=found[1])
    return sum(one is not None for one in pairs)


def _row(
    work: Work, report: Report, source: str, position: int, one: EarlierSection
) -> EarlierText:
    return EarlierText(
        report_id=report.id,
        source=source,
        position=position,
        level=len(one.path),
        label=one.label,
        content=to_json(one.content),
        created_at=work.now,
    )


def choose(work: Work, actor: Person, section: Section, earlier_id: int) -> str:
    """Another text beside the section, 0 for none; returns its heading."""
    known = {one.id: one for one in earlier_texts_of(section.report_id)}
    if earlier_id and earlier_id not in known:
        raise NotYet(
            say(
                "这段往年文本已不在，可能刚换成了另一份。请重新选择。",
                "This earlier text is gone; another report may have taken its place. Choose again.",
            )
        )
    row = known.get(earlier_id)
    _beside(work, section, row, by=actor)
    return row.label if row else ""


def _beside(
    work: Work,
    section: Section,
    row: EarlierText | None,
    score: int | None = None,
    by: Person | None = None,
) -> None:
    """Its pictures are files of the section from now on, so that its people see them."""
    choice = db.session.get(EarlierChoice, section.id)
    if choice is None:
        choice = EarlierChoice(section_id=section.id)
        db.session.add(choice)
    choice.earlier_id = row.id if row else None
    choice.score, choice.chosen_by_id = score, by.id if by else None
    if row is not None:
        with document_refusals():
            adopt(work, section, from_json(row.content), StoredBlobs())


def earlier_content(row: EarlierText) -> Content:
    return from_json(row.content)


def since_then(draft: Draft, row: EarlierText) -> tuple[Compared, ...]:
    """What a draft changes against the text of then."""
    return compared(earlier_content(row), content_of(draft))


@dataclass(frozen=True)
class Held:
    """What a report holds of an earlier one; ``alone`` are the sections without a text of then."""

    source: str
    paired: int
    sections: int
    alone: tuple[Placed, ...]


def held(scene: Scene) -> Held:
    texts = earlier_texts_of(scene.report.id)
    chosen = {n for n, one in earlier_choices_of(scene.report.id).items() if one.earlier_id}
    alone = tuple(one for one in scene.text_sections if one.section.id not in chosen)
    count = len(scene.text_sections)
    source = texts[0].source if texts else ""
    return Held(source, count - len(alone), count, alone if texts else ())
