"""What reading dropped or changed, each kind said once, with how often and what it was."""

from __future__ import annotations

from dataclasses import dataclass, field

from workflow.documents.reader.sentences import SENTENCES
from workflow.documents.talk import Remark

MOST_NAMED = 30
"""So many different details are quoted in a sentence; headers are quoted whole."""


@dataclass(slots=True)
class _Met:
    count: int = 0
    places: list[str] = field(default_factory=list)
    details: dict[str, None] = field(default_factory=dict)


class Remarks:
    """Collects what is said of one file; a remark that is met again counts on."""

    def __init__(self) -> None:
        self._met: dict[str, _Met] = {}

    def add(self, code: str, detail: str = "", place: str = "", count: int = 1) -> None:
        """``code`` of SENTENCES; ``detail`` is quoted there, ``place`` is a block's id."""
        met = self._met.setdefault(code, _Met())
        met.count += count
        if detail:
            met.details.setdefault(detail)
        if place and len(met.places) < 2:
            met.places.append(place)

    def again(self, others: Remarks, times: int = 1) -> None:
        """Add all of the others' so many times; they name no places."""
        for code, one in others._met.items():
            met = self._met.setdefault(code, _Met())
            met.count += one.count * times
            met.details.update(one.details)

    def taken(self) -> Remarks:
        """What was met so far, which is forgotten here."""
        made = Remarks()
        made._met, self._met = self._met, {}
        return made

    def codes(self) -> set[str]:
        return set(self._met)

    def all(self) -> list[Remark]:
        """In the order in which they were first met; a place only where there is just one."""
        return [_remark(code, met) for code, met in self._met.items()]


def _remark(code: str, met: _Met) -> Remark:
    zh, en = SENTENCES[code]
    details = list(met.details)
    shown = details[:MOST_NAMED]
    more = len(details) > len(shown)
    figures = {"count": met.count}
    return Remark(
        code,
        zh.format(what="、".join(f"“{one}”" for one in shown) + ("等" if more else ""), **figures),
        en.format(
            what=", ".join(f"“{one}”" for one in shown) + (" ..." if more else ""), **figures
        ),
        met.places[0] if met.count == 1 and met.places else "",
        met.count,
    )
