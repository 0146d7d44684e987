"""Very many open assignments in one PostgreSQL database, written by the database itself.

Fifty offices with reports of twenty sections. Each section has an owner since two weeks and is
due in two working days: its alarms sleep until ``ring`` lets some of them have their moment.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from sqlalchemy import text

from workflow.actions.calendar.calendars import seed_calendar
from workflow.actions.work import transaction
from workflow.store import Office, db

OFFICES, PEOPLE, SECTIONS = 50, 200, 20
NOW = datetime(2026, 11, 18, 1, 0, tzinfo=UTC)
"""A Wednesday, nine o'clock in the office."""
SINCE, DUE = NOW - timedelta(days=14), datetime(2026, 11, 20, 15, 59, tzinfo=UTC)
LATER = NOW + timedelta(days=20)
PEOPLE_ROWS = """
INSERT INTO person (id, office_id, name, email, password_hash, language, active, is_administrator,
  is_editor, must_change_password, channels, choices, digest_hour, login_serial, created_at)
SELECT n, :first + (n - 1) / :people, '责任人' || n, 'p' || n || '@office.example', '', 'zh', true,
  false, false, false, '["mail"]', '{}', 8, 1, :now
FROM generate_series(1, :offices * :people) n"""
REPORT_ROWS = """
INSERT INTO report (id, office_id, title, year, state, editor_id, director_id, profile, signature,
  signed_on, blocking, ladders, trail_count, trail_head, created_at)
SELECT n, o + :first, '2026年度工作报告之' || n, 2026, 'collecting', o * :people + 1,
  o * :people + 2, 'gbt9704', '', '', '[]', '{}', 0, repeat('0', 64), :since
FROM (SELECT n, n % :offices AS o FROM generate_series(1, :reports) n) each"""
SECTION_ROWS = """
INSERT INTO section (id, report_id, position, kind, state, title, tail, run_in, numeral_kind, brief,
  owner_id, due_at, since, round)
SELECT (r.id - 1) * :sections + k, r.id, k, 'text', 'drafting', '重点工作完成情况', '', false,
  'cn_dun', '', (r.office_id - :first) * :people + 3 + (r.id + k) % (:people - 2), :due, :since, 0
FROM report r, generate_series(1, :sections) k"""
ALARM_ROWS = """
INSERT INTO alarm (section_id, kind, part, people, due_at, since, armed_at, arming, remind_at)
SELECT id, ladder, 0, jsonb_build_array(owner_id), due_at, since, since, 1, :later
FROM section, unnest(ARRAY['drafting', 'blanks']) ladder ORDER BY id"""
RINGS = """
UPDATE alarm SET remind_at = :now, arming = arming + 1 FROM section s
WHERE s.id = section_id AND alarm.kind = 'drafting' AND """
TOGETHER, SCATTERED = "s.report_id % :each = :part", "s.position = :part + 1"


@dataclass(frozen=True)
class Assignments:
    """So many are open; a twentieth of them rings at once."""

    count: int

    def fill(self) -> None:
        """Foreign keys rest while the rows are made."""
        with transaction(NOW) as work:
            offices = [Office(name=f"第{n}办公室") for n in range(OFFICES)]
            db.session.add_all(offices)
            db.session.flush()
            for one in offices:
                seed_calendar(work, one)
            db.session.execute(text("SET LOCAL session_replication_role = replica"))
            for rows in (PEOPLE_ROWS, REPORT_ROWS, SECTION_ROWS, ALARM_ROWS):
                self._run(rows, first=offices[0].id)
        tidy("person, report, section, alarm")

    def ring(self, part: int, scattered: bool = False, each: int = SECTIONS) -> int:
        """A twentieth of all has its moment and was told nothing yet: whole reports (every
        ``each``-th), or one section of each. Gives how many.
        """
        with transaction(NOW):
            rung = self._run(RINGS + (SCATTERED if scattered else TOGETHER), part, each)
        tidy("alarm")
        return rung

    def _run(self, statement: str, part: int = 0, each: int = 0, first: int = 1) -> int:
        values = {
            "offices": OFFICES,
            "people": PEOPLE,
            "sections": SECTIONS,
            "reports": self.count // SECTIONS,
            "now": NOW,
            "since": SINCE,
            "due": DUE,
            "later": LATER,
            "part": part,
            "each": each,
            "first": first,
        }
        wanted = {name: one for name, one in values.items() if f":{name}" in statement}
        return db.session.connection().execute(text(statement), wanted).rowcount


def tidy(tables: str) -> None:
    """As autovacuum would have by then."""
    with db.engine.connect() as connection:
        plain = connection.execution_options(isolation_level="AUTOCOMMIT")
        plain.execute(text(f"VACUUM ANALYZE {tables}"))
