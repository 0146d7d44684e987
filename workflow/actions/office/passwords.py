"""Passwords: argon2id, one cost for every check, and the rule for new ones.

Hashing takes some sixty milliseconds, so entry points do it outside the transaction.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from typing import Protocol

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from workflow.domain.machine import NotYet
from workflow.domain.text import Text, say

SHORTEST, LONGEST = 10, 200
GROUPS, GROUP_LENGTH = 4, 4
# without 0/o, 1/l/i and the like: these passwords are read out and typed from paper
LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"
# RFC 9106 with OWASP's smaller memory (32 MiB): about 60 ms on one core of two
HASHER = PasswordHasher(time_cost=2, memory_cost=32 * 1024, parallelism=1)
# hash of a password that nobody has; checked where an account is missing
DECOY = (
    "$argon2id$v=19$m=32768,t=2,p=1$2zQEoMQCZScUNnhuBxeI3w$"
    "w8K2mcWPyWnlnFHd3T+nu8RVkc4dIoUMFstUBrel2J8"
)
RULE = Text(
    "密码至少 {n} 个字符，不能是姓名或邮箱。",
    "At least {n} characters, and neither your name nor your mail address.",
    {"n": SHORTEST},
)


class Named(Protocol):
    """Whose password it is; both are words that the password must not be."""

    @property
    def name(self) -> str: ...

    @property
    def email(self) -> str: ...


@dataclass(frozen=True)
class Secret:
    """A generated password, to be shown once, and its hash, to be stored."""

    password: str
    hash: str


def hash_password(password: str) -> str:
    return HASHER.hash(password)


def random_password() -> str:
    """Four groups of four letters and digits, about 79 bits: ``k7mp-3xqt-9wha-5cde``."""
    return "-".join(
        "".join(secrets.choice(LETTERS) for _ in range(GROUP_LENGTH)) for _ in range(GROUPS)
    )


def new_secret() -> Secret:
    password = random_password()
    return Secret(password, hash_password(password))


def matches(password: str, stored: str | None) -> bool:
    """Whether the password is right; a missing account costs as much as a wrong password."""
    try:
        right = HASHER.verify(stored or DECOY, password[: LONGEST + 1])
    except (VerificationError, InvalidHashError):
        return False
    return right and bool(stored)


def is_outdated(stored: str) -> bool:
    """Hashed with other parameters than today's: to be hashed anew at the next log-in."""
    return HASHER.check_needs_rehash(stored)


def checked(password: str, person: Named) -> str:
    """The password as it may be used; raises NotYet with the sentence that says the rule."""
    if len(password) < SHORTEST or _words(password) in _own_words(person):
        raise NotYet(RULE)
    if len(password) > LONGEST:
        raise NotYet(
            say("密码最多 {n} 个字符。", "A password has at most {n} characters.", n=LONGEST)
        )
    return password


def _words(text: str) -> str:
    """Letters alone, so that a name with a few digits behind it is still the name."""
    return "".join(letter for letter in text.casefold() if letter.isalpha())


def _own_words(person: Named) -> set[str]:
    local = person.email.partition("@")[0]
    return {word for word in map(_words, (person.name, person.email, local)) if word}
