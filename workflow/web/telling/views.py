"""How I am told: by matter, by which channels in turn, at which hour the digest comes."""

from __future__ import annotations

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import login_required

from workflow.actions.telling import ways
from workflow.actions.work import transaction
from workflow.domain.channels import KINDS, MAIL, MOST, SECRETS, URL, label_of
from workflow.domain.machine import Refused
from workflow.domain.telling import HOURS, Matter, allowed, choice_for_matter
from workflow.domain.text import Text
from workflow.store.channel_address import addresses_for, addresses_of_office
from workflow.web.access import me
from workflow.web.clock import Clock
from workflow.web.errors import status_of
from workflow.web.forms import row_id, word
from workflow.web.locale import speak
from workflow.web.people.access import administrator

bp = Blueprint("telling", __name__)

SAVED = Text("已保存。", "Saved.")
GONE = Text("已删除。", "Removed.")
ASKED = Text(
    "测试消息已交给后台发送，稍后刷新本页可看到结果。",
    "The test is on its way: reload this page in a moment to see how it went.",
)


@bp.get("/account/notices")
@login_required
def show() -> ResponseReturnValue:
    return _page()


@bp.post("/account/notices")
@login_required
def save() -> ResponseReturnValue:
    person_id = me().id
    choices = {str(one): word(one) for one in Matter}
    wanted = [word(f"channel_{n}") for n in range(MOST)]
    with transaction() as work:
        ways.set_ways(work, person_id, choices, wanted, row_id(word("hour")))
    return _saved(SAVED, "telling.show")


@bp.post("/account/notices/<channel>")
@login_required
def save_own(channel: str) -> ResponseReturnValue:
    refused = _saved_address(_known(channel), for_all=False)
    return (
        (_page(channel, refused), status_of(refused)) if refused else _saved(SAVED, "telling.show")
    )


@bp.post("/account/notices/<channel>/remove")
@login_required
def remove_own(channel: str) -> ResponseReturnValue:
    _known(channel)
    with transaction() as work:
        ways.remove_address(work, me(), channel, for_all=False)
    return _saved(GONE, "telling.show")


@bp.post("/account/notices/<channel>/test")
@login_required
def test(channel: str) -> ResponseReturnValue:
    if channel != MAIL:
        _known(channel)
    with transaction() as work:
        ways.send_test(work, me(), channel)
    return _saved(ASKED, "telling.show")


@bp.get("/people/channels")
@login_required
def of_office() -> ResponseReturnValue:
    administrator()
    return _office_page()


@bp.post("/people/channels/<channel>")
@login_required
def save_for_office(channel: str) -> ResponseReturnValue:
    administrator()
    refused = _saved_address(_known(channel), for_all=True)
    if refused:
        return _office_page(channel, refused), status_of(refused)
    return _saved(SAVED, "telling.of_office")


@bp.post("/people/channels/<channel>/remove")
@login_required
def remove_for_office(channel: str) -> ResponseReturnValue:
    administrator()
    _known(channel)
    with transaction() as work:
        ways.remove_address(work, me(), channel, for_all=True)
    return _saved(GONE, "telling.of_office")


def _known(channel: str) -> str:
    return channel if channel in KINDS else abort(404)


def _saved_address(channel: str, for_all: bool) -> Refused | None:
    fields = {name: word(name) for name in ways.FIELDS}
    try:
        with transaction() as work:
            ways.save_address(work, me(), channel, fields, for_all)
    except Refused as refused:
        return refused
    return None


def _saved(sentence: Text, endpoint: str) -> ResponseReturnValue:
    flash(speak(sentence), "success")
    return redirect(url_for(endpoint), 303)


def _page(wrong: str = "", refused: Refused | None = None) -> str:
    person, clock = me(), Clock(me().office)
    found = addresses_for(person.office_id, person.id)
    own = {one.channel: one for one in found if one.person_id}
    of_office = {one.channel for one in found if not one.person_id}
    reached = ways.usable(person)
    return render_template(
        "pages/telling.html",
        matters=[(one, allowed(one), choice_for_matter(one, person.choices)) for one in Matter],
        order=[*person.channels, *[""] * MOST][:MOST],
        choices=[(one, label_of(one)) for one in dict.fromkeys([MAIL, *reached, *person.channels])],
        hours=HOURS,
        person=person,
        kinds=[one for one in KINDS.values() if URL in one.person or one.name in of_office],
        own=own,
        reached=reached,
        tests=ways.last_tests(person, [MAIL, *KINDS]),
        clock=clock,
        fields=ways.FIELDS,
        secrets=SECRETS,
        wrong=wrong,
        problem=speak(refused.sentence) if refused else "",
        form=request.form,
    )


def _office_page(wrong: str = "", refused: Refused | None = None) -> str:
    return render_template(
        "pages/telling_office.html",
        kinds=KINDS.values(),
        own={one.channel: one for one in addresses_of_office(me().office_id)},
        fields=ways.FIELDS,
        secrets=SECRETS,
        wrong=wrong,
        problem=speak(refused.sentence) if refused else "",
        form=request.form,
    )
