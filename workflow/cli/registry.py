"""The commands of ``flask --app workflow.app``."""

from __future__ import annotations

import click

from workflow.cli.rehearse import rehearse
from workflow.cli.start import first_start
from workflow.cli.table import table
from workflow.cli.trail import trail

COMMANDS: tuple[click.Command, ...] = (first_start, rehearse, table, trail)
