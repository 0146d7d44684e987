"""What a report is besides its text: year, director, signature, dates, house style, blanks."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from workflow.actions.assembly.house_styles import style_named
from workflow.actions.colleagues import colleague
from workflow.actions.outline.creation import YEARS
from workflow.domain.machine import NotYet
from workflow.domain.text import say
from workflow.store import Report

BLANK = "blank"


def change(report: Report, given: Mapping[str, Any]) -> None:
    """``year``, ``director_id`` (empty: none yet), ``signature``, ``signed_on``, ``release_on``
    (date or None), ``profile``, ``blanks_block``; what is left out stays as it is.
    """
    if "year" in given:
        report.year = _year(given["year"])
    if "director_id" in given:
        wanted = given["director_id"]
        report.director_id = colleague(report.office_id, wanted).id if wanted else None
    if "signature" in given:
        report.signature = str(given["signature"]).strip()[:200]
    if "signed_on" in given:
        report.signed_on = str(given["signed_on"]).strip()[:64]
    if "release_on" in given:
        report.release_on = _date(given["release_on"])
    if "profile" in given:
        report.profile = _profile(report.office_id, given["profile"])
    if "blanks_block" in given:
        others = [code for code in report.blocking if code != BLANK]
        report.blocking = [*others, BLANK] if given["blanks_block"] else others


def _year(value: Any) -> int:
    if value not in YEARS:
        raise NotYet(say("请填写正确的年份。", "Please give a proper year."))
    return int(value)


def _date(value: Any) -> date | None:
    if value is None or isinstance(value, date):
        return value
    raise NotYet(say("请填写有效的日期。", "Please give a valid date."))


def _profile(office_id: int, value: Any) -> str:
    return style_named(office_id, str(value)).name
