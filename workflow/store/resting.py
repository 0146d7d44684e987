"""Connections that rested are asked whether they still live; busy ones are not asked each time.

SQLAlchemy's ``pool_pre_ping`` asks at every checkout, a round trip for each request. A database
that was restarted, or a firewall that forgot a connection, shows after a rest.
"""

from __future__ import annotations

import time
from typing import Any

from sqlalchemy import Engine, event
from sqlalchemy.exc import InvalidatePoolError

RESTED = 2.0
"""Seconds in the pool after which a connection is asked."""
LAID_DOWN = "huigao_laid_down"


def ask_after_a_rest(engine: Engine) -> None:
    """From now on; a connection that does not answer makes the whole pool begin anew."""
    dialect = engine.dialect

    def laid_down(connection: Any, record: Any) -> None:
        record.info[LAID_DOWN] = time.monotonic()

    def taken_up(connection: Any, record: Any, fairy: Any) -> None:
        laid = record.info.get(LAID_DOWN)
        if laid is None or time.monotonic() - laid < RESTED:
            return
        try:
            dialect.do_ping(connection)
        except dialect.loaded_dbapi.Error as error:
            raise InvalidatePoolError from error

    event.listen(engine, "checkin", laid_down)
    event.listen(engine, "checkout", taken_up)
