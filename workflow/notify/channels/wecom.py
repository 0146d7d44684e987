"""A WeCom group robot; 20 messages a minute, a text of 2,048 bytes
(https://developer.work.weixin.qq.com/document/path/91770).
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from workflow.domain.channels import URL, USER
from workflow.notify.channels.answers import Codes, judged
from workflow.notify.channels.base import Limit
from workflow.notify.fitting import fitted
from workflow.notify.message import Message
from workflow.notify.posting import Poster

TEXT_BYTES = 2048
BUSY, THROTTLED = frozenset({-1, 42001, 40014}), frozenset({45009, 45033})
CODES = Codes("企业微信", "errcode", "errmsg", BUSY, THROTTLED, timedelta(minutes=1))


class WeCom:
    """``fields``: ``url`` with the robot's key, ``user``: whom to mention in the group."""

    limits: tuple[Limit, ...] = (Limit(20, 60),)

    def __init__(self, fields: Mapping[str, str], poster: Poster) -> None:
        self.target, self._user, self._poster = fields[URL], fields.get(USER, ""), poster

    def send(self, message: Message) -> bool:
        before = "" if self._user else f"{message.to_name}："
        text: dict[str, Any] = {"content": fitted(message, TEXT_BYTES, before)}
        if self._user:
            text["mentioned_list"] = [self._user]
        body = json.dumps({"msgtype": "text", "text": text}, ensure_ascii=False).encode()
        judged(self._poster.post(self.target, body), CODES)
        return False

    def close(self) -> None:
        self._poster.close()
