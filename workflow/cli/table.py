"""``table``: who may do what, as the documentation has it."""

from __future__ import annotations

import click

from workflow.domain.describe import permissions_page


@click.command("table")
def table() -> None:
    """Print the permission matrix (role, verb, state) as Markdown: docs/permissions.md."""
    click.echo(permissions_page(), nl=False)
