"""Alarms of sections and stages, ladders as data, the hours of an office, days set by hand,
deadlines that are asked for, private calendar addresses.

What a section held of its ladder moves to its alarm, and its blanks are watched from now on. The
next sweep looks at each open section once, which arms the stages.

Going back, what was sent is forgotten: reminders of this revision have no place in the older table.

Revision 0025, after 0024.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, time

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0025"
down_revision = "0024"
branch_labels = None
depends_on = None

JSON = sa.JSON().with_variant(JSONB(), "postgresql")
MOMENT = sa.DateTime(timezone=True)
CLOCK_TIMES = (("remind_at", time(9)), ("quiet_from", time(22)), ("quiet_until", time(7)))


def upgrade() -> None:
    for name, clock in CLOCK_TIMES:
        op.add_column(
            "office", sa.Column(name, sa.Time(), nullable=False, server_default=str(clock))
        )
    op.add_column(
        "calendar_day",
        sa.Column("by_hand", sa.Boolean(), nullable=False, server_default=sa.false()),
    )
    op.add_column("section", sa.Column("wished_at", MOMENT, nullable=True))
    op.add_column("report", sa.Column("ladders", JSON, nullable=False, server_default="{}"))
    op.add_column("report", sa.Column("remind_at", sa.Time(), nullable=True))
    made = {"office": [name for name, _ in CLOCK_TIMES], "report": ["ladders"]}
    for table, names in (made | {"calendar_day": ["by_hand"]}).items():
        with op.batch_alter_table(table) as batch:
            for name in names:
                batch.alter_column(name, server_default=None)
    _create_feeds()
    _create_alarms()
    _move_ladders()
    _move_reminders()
    op.drop_index("ix_section_state_remind_at", "section")
    for name in ("arming", "remind_at"):
        op.drop_column("section", name)


def downgrade() -> None:
    op.drop_table("calendar_feed")
    op.drop_column("calendar_day", "by_hand")
    op.drop_column("section", "wished_at")
    op.add_column("section", sa.Column("arming", sa.Integer(), nullable=False, server_default="0"))
    op.add_column("section", sa.Column("remind_at", MOMENT, nullable=True))
    op.create_index("ix_section_state_remind_at", "section", ["state", "remind_at"])
    drafting = "FROM alarm WHERE alarm.section_id = section.id AND alarm.kind = 'drafting'"
    for name, otherwise in (("arming", "0"), ("remind_at", "NULL")):
        op.execute(f"UPDATE section SET {name} = coalesce((SELECT {name} {drafting}), {otherwise})")
    op.drop_table("reminder")
    _create_reminders(_old_key())
    op.drop_table("alarm")
    for name in ("ladders", "remind_at"):
        op.drop_column("report", name)
    for name, _ in CLOCK_TIMES:
        op.drop_column("office", name)


def _create_feeds() -> None:
    op.create_table(
        "calendar_feed",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("secret_hash", sa.String(length=64), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_calendar_feed_person_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_calendar_feed")),
        sa.UniqueConstraint("person_id", name=op.f("uq_calendar_feed_person_id")),
        sa.UniqueConstraint("secret_hash", name=op.f("uq_calendar_feed_secret_hash")),
    )


def _create_alarms() -> None:
    op.create_table(
        "alarm",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("section_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("part", sa.Integer(), nullable=False),
        sa.Column("people", JSON, nullable=False),
        sa.Column("due_at", MOMENT, nullable=True),
        sa.Column("since", MOMENT, nullable=True),
        sa.Column("armed_at", MOMENT, nullable=True),
        sa.Column("arming", sa.Integer(), nullable=False),
        sa.Column("remind_at", MOMENT, nullable=True),
        sa.ForeignKeyConstraint(["section_id"], ["section.id"], name=op.f("fk_alarm_section_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_alarm")),
        sa.UniqueConstraint(
            "section_id", "kind", "part", name=op.f("uq_alarm_section_id_kind_part")
        ),
    )
    op.create_index("ix_alarm_remind_at", "alarm", ["remind_at"])


def _move_ladders() -> None:
    """A running ladder goes on; every section of a report under way is looked at once."""
    found = op.get_bind().execute(
        sa.text(
            "SELECT section.id, section.owner_id, section.due_at, section.since, section.arming, "
            "section.state IN ('drafting', 'returned'), "
            "report.state IN ('collecting', 'conditional') "
            "FROM section JOIN report ON report.id = section.report_id WHERE section.arming > 0"
        ).columns(due_at=MOMENT, since=MOMENT)
    )
    rows = [alarm for row in found for alarm in _alarms(*row)]
    if rows:
        op.bulk_insert(ALARM, rows)


def _alarms(
    section_id: int,
    owner_id: int | None,
    due_at: datetime | None,
    since: datetime | None,
    arming: int,
    is_written: bool,
    is_under_way: bool,
) -> Iterator[dict[str, object]]:
    now = datetime.now(UTC)
    runs = is_written and is_under_way and None not in (owner_id, due_at, since)
    drafting = {
        "section_id": section_id,
        "kind": "drafting",
        "part": 0,
        "people": [owner_id] if runs else [],
        "due_at": due_at if runs else None,
        "since": since,
        "armed_at": since,
        "arming": arming,
        "remind_at": now if is_under_way else None,
    }
    yield drafting
    if runs:
        yield {**drafting, "kind": "blanks", "armed_at": now, "arming": 1}


ALARM = sa.table(
    "alarm",
    sa.column("section_id", sa.Integer()),
    sa.column("kind", sa.String()),
    sa.column("part", sa.Integer()),
    sa.column("people", JSON),
    sa.column("due_at", MOMENT),
    sa.column("since", MOMENT),
    sa.column("armed_at", MOMENT),
    sa.column("arming", sa.Integer()),
    sa.column("remind_at", MOMENT),
)


def _move_reminders() -> None:
    """What was sent stays known, so that no rung comes twice."""
    op.rename_table("reminder", "reminder_before")
    if op.get_bind().dialect.name == "postgresql":
        for name in ("pk_reminder", "fk_reminder_notice_id", "fk_reminder_person_id"):
            op.execute(f"ALTER TABLE reminder_before RENAME CONSTRAINT {name} TO {name}_before")
        op.execute("ALTER SEQUENCE reminder_id_seq RENAME TO reminder_before_id_seq")
    _create_reminders(_new_key())
    op.create_index("ix_reminder_notice_id", "reminder", ["notice_id"])
    op.execute(
        "INSERT INTO reminder (alarm_id, person_id, rung, arming, notice_id, created_at) "
        "SELECT alarm.id, old.person_id, old.rung, old.arming, old.notice_id, old.created_at "
        "FROM reminder_before AS old "
        "JOIN alarm ON alarm.section_id = old.thing_id AND alarm.kind = 'drafting' "
        "ORDER BY old.id"
    )
    op.drop_table("reminder_before")


def _new_key() -> list[sa.schema.SchemaItem]:
    columns = ("alarm_id", "person_id", "rung", "arming")
    return [
        sa.Column("alarm_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["alarm_id"], ["alarm.id"], name=op.f("fk_reminder_alarm_id")),
        sa.UniqueConstraint(*columns, name=op.f("uq_reminder_alarm_id_person_id_rung_arming")),
    ]


def _old_key() -> list[sa.schema.SchemaItem]:
    columns = ("thing", "thing_id", "person_id", "rung", "arming")
    name = op.f("uq_reminder_thing_thing_id_person_id_rung_arming")
    return [
        sa.Column("thing", sa.String(length=16), nullable=False),
        sa.Column("thing_id", sa.Integer(), nullable=False),
        sa.UniqueConstraint(*columns, name=name),
    ]


def _create_reminders(key: list[sa.schema.SchemaItem]) -> None:
    op.create_table(
        "reminder",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("rung", sa.String(length=16), nullable=False),
        sa.Column("arming", sa.Integer(), nullable=False),
        sa.Column("notice_id", sa.Integer(), nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.ForeignKeyConstraint(["notice_id"], ["notice.id"], name=op.f("fk_reminder_notice_id")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_reminder_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reminder")),
        *key,
    )
