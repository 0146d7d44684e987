"""How it works: the table as pages, made from the very rows that decide."""

from __future__ import annotations

from collections.abc import Iterator

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue
from flask_login import login_required

from workflow.domain.describe import help_rows, mermaid, permissions
from workflow.domain.terms import Role, Thing, Verb
from workflow.domain.transitions import TABLE
from workflow.web.locale import language

bp = Blueprint("help", __name__)


@bp.get("/help")
@login_required
def show() -> ResponseReturnValue:
    locale = language()
    return render_template(
        "pages/help.html",
        things=[
            {
                "thing": thing,
                "rows": list(help_rows(thing, locale)),
                "matrix": list(_matrix(thing)),
                "diagram": mermaid(thing, locale),
            }
            for thing in (Thing.SECTION, Thing.REPORT)
        ],
        roles=_roles(),
    )


def _roles() -> list[Role]:
    """The roles that may do anything at all, in the order of their enum."""
    used = frozenset().union(*(row.roles for row in TABLE))
    return [role for role in Role if role in used]


def _matrix(thing: Thing) -> Iterator[tuple[Verb, list[bool]]]:
    roles = _roles()
    for verb, allowed in permissions(thing).items():
        yield verb, [role in allowed for role in roles]
