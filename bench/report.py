"""A report of many sections as the worker assembles it, again and again, above the same floor.

What is timed is the whole task: claim, reading the drafts from the database, the document, the
file on disk, publishing.
"""

from __future__ import annotations

import shutil
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

from bench.assemble import PAGES, TITLE, deflated, numeral, parts_of
from bench.figures import Case, Goal, take_turns
from bench.texts import PAGE, paragraphs
from script.lib.say import Stop
from tasks.assembling import run_assembly
from workflow.actions.assembly.manifest import manifest_hash, manifest_of
from workflow.actions.files import file_store
from workflow.actions.outline.creation import Particulars, create_from_outline
from workflow.actions.scene import Scene
from workflow.actions.work import transaction
from workflow.app import create_app
from workflow.documents.content import content_hash, from_text, to_json
from workflow.documents.outline import recognise
from workflow.domain.terms import AssemblyState
from workflow.queue import ListQueue
from workflow.settings import Settings
from workflow.store import Assembly, Draft, Office, Person, Report, db
from workflow.store.base import utc_now
from workflow.store.schema import bring_up_to_date

SECTIONS, QUICK_SECTIONS = 200, 20
CHAPTER = 10
RUNS, QUICK_RUNS = 9, 3
BLINK = 400.0
"""Milliseconds in which a report is there again after one section has changed."""


def cases(quick: bool) -> Iterator[Case]:
    """Milliseconds: with nothing kept, with everything kept, and with one section changed."""
    sections = QUICK_SECTIONS if quick else SECTIONS
    runs = QUICK_RUNS if quick else RUNS
    with tempfile.TemporaryDirectory(prefix="huigao-bench-") as name:
        app = create_app(_settings(Path(name)), ListQueue())
        with app.app_context():
            bring_up_to_date(db.engine)
            yard = _Yard(Path(name), _report(sections))
            for words, before, goal in (
                ("nothing kept", yard.forget, None),
                ("all kept", _nothing, None),
                ("one section changed", yard.change, Goal("ours", BLINK, at_least=False)),
            ):
                ours, floor = take_turns(runs, partial(yard.run, before), yard.floor)
                case = f"{sections} sections of {PAGES} pages, by the worker: {words}"
                yield Case("assemble", case, "ms", ours, floor, goal=goal)
            db.session.remove()
            db.engine.dispose()


def _nothing() -> None:
    """Everything is as it was the last time."""


@dataclass
class _Yard:
    """The report, and the file that was made of it last."""

    folder: Path
    report_id: int
    edition: int = 1
    last: dict[str, bytes] = field(default_factory=dict)

    def run(self, before: Callable[[], None]) -> float:
        """Milliseconds of one task; what was stored by an earlier one is not found again."""
        before()
        asked = self._asked()
        start = time.perf_counter()
        run_assembly(asked)
        spent = (time.perf_counter() - start) * 1000
        self._look_at(asked)
        return spent

    def floor(self) -> float:
        """The finished parts deflated, and written to disk."""
        start = time.perf_counter()
        (self.folder / "floor.docx").write_bytes(deflated(self.last))
        return (time.perf_counter() - start) * 1000

    def forget(self) -> None:
        shutil.rmtree(self.folder / "cache", ignore_errors=True)

    def change(self) -> None:
        """A new draft of a section in the middle."""
        self.edition += 1
        with transaction() as work:
            scene = Scene(db.session.get_one(Report, self.report_id))
            section = scene.text_sections[len(scene.text_sections) // 2].section
            head = section.head
            assert head is not None
            content = from_text("\n".join(paragraphs(PAGES * PAGE, seed=10_000 + self.edition)))
            draft = Draft(
                section_id=section.id,
                number=head.number + 1,
                author_id=head.author_id,
                cause=head.cause,
                title=section.title,
                content=to_json(content),
                content_hash=content_hash(section.title, content),
                created_at=work.now,
            )
            db.session.add(draft)
            db.session.flush()
            section.head_id = draft.id

    def _asked(self) -> int:
        """A job for the report as it is now, even where one like it is done."""
        with transaction() as work:
            report = db.session.get_one(Report, self.report_id)
            manifest: dict[str, Any] = manifest_of(Scene(report))
            row = Assembly(
                report_id=report.id,
                number=self.edition,
                manifest=manifest,
                manifest_hash=manifest_hash(manifest),
                all_signed=False,
                asked_by_id=report.editor_id,
                created_at=work.now,
            )
            db.session.add(row)
            db.session.flush()
            return row.id

    def _look_at(self, assembly_id: int) -> None:
        """The document is there and holds the newest text; then its file is taken away."""
        db.session.rollback()
        row = db.session.get_one(Assembly, assembly_id)
        path = file_store().path(str(row.file_hash))
        if row.state is not AssemblyState.DONE or not path.is_file():
            raise Stop("合稿没有成功, 未作比较。", f"Assembling failed: {row.error}")
        self.last = parts_of(path.read_bytes())
        text = self.last["word/document.xml"].decode()
        wanted = paragraphs(PAGES * PAGE, seed=10_000 + self.edition)[0]
        if self.edition > 1 and wanted not in text:
            raise Stop("合成的文档缺少段落, 未作比较。", "The document lacks text: not compared.")
        path.unlink()


def _settings(folder: Path) -> Settings:
    return Settings.from_environment(
        {
            "HUIGAO_VAR": str(folder),
            "DATABASE_URL": f"sqlite:///{folder}/bench.db",
            "HUIGAO_LOG_LEVEL": "ERROR",
        }
    )


def _report(sections: int) -> int:
    """A report in an office of one person; ten sections with texts of their own a chapter."""
    lines = [TITLE]
    for place in range(1, sections + 1):
        chapter, inner = divmod(place - 1, CHAPTER)
        if not inner:
            lines.append(f"{numeral(chapter + 1)}、第{chapter + 1}方面工作")
        lines.append(f"（{numeral(inner + 1)}）第{place}项工作情况")
        lines += paragraphs(PAGES * PAGE, seed=place)
    with transaction() as work:
        office = Office(name="某单位")
        db.session.add(office)
        db.session.flush()
        editor = Person(
            office_id=office.id, name="统稿人", email="editor@office.example", password_hash="",
            is_editor=True, created_at=utc_now(),
        )  # fmt: skip
        db.session.add(editor)
        db.session.flush()
        given = Particulars(TITLE, 2026, None, "某单位", "2026年12月31日")
        report = create_from_outline(
            work, editor, given, recognise("\n".join(lines)), keep_text=True
        )
        found = len(Scene(report).text_sections)
        if found != sections:
            raise Stop("样本不对, 未作比较。", f"{found} sections instead of {sections}.")
        return report.id
