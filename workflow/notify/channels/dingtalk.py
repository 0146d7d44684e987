"""A DingTalk group robot: 20 messages a minute, then ten minutes of silence; 20,000 bytes
(https://open.dingtalk.com/document/robots/custom-robot-access).
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import time
from collections.abc import Mapping
from datetime import timedelta
from typing import Any
from urllib.parse import quote_plus

from workflow.domain.channels import SECRET, URL, USER
from workflow.notify.channels.answers import Codes, judged
from workflow.notify.channels.base import Limit
from workflow.notify.fitting import fitted
from workflow.notify.message import Message
from workflow.notify.posting import Poster

TEXT_BYTES = 18_000
"""What is left of 20,000 bytes for the text, once the JSON around it and its escapes are in."""
BUSY, THROTTLED = frozenset({-1}), frozenset({130101, 410100})
CODES = Codes("钉钉", "errcode", "errmsg", BUSY, THROTTLED, timedelta(minutes=10))


class DingTalk:
    """``fields``: ``url``, ``secret`` where the robot signs, ``user``: whom to mention."""

    limits: tuple[Limit, ...] = (Limit(20, 60),)

    def __init__(self, fields: Mapping[str, str], poster: Poster) -> None:
        self.target, self._poster = fields[URL], poster
        self._secret, self._user = fields.get(SECRET, ""), fields.get(USER, "")

    def send(self, message: Message) -> bool:
        before = f"@{self._user} " if self._user else f"{message.to_name}："
        said: dict[str, Any] = {
            "msgtype": "text",
            "text": {"content": fitted(message, TEXT_BYTES, before)},
            "at": {"atUserIds": [self._user] if self._user else [], "isAtAll": False},
        }
        body = json.dumps(said, ensure_ascii=False).encode()
        judged(self._poster.post(self._signed(), body), CODES)
        return False

    def close(self) -> None:
        self._poster.close()

    def _signed(self) -> str:
        if not self._secret:
            return self.target
        moment = str(round(time.time() * 1000))
        words = f"{moment}\n{self._secret}".encode()
        digest = hmac.new(self._secret.encode(), words, hashlib.sha256).digest()
        sign = quote_plus(base64.b64encode(digest))
        return f"{self.target}{'&' if '?' in self.target else '?'}timestamp={moment}&sign={sign}"
