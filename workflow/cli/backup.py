"""``backup FILE`` and ``restore FILE``: everything in one file, and back into an empty place."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path

import click
from flask.cli import with_appcontext

from workflow.actions.upkeep.backups import back_up
from workflow.actions.upkeep.restoring import restore as put_back
from workflow.domain.machine import Refused
from workflow.store.base import utc_now


@click.command()
@click.argument("out", metavar="FILE", type=click.Path(dir_okay=False, path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="Print JSON alone on standard output.")
@with_appcontext
def backup(out: Path, as_json: bool) -> None:
    """Write rows, files and keys as they are at one moment; people may go on working."""
    try:
        made = back_up(out, utc_now())
    except OSError as error:
        raise click.ClickException(
            f"备份没有写成（{error.filename or out}：{error.strerror}），原有数据没有变化。"
            "请换一个可写、尚不存在的文件名。 / "
            f"The backup could not be written ({error.filename or out}: {error.strerror}); the "
            "data is unchanged. Name a file that does not exist, in a folder you can write to."
        ) from error
    if as_json:
        click.echo(json.dumps(asdict(made), ensure_ascii=False))
        return
    click.echo(f"{made.out}  {made.bytes} B  SHA-256 {made.sha256}")
    click.echo(
        f"{sum(made.rows.values())} 行 / rows · {made.files} 个文件 / files · "
        f"{made.keys} 把密钥 / keys · {made.revision}"
    )


@click.command()
@click.argument(
    "source", metavar="FILE", type=click.Path(exists=True, dir_okay=False, path_type=Path)
)
@click.option("--json", "as_json", is_flag=True, help="Print JSON alone on standard output.")
@with_appcontext
def restore(source: Path, as_json: bool) -> None:
    """Check every hash, then put everything back; only where there is no data yet."""
    try:
        made = put_back(source)
    except Refused as refused:
        sentence = refused.sentence
        raise click.ClickException(
            f"{sentence.render('zh')} / {sentence.render('en')}"
        ) from refused
    if as_json:
        click.echo(json.dumps(asdict(made), ensure_ascii=False))
        return
    click.echo(
        f"已恢复 / restored: {sum(made.rows.values())} 行 / rows · {made.files} 个文件 / files · "
        f"{made.keys} 把密钥 / keys · {made.revision}"
    )
