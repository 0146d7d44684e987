"""``trail verify REPORT``: whether all that was written down still stands as it was."""

from __future__ import annotations

import json

import click
from flask.cli import with_appcontext

from workflow.actions.archive.trail_check import Verdict, verify
from workflow.store import Report, db


@click.group()
def trail() -> None:
    """What is written down of a report."""


@trail.command("verify")
@click.argument("report_id", metavar="REPORT", type=int)
@click.option("--json", "as_json", is_flag=True, help="Print JSON alone on standard output.")
@with_appcontext
def verify_trail(report_id: int, as_json: bool) -> None:
    """Say whether the trail is whole, else which event is the first that does not fit."""
    report = db.session.get(Report, report_id)
    if report is None:
        raise click.ClickException(
            f"没有编号为 {report_id} 的报告。 / There is no report with the number {report_id}."
        )
    verdict = verify(report)
    sentence = verdict.sentence()
    if as_json:
        click.echo(json.dumps(as_json_verdict(verdict), ensure_ascii=False))
    if not verdict.is_whole:
        raise click.ClickException(f"{sentence.render('zh')} / {sentence.render('en')}")
    if not as_json:
        click.echo(f"{sentence.render('zh')} / {sentence.render('en')}")


def as_json_verdict(verdict: Verdict) -> dict[str, object]:
    """``first_fault`` counts from 1, and is null where the trail is whole."""
    return {
        "report": verdict.report_id,
        "ok": verdict.is_whole,
        "events": verdict.count,
        "head": verdict.head,
        "first_fault": verdict.place,
    }
