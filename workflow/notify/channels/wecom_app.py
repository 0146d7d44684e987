"""An app of the office in WeCom, which speaks to a person by their user id
(https://developer.work.weixin.qq.com/document/path/90236).
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta
from time import monotonic
from urllib.parse import quote

from workflow.domain.channels import AGENT, CORP, SECRET, USER
from workflow.notify.channels.answers import judged
from workflow.notify.channels.base import Limit, PermanentFailure
from workflow.notify.channels.wecom import CODES, TEXT_BYTES, THROTTLED
from workflow.notify.fitting import fitted
from workflow.notify.message import Message
from workflow.notify.posting import Answer, Poster

HOST = "https://qyapi.weixin.qq.com"
TOKEN_OLD = frozenset({40014, 42001})
APP_CODES = replace(CODES, name="企业微信应用", throttled=THROTTLED, silence=timedelta(minutes=1))


class WeComApp:
    """``fields``: ``corp``, ``agent`` and ``secret`` of the app, and ``user``.

    The token lives in this object alone, never longer than WeCom says; it is asked for anew
    where WeCom calls it old.
    """

    limits: tuple[Limit, ...] = (Limit(30, 60),)

    def __init__(self, fields: Mapping[str, str], poster: Poster, host: str = HOST) -> None:
        self._fields, self._poster, self._host = fields, poster, host
        self.target = f"{host}/{fields[CORP]}/{fields[AGENT]}/{fields[USER]}"
        self._token, self._until = "", 0.0

    def send(self, message: Message) -> bool:
        answer = self._sent(message)
        if answer.said.get(APP_CODES.field) in TOKEN_OLD:
            self._token = ""
            answer = self._sent(message)
        judged(answer, APP_CODES)
        if answer.said.get("invaliduser"):
            # Code 0 all the same: WeCom took the message, and gives it to nobody.
            raise PermanentFailure(
                "企业微信中没有这个用户，请在消息设置中更正 / "
                "WeCom knows no such user: correct it in your settings of messages"
            )
        return False

    def close(self) -> None:
        self._poster.close()

    def _sent(self, message: Message) -> Answer:
        said = {
            "touser": self._fields[USER],
            "msgtype": "text",
            "agentid": int(self._fields[AGENT]),
            "text": {"content": fitted(message, TEXT_BYTES)},
            "enable_duplicate_check": 1,
            "duplicate_check_interval": 1800,
        }
        body = json.dumps(said, ensure_ascii=False).encode()
        url = f"{self._host}/cgi-bin/message/send?access_token={quote(self._valid_token())}"
        return self._poster.post(url, body)

    def _valid_token(self) -> str:
        if not self._token or monotonic() > self._until:
            corp, secret = quote(self._fields[CORP]), quote(self._fields[SECRET])
            url = f"{self._host}/cgi-bin/gettoken?corpid={corp}&corpsecret={secret}"
            answer = self._poster.post(url, b"")
            judged(answer, APP_CODES)
            self._token = str(answer.said.get("access_token", ""))
            self._until = monotonic() + int(answer.said.get("expires_in", 0)) / 2
        return self._token
