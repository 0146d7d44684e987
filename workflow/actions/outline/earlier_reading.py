"""An earlier report, read to be brought: a file, or one that was signed here."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from workflow.actions.clock import today_of
from workflow.actions.outline import bodies
from workflow.actions.outline.file import read_upload
from workflow.actions.placing import PREAMBLE, Placed
from workflow.actions.refusing import document_refusals
from workflow.actions.scene import Scene
from workflow.actions.showing.reading import Content, content_of
from workflow.actions.writing.section_files import StoredBlobs
from workflow.documents.content import from_json
from workflow.documents.outline import Outline, recognise
from workflow.documents.outline.content_cut import outline_within
from workflow.documents.outline.content_text import text_of
from workflow.documents.word.limits import Limits
from workflow.domain.machine import NotYet
from workflow.domain.terms import ReportState
from workflow.domain.text import say
from workflow.store import Person, Report
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
        for one, path in paths_of(scene)
    ]
    return Brought(found.title, _with_text(sections))


def _with_text(sections: Sequence[EarlierSection]) -> tuple[EarlierSection, ...]:
    return tuple(one for one in sections if one.content.blocks)


def paths_of(scene: Scene) -> Iterator[tuple[Placed, tuple[str, ...]]]:
    """Each section with text of its own, and the titles down to it."""
    above: list[str] = []
    for one in scene.outline:
        del above[max(one.level - 1, 0) :]
        above.append(one.section.title or PREAMBLE.zh)
        if one in scene.text_sections:
            yield one, tuple(above)
