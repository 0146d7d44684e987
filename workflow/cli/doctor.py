"""``doctor``: whether all holds that has to hold, and what does not."""

from __future__ import annotations

import json
from dataclasses import dataclass
from itertools import islice
from typing import Any

import click
from flask.cli import with_appcontext

from workflow.cli.checks import CHECKS, Check
from workflow.domain.text import Text
from workflow.store import db

MOST = 20
"""Faults that are named of each check; more are only counted on."""


@dataclass(frozen=True, slots=True)
class Finding:
    """A check and what it found; ``more``: there are others besides."""

    check: Check
    faults: tuple[Text, ...]
    more: bool

    @property
    def ok(self) -> bool:
        return self.check.informs or not self.faults


@click.command()
@click.option("--json", "as_json", is_flag=True, help="Print JSON alone on standard output.")
@with_appcontext
def doctor(as_json: bool) -> None:
    """Check each invariant; nothing is changed. Ends with 1 where one does not hold."""
    found = [examined(one) for one in CHECKS]
    if as_json:
        click.echo(json.dumps(as_plain(found), ensure_ascii=False, indent=1))
    else:
        for one in found:
            _show(one)
    wrong = [one.check.label for one in found if not one.ok]
    if wrong:
        raise click.ClickException(
            f"有 {len(wrong)} 项不符：{'、'.join(one.render('zh') for one in wrong)}。"
            "请不要再改动数据，用备份核对。 / "
            f"Checks that failed: {len(wrong)} ({'; '.join(one.render('en') for one in wrong)}). "
            "Leave the data as it is, and compare with a backup."
        )


def examined(check: Check) -> Finding:
    """Run one check; the session is left as it was found."""
    try:
        faults = list(islice(check.find(), MOST + 1))
    finally:
        db.session.rollback()
    return Finding(check, tuple(faults[:MOST]), len(faults) > MOST)


def as_plain(found: list[Finding]) -> dict[str, Any]:
    """The JSON that other programs read."""
    return {
        "ok": all(one.ok for one in found),
        "checks": [
            {
                "check": one.check.name,
                "ok": one.ok,
                "informs": one.check.informs,
                "faults": [{"zh": it.render("zh"), "en": it.render("en")} for it in one.faults],
                "more": one.more,
            }
            for one in found
        ],
    }


def _show(one: Finding) -> None:
    sign = "✗" if not one.ok else "－" if one.faults else "✓"
    click.echo(f"{sign} {one.check.label.render('zh')} / {one.check.label.render('en')}")
    for fault in one.faults:
        click.echo(f"    {fault.render('zh')} / {fault.render('en')}")
    if one.more:
        click.echo("    …")
