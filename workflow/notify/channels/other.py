"""Whatever Apprise reaches (https://appriseit.com/services/): the office gives the address."""

from __future__ import annotations

import re
from collections.abc import Mapping
from urllib.parse import quote

from apprise import Apprise, NotifyFormat

from workflow.domain.channels import URL, USER
from workflow.notify.channels.base import Limit, PermanentFailure, TemporaryFailure
from workflow.notify.fitting import fitted
from workflow.notify.message import Message

TEXT_BYTES = 2000
PLACE = "{user}"
USERS = re.compile(r"[\w.@+-]{1,100}")
LOCAL = ("syslog", "dbus", "gnome", "windows", "macosx", "kde", "qt", "glib", "file")
"""Speak to the machine that this runs on, and to nobody's telephone."""


class Other:
    """``fields``: ``url`` of Apprise, in which ``{user}`` stands for a person's own name there."""

    limits: tuple[Limit, ...] = (Limit(20, 60),)

    def __init__(self, fields: Mapping[str, str]) -> None:
        self.target = filled(fields[URL], fields.get(USER, ""))

    def send(self, message: Message) -> bool:
        sender = opened(self.target)
        text = fitted(message, TEXT_BYTES)
        if not sender.notify(body=text, title=message.subject, body_format=NotifyFormat.TEXT):
            raise TemporaryFailure(
                "Apprise 没有送达，详情见工作进程的日志 / "
                "Apprise did not deliver it; the worker's log has the details"
            )
        return False

    def close(self) -> None:
        pass


def filled(url: str, user: str) -> str:
    """The address with the person's name in its place; raises PermanentFailure without one."""
    if PLACE not in url:
        return url
    if not USERS.fullmatch(user):
        raise PermanentFailure("还没有填写您在该渠道的账号 / your name on that channel is missing")
    return url.replace(PLACE, quote(user, safe=""))


def opened(url: str) -> Apprise:
    """An Apprise for the address; raises PermanentFailure for one that it does not know."""
    made = Apprise()
    if url.partition(":")[0].lower() in LOCAL or not made.add(url):
        raise PermanentFailure(
            "Apprise 不认识这个地址，请更正 / Apprise does not know this address: correct it"
        )
    return made
