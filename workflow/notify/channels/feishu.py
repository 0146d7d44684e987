"""A Feishu group robot, signed: 5 messages a second, 100 a minute, 20 KB
(https://open.feishu.cn/document/client-docs/bot-v3/add-custom-bot).
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import time
from collections.abc import Mapping
from datetime import timedelta
from html import escape
from typing import Any

from workflow.domain.channels import SECRET, URL, USER
from workflow.notify.channels.answers import Codes, judged
from workflow.notify.channels.base import Limit
from workflow.notify.fitting import fitted
from workflow.notify.message import Message
from workflow.notify.posting import Poster

TEXT_BYTES = 18_000
BUSY, THROTTLED = frozenset({-1}), frozenset({11232, 99991400})
CODES = Codes("飞书", "code", "msg", BUSY, THROTTLED, timedelta(minutes=1))


class Feishu:
    """``fields``: ``url``, ``secret`` where the robot signs, ``user``: whose open id to mention."""

    limits: tuple[Limit, ...] = (Limit(5, 1), Limit(100, 60))

    def __init__(self, fields: Mapping[str, str], poster: Poster) -> None:
        self.target, self._poster = fields[URL], poster
        self._secret, self._user = fields.get(SECRET, ""), fields.get(USER, "")

    def send(self, message: Message) -> bool:
        # A title that holds an <at> of its own would call the whole group.
        words = fitted(message, TEXT_BYTES).replace("<", "＜")
        said: dict[str, Any] = {"msg_type": "text", "content": {"text": self._to(message) + words}}
        if self._secret:
            said |= signature(self._secret, int(time.time()))
        body = json.dumps(said, ensure_ascii=False).encode()
        judged(self._poster.post(self.target, body), CODES)
        return False

    def close(self) -> None:
        self._poster.close()

    def _to(self, message: Message) -> str:
        name = message.to_name.replace("<", "＜")
        return f'<at user_id="{escape(self._user)}">{name}</at> ' if self._user else f"{name}："


def signature(secret: str, moment: int) -> dict[str, str]:
    """HMAC-SHA256 of nothing, under moment and secret as the key: Feishu's own way."""
    digest = hmac.new(f"{moment}\n{secret}".encode(), b"", hashlib.sha256).digest()
    return {"timestamp": str(moment), "sign": base64.b64encode(digest).decode()}
