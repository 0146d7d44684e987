"""Every address of the interface, and what holds for all of them."""

from __future__ import annotations

from flask import Blueprint

from workflow.api import desk, problems, reports, sections, spec
from workflow.api.access import identify

bp = Blueprint("api", __name__, url_prefix=spec.PREFIX)
bp.before_request(identify)
problems.add_handlers(bp)

for part in (spec, desk, reports, sections):
    part.add_routes(bp)
