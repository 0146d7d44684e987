"""The commands of ``flask --app workflow.app``."""

from __future__ import annotations

import click

from workflow.cli.backup import backup, restore
from workflow.cli.doctor import doctor
from workflow.cli.rehearse import rehearse
from workflow.cli.start import first_start
from workflow.cli.table import table
from workflow.cli.trail import trail

COMMANDS: tuple[click.Command, ...] = (
    backup,
    doctor,
    first_start,
    rehearse,
    restore,
    table,
    trail,
)
