"""A Word file that came back to the section of the cast, read and waiting."""

from __future__ import annotations

from tests.cast import World
from workflow.documents.content import from_text, to_json
from workflow.domain.terms import Destination
from workflow.store import Conversion, ReportUpload, Upload, db


def returned_file(world: World, words: str = "另一稿。", who: str = "owner") -> int:
    """The upload's id."""
    made = Upload(
        section_id=world.section_ids["rules"],
        person_id=world.ids[who],
        filename="改.docx",
        content=to_json(from_text(words)),
    )
    db.session.add(made)
    db.session.flush()
    return made.id


def returned_report(world: World, who: str = "owner") -> int:
    """A file of several sections that holds one; its upload's id."""
    made = ReportUpload(report_id=world.report_id, person_id=world.ids[who], filename="全文.docx")
    made.parts = [db.session.get_one(Upload, returned_file(world, who=who))]
    db.session.add(made)
    db.session.flush()
    return made.id


def asked_conversion(world: World, who: str = "owner") -> int:
    """A file of old Word that waits for a worker; the conversion's id."""
    made = Conversion(
        person_id=world.ids[who],
        destination=Destination.SECTION,
        target_id=world.section_ids["rules"],
        filename="旧.doc",
        file_hash="0" * 64,
    )
    db.session.add(made)
    db.session.flush()
    return made.id
