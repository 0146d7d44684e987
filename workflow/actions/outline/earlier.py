"""Last year's report beside this one: held by its editor, paired by headings, corrected."""

from __future__ import annotations

from dataclasses import dataclass

from workflow.actions.outline.earlier_reading import Brought, EarlierSection, paths_of
from workflow.actions.placing import Placed
from workflow.actions.refusing import document_refusals
from workflow.actions.scene import Scene
from workflow.actions.showing.compared import Compared, compared
from workflow.actions.showing.reading import Content, content_of
from workflow.actions.work import Work
from workflow.actions.writing.section_files import StoredBlobs, adopt
from workflow.documents.content import from_json, to_json
from workflow.documents.outline.likeness import pair
from workflow.domain.machine import NotYet
from workflow.domain.text import say
from workflow.store import Draft, EarlierChoice, EarlierText, Person, Report, Section, db
from workflow.store.earlier_text import (
    earlier_choices_of,
    earlier_texts_of,
    forget_earlier_texts,
)


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
    now = list(paths_of(scene))
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
