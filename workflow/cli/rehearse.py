"""``rehearse IN OUT.docx``: the whole job on a scratch database, with a worker of its own."""

from __future__ import annotations

import json
import sys
import tempfile
import time
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import click
from flask import Flask, current_app
from flask.cli import with_appcontext

from workflow.actions.playing.rehearsal import Rehearsal
from workflow.actions.playing.troupe import Step
from workflow.cli.scratch import running_worker, scratch_environment
from workflow.domain.machine import Refused
from workflow.domain.terms import AssemblyState
from workflow.settings import Settings
from workflow.store import Archive, Assembly, db
from workflow.store.schema import bring_up_to_date

PATIENCE = 60.0
"""Seconds to wait for the worker before going on, or giving up with a sentence."""
TOO_SLOW = (
    "合稿进程没有在规定时间内完成，日志见 --keep 目录中的 worker.log。 / "
    "The worker did not finish in time; see worker.log in the --keep folder."
)


@click.command()
@click.argument("source", metavar="IN", type=click.Path(exists=True, dir_okay=False))
@click.argument("out", metavar="OUT.docx", type=click.Path(dir_okay=False))
@click.option(
    "--archive",
    type=click.Path(dir_okay=False),
    metavar="A.zip",
    help="Archive the approved report, and write the archive there.",
)
@click.option("--keep", type=click.Path(file_okay=False), help="Leave the scratch office there.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON alone on standard output.")
@with_appcontext
def rehearse(source: str, out: str, archive: str | None, keep: str | None, as_json: bool) -> None:
    """Play the whole job on a text: import, assign, draft, review, assemble, approve."""
    archive_to = Path(archive) if archive else None
    show = show_on_error if as_json else show_on_output
    with ExitStack() as stack:
        folder = Path(keep) if keep else Path(stack.enter_context(tempfile.TemporaryDirectory()))
        folder.mkdir(parents=True, exist_ok=True)
        environment = stack.enter_context(scratch_environment(folder.resolve()))
        app = scratch_app(environment)
        pid = stack.enter_context(running_worker(environment, folder / "worker.log"))
        try:
            with app.app_context():
                result = play(Path(source), Path(out), archive_to, pid, show)
        except Refused as refused:
            raise click.ClickException(refused.sentence.render("zh")) from refused
    if as_json:
        click.echo(json.dumps(result, ensure_ascii=False, indent=1))
    else:
        click.echo(f"{result['out']}  SHA-256 {result['assembly']['sha256']}")


def scratch_app(environment: dict[str, str]) -> Flask:
    """The application on the scratch installation, made by the factory of the running one."""
    app: Flask = current_app.extensions["factory"](Settings.from_environment(environment))
    with app.app_context():
        bring_up_to_date(db.engine)
    return app


def play(source: Path, out: Path, archive_to: Path | None, pid: int, show: Any) -> dict[str, Any]:
    rehearsal = Rehearsal(told=show, settle=wait_for_messages)
    rehearsal.play(source.name, source.read_bytes())
    assembly = wait_for(rehearsal)
    rehearsal.finish()
    archived = wait_for_archive(rehearsal) if archive_to else None
    wait_for_messages(rehearsal)
    files = current_app.extensions["files"]
    out.write_bytes(files.read(assembly.file_hash))
    result = report_of(rehearsal, rehearsal.assembly(), pid, out)
    if archived and archive_to:
        archive_to.write_bytes(files.read(archived.file_hash))
        result["archive"] = {
            "out": str(archive_to),
            "sha256": archived.file_hash,
            "root": archived.root,
        }
    return result


def wait_for(rehearsal: Rehearsal) -> Assembly:
    """The finished assembly; raises with a sentence when the worker fails or stays silent."""
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        assembly = rehearsal.assembly()
        if assembly.state is AssemblyState.DONE:
            return assembly
        if assembly.state is AssemblyState.FAILED:
            raise click.ClickException(assembly.error)
        time.sleep(0.1)
    raise click.ClickException(TOO_SLOW)


def wait_for_archive(rehearsal: Rehearsal) -> Archive:
    """The archive of the approved report, made by the worker; raises with a sentence as above."""
    rehearsal.ask_for_the_archive()
    until = time.monotonic() + PATIENCE * 3  # LibreOffice may print twice
    while time.monotonic() < until:
        found = rehearsal.archived()
        if found is not None:
            return found
        if not rehearsal.archiving().is_under_way:
            raise click.ClickException(rehearsal.archiving().error)
        time.sleep(0.1)
    raise click.ClickException(TOO_SLOW)


def wait_for_messages(rehearsal: Rehearsal) -> None:
    """Until the worker has dealt with every message; what is left then shows as queued."""
    until = time.monotonic() + PATIENCE
    while rehearsal.undelivered() and time.monotonic() < until:
        time.sleep(0.1)


def report_of(rehearsal: Rehearsal, assembly: Assembly, pid: int, out: Path) -> dict[str, Any]:
    """The JSON that other programs read."""
    started, finished = assembly.started_at, assembly.finished_at
    seconds = (finished - started).total_seconds() if started and finished else None
    return {
        "steps": [as_json_step(step) for step in rehearsal.steps],
        "assembly": {
            "sha256": assembly.file_hash,
            "manifest": assembly.manifest,
            "worker_pid": pid,
            "seconds": seconds,
            "warnings": assembly.warnings,
        },
        "notices": [
            {
                "at": notice.created_at.isoformat(),
                "person": notice.person.name,
                "kind": notice.kind,
                "thing": notice.details.get("thing", ""),
                "deliveries": [
                    {"channel": one.channel, "state": str(one.state)} for one in notice.deliveries
                ],
            }
            for notice in rehearsal.notices()
        ],
        "report": rehearsal.report_id,
        "blanks": rehearsal.blanks(),
        "out": str(out),
    }


def as_json_step(step: Step) -> dict[str, Any]:
    return {
        "at": step.at.isoformat(),
        "actor": step.actor,
        "role": str(step.role),
        "verb": str(step.verb),
        "section": step.section,
        "draft": step.draft,
        "sentence": step.sentence,
    }


def show_on_output(step: Step) -> None:
    click.echo(f"{step.at:%m-%d %H:%M}  {step.sentence}")


def show_on_error(step: Step) -> None:
    print(f"{step.at:%m-%d %H:%M}  {step.sentence}", file=sys.stderr)
