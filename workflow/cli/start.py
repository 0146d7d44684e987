"""What a start of the server does first: the schema, and at the very first the sample or a link."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from unicodedata import east_asian_width

import click
from flask import current_app
from flask.cli import with_appcontext

from workflow.actions.calendar.renewing import Renewed, renew_calendars
from workflow.actions.clock import day_words
from workflow.actions.office import onboarding
from workflow.actions.playing.sample import Credential, load_sample
from workflow.actions.work import transaction
from workflow.store import db
from workflow.store.schema import bring_up_to_date

GAP = "   "


@click.command("first-start")
@click.option("--no-sample", is_flag=True, help="Begin empty, with a set-up link.")
@click.option("--url", default="", help="Where the server is reached, as the link names it.")
@with_appcontext
def first_start(no_sample: bool, url: str) -> None:
    """Bring the database up to date; load the sample, or print the set-up link, if it is empty."""
    if bring_up_to_date(db.engine):
        click.echo("数据库已就绪。 / The database is ready.", err=True)
    if onboarding.office_exists():
        _renew_calendars()
        return
    address = (url or current_app.extensions["settings"].base_url).rstrip("/")
    if no_sample:
        _print_link(address)
    else:
        _print_sample(address)


def _renew_calendars() -> None:
    """What an update brings of working days; the administrator sees which deadlines it touches."""
    with transaction() as work:
        for one in renew_calendars(work):
            for line in _news_of_days(one):
                click.echo(line, err=True)
        work.hints.clear()


def _news_of_days(renewed: Renewed) -> Iterator[str]:
    name, years = renewed.office.name, "、".join(map(str, renewed.years))
    yield f"“{name}”的工作日历已补全：{years}。已定的期限不变，未发的提醒按新的日历发送。"
    yield f"The working days of “{name}” were filled in: {years}. Due dates stay as they are."
    if renewed.touched:
        yield "期限或下次提醒受影响的部分 / Deadlines or next reminders that this touches:"
    for one in renewed.touched:
        day = day_words(one.due_at, renewed.office.zone)
        yield f"  {one.report.title} · {one.placed.label} · {day}"


def _print_sample(address: str) -> None:
    with transaction() as work:
        made = load_sample(work)
        work.hints.clear()  # the queue may not run yet; the first sweep finds what waits
    click.echo("示例已载入。登录信息只显示这一次，请记下。")
    click.echo("The sample is loaded. These log-ins are shown only this once.\n")
    click.echo(table(made))
    click.echo(f"\n{address}/login")


def _print_link(address: str) -> None:
    with transaction() as work:
        secret = onboarding.new_link(work)
    click.echo("请在 24 小时内打开下面的链接，建立单位和管理员（只能使用一次）。")
    click.echo("Open this link within 24 hours to make the office and its administrator.")
    click.echo(f"It works once.\n\n{address}/setup/{secret}")


def table(made: Sequence[Credential]) -> str:
    """Log-ins in columns that line up, Chinese letters being two columns wide."""
    head = ("姓名 / Name", "身份 / Part", "邮箱 / Mail", "密码 / Password")
    rows = [head, *((one.name, one.part, one.email, one.password) for one in made)]
    widths = [max(_width(row[column]) for row in rows) for column in range(len(head))]
    lines = [GAP.join(_padded(*pair) for pair in zip(row, widths, strict=True)) for row in rows]
    rule = GAP.join("-" * width for width in widths)
    return "\n".join(line.rstrip() for line in (lines[0], rule, *lines[1:]))


def _width(text: str) -> int:
    return sum(2 if east_asian_width(letter) in "WF" else 1 for letter in text)


def _padded(text: str, width: int) -> str:
    return text + " " * (width - _width(text))
