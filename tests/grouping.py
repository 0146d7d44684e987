"""aiosmtpd takes commands in groups (PIPELINING, RFC 2920), as the mail servers of offices do, but
does not say so.
"""

from __future__ import annotations

from typing import Any


class Grouping:
    """A handler of aiosmtpd's that says it where ``takes_groups``."""

    takes_groups = True

    async def handle_EHLO(  # noqa: N802
        self, server: Any, session: Any, envelope: Any, hostname: str, lines: list[str]
    ) -> list[str]:
        session.host_name = hostname
        return [*lines[:-1], "250-PIPELINING", lines[-1]] if self.takes_groups else lines
