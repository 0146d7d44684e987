"""Who I am, what is asked of me, and which reports I have a part in."""

from __future__ import annotations

from flask import Blueprint
from flask.typing import ResponseReturnValue

from workflow.actions.clock import today_of
from workflow.actions.desk.desk import my_desk
from workflow.api.access import me
from workflow.api.shapes import AskShape, PersonShape, ReportShape
from workflow.store.base import utc_now
from workflow.store.overview import reports_with_part


def add_routes(bp: Blueprint) -> None:
    bp.add_url_rule("/me", view_func=who)
    bp.add_url_rule("/desk", view_func=desk)
    bp.add_url_rule("/reports", view_func=reports)


def who() -> ResponseReturnValue:
    return {**PersonShape().dump(me()), "office": me().office.name, "language": me().language}


def desk() -> ResponseReturnValue:
    """In the order of the page: today, this week, later; then what I wait for."""
    found = my_desk(me(), utc_now())
    asked = (*found.today, *found.week, *found.later)
    shape = AskShape(many=True)
    return {"asked": shape.dump(asked), "waiting": shape.dump(found.waiting)}


def reports() -> ResponseReturnValue:
    found = reports_with_part(me().office_id, me().id, today_of(me()))
    return {"reports": ReportShape(many=True).dump(found)}
