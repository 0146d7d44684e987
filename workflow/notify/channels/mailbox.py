"""No mail server is set: the message stays in the product's own mailbox page."""

from __future__ import annotations

from workflow.notify.channels.base import Limit
from workflow.notify.message import Message


class Mailbox:
    limits: tuple[Limit, ...] = ()
    target = ""

    def send(self, message: Message) -> bool:
        return True

    def close(self) -> None:
        pass
