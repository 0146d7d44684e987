"""Secrets at rest: sealed by a key derived from the installation's own, never stored openly."""

from __future__ import annotations

import base64
import json
from collections.abc import Mapping

from cryptography.fernet import Fernet, InvalidToken
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

PURPOSE = b"huigao: addresses of channels"


class Unreadable(Exception):
    """Sealed under another key: whoever keeps the secret has to enter it again."""


def seal(secret_key: str, fields: Mapping[str, str]) -> str:
    return _sealer(secret_key).encrypt(json.dumps(dict(fields)).encode()).decode()


def unseal(secret_key: str, sealed: str) -> dict[str, str]:
    """The fields; raises Unreadable."""
    try:
        return dict(json.loads(_sealer(secret_key).decrypt(sealed.encode())))
    except (InvalidToken, ValueError) as error:
        raise Unreadable from error


def _sealer(secret_key: str) -> Fernet:
    derived = HKDF(algorithm=SHA256(), length=32, salt=None, info=PURPOSE)
    return Fernet(base64.urlsafe_b64encode(derived.derive(secret_key.encode())))
