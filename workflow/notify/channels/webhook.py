"""Another system: JSON, signed, with a key by which it knows a repeat."""

from __future__ import annotations

import hashlib
import hmac
import json
import time
from collections.abc import Mapping
from datetime import datetime

from workflow.domain.channels import SECRET, URL
from workflow.notify.channels.answers import by_status
from workflow.notify.channels.base import Limit
from workflow.notify.message import Message
from workflow.notify.posting import Poster, checked


class Webhook:
    """``fields``: ``url`` and ``secret``. The receiver computes the signature over
    ``Huigao-Timestamp``, a point and the body, and forgets what is older than minutes.
    """

    limits: tuple[Limit, ...] = (Limit(300, 60),)

    def __init__(self, fields: Mapping[str, str], poster: Poster) -> None:
        self.target, self._secret, self._poster = fields[URL], fields[SECRET], poster

    def send(self, message: Message) -> bool:
        body, moment = _body(message), str(int(time.time()))
        headers = {
            "Huigao-Timestamp": moment,
            "Huigao-Signature": signature(self._secret, moment, body),
            "Idempotency-Key": message.id.strip("<>"),
        }
        by_status(self._poster.post(self.target, body, headers), checked(self.target))
        return False

    def close(self) -> None:
        self._poster.close()


def signature(secret: str, moment: str, body: bytes) -> str:
    """``v1=`` and HMAC-SHA256 in hex of ``moment.body``."""
    signed = hmac.new(secret.encode(), f"{moment}.".encode() + body, hashlib.sha256)
    return f"v1={signed.hexdigest()}"


def _body(message: Message) -> bytes:
    happened = message.happened_at
    said = {
        "id": message.id.strip("<>"),
        "kind": message.kind,
        "happened_at": happened.isoformat() if isinstance(happened, datetime) else None,
        "to": {"name": message.to_name, "mail": message.to_address},
        "headline": message.subject,
        "ask": message.ask,
        "details": dict(message.details),
        "text": message.body,
        "link": message.link,
    }
    return json.dumps(said, ensure_ascii=False).encode()
