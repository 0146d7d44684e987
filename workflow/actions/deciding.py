"""A decision on a report as a row, and whom a row of the table means by its roles."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from workflow.actions.scene import Scene
from workflow.actions.work import Work
from workflow.documents.archive import root_of
from workflow.domain.terms import Role, Verb
from workflow.store import Approval, Assembly, Person, Report, db


def decision(
    work: Work,
    report: Report,
    person: Person,
    verb: Verb,
    assembly: Assembly | None,
    note: str,
    on_behalf_of: Person | None = None,
    statement: dict[str, Any] | None = None,
) -> Approval:
    """Bound to the manifest and the file that were seen, written once and never changed;
    ``on_behalf_of``: whose deputy decided.
    """
    approval = Approval(
        report_id=report.id,
        assembly_id=assembly.id if assembly else None,
        person_id=person.id,
        on_behalf_of_id=on_behalf_of.id if on_behalf_of else None,
        verb=verb,
        manifest_hash=assembly.manifest_hash if assembly else "",
        file_hash=(assembly.file_hash or "") if assembly else "",
        note=note.strip(),
        statement=statement,
        root=root_of(statement) if statement else "",
        created_at=work.now,
    )
    db.session.add(approval)
    db.session.flush()
    return approval


def people_of(report: Report, roles: Iterable[Role]) -> set[int]:
    """Whom the roles mean, as they are now: editor, director, or every owner once."""
    meant: Mapping[Role, Callable[[], set[int | None]]] = {
        Role.EDITOR: lambda: {report.editor_id},
        Role.DIRECTOR: lambda: {report.director_id},
        Role.OWNER: lambda: {one.section.owner_id for one in Scene(report).text_sections},
    }
    return {one for role in roles for one in meant[role]() if one is not None}
