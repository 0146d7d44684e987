"""Commands: the same actions as the web, one file a group."""

from __future__ import annotations

from flask import Flask

from workflow.cli.registry import COMMANDS


def init_app(app: Flask) -> None:
    for command in COMMANDS:
        app.cli.add_command(command)
