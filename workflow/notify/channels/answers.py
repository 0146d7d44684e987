"""What a platform's answer means: HTTP 200 says nothing, the code in the body does."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import timedelta

from workflow.notify.channels.base import PermanentFailure, TemporaryFailure
from workflow.notify.posting import Answer

LATER = frozenset({408, 425, 429})
"""HTTP answers below 500 after which the same may work."""
LONGEST_SENTENCE = 200


@dataclass(frozen=True)
class Codes:
    """Of one platform. ``field`` has the code and ``words`` its sentence; ``busy`` passes by
    itself, ``throttled`` after a silence of ``silence``; anything else but 0 is final.
    """

    name: str
    field: str
    words: str
    busy: Collection[int]
    throttled: Collection[int]
    silence: timedelta


def judged(answer: Answer, codes: Codes) -> None:
    """Returns where the message was taken; raises one of the failures."""
    by_status(answer, codes.name)
    code = answer.said.get(codes.field)
    if not isinstance(code, int):
        raise PermanentFailure(
            f"{codes.name} 的答复看不懂，请核对地址 / "
            f"{codes.name} gave an answer that is none of its own: check the address"
        )
    if code == 0:
        return
    words = str(answer.said.get(codes.words, ""))[:LONGEST_SENTENCE]
    sentence = f"{codes.name} 答复 {code} {words} / {codes.name} answered {code} {words}"
    if code in codes.throttled:
        raise TemporaryFailure(sentence, wait=codes.silence)
    raise TemporaryFailure(sentence) if code in codes.busy else PermanentFailure(sentence)


def by_status(answer: Answer, name: str) -> None:
    """By HTTP alone: 2xx is taken, 5xx and a few others may pass, the rest will not."""
    if 200 <= answer.status < 300:
        return
    sentence = f"{name} 答复 HTTP {answer.status} / {name} answered HTTP {answer.status}"
    if answer.status >= 500 or answer.status in LATER:
        raise TemporaryFailure(sentence, wait=answer.wait)
    raise PermanentFailure(sentence)
