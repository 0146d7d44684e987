"""Keys for a person's own scripts: made, shown once, taken back."""

from __future__ import annotations

import hashlib
import secrets
from datetime import datetime, timedelta

from workflow.actions.work import Work
from workflow.domain.machine import NotYet
from workflow.domain.text import Text, say
from workflow.store import ApiToken, Person, db
from workflow.store.api_token import token_by_hash, tokens_of

MARK = "huigao_"
"""How a key begins, so that it is known for one wherever it is found."""
VALID_FOR = timedelta(days=365)
MOST = 10
NAMELESS = Text(
    "请给密钥起个名称，例如用它的程序。没有生成密钥。",
    "Name the key, for example after the program that uses it. None was made.",
)


def make(work: Work, person: Person, name: str) -> str:
    """The secret, which is stored nowhere; raises NotYet with the sentence."""
    if not name.strip():
        raise NotYet(NAMELESS)
    if len(tokens_of(person.id)) >= MOST:
        raise NotYet(
            say(
                "最多有 {n} 个密钥，没有生成新的。请先停用不再使用的。",
                "There may be {n} keys at most, so none was made: end one that is unused first.",
                n=MOST,
            )
        )
    secret = MARK + secrets.token_urlsafe(32)
    row = ApiToken(
        person_id=person.id,
        name=name.strip()[:100],
        secret_hash=_hash(secret),
        login_serial=person.login_serial,
        created_at=work.now,
        expires_at=work.now + VALID_FOR,
    )
    db.session.add(row)
    return secret


def end(work: Work, person: Person, token_id: int) -> bool:
    """Take a key of one's own back; False where there is none."""
    found = next((one for one in tokens_of(person.id) if one.id == token_id), None)
    if found is None:
        return False
    found.revoked_at = work.now
    return True


def person_of_secret(secret: str, now: datetime) -> Person | None:
    """Whose key this is, while it holds."""
    found = token_by_hash(_hash(secret)) if secret.startswith(MARK) else None
    return found.person if found is not None and found.holds(now) else None


def _hash(secret: str) -> str:
    """A key has 256 random bits, so a plain hash is as good as a slow one."""
    return hashlib.sha256(secret.encode()).hexdigest()
