"""The commands of ``flask --app workflow.app``."""

from __future__ import annotations

import click

COMMANDS: tuple[click.Command, ...] = ()
