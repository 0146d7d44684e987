"""What stands beside a section's text: evidence, last year's text, how long it was to be."""

from __future__ import annotations

from functools import cached_property

from workflow.actions.evidence.evidence import EvidenceView, shown
from workflow.domain.text import Text, say
from workflow.store import EarlierChoice, Section
from workflow.store.earlier_text import earlier_beside

SHORT = Text("还差 {n} 字", "{n} short")
OVER = Text("多出 {n} 字", "{n} over")
WITHIN = Text("字数合适", "as wished")


class BesideText:
    """For one section, each part read when it is first asked for."""

    def __init__(self, section: Section) -> None:
        self._section = section

    @cached_property
    def evidence(self) -> list[EvidenceView]:
        return shown(self._section)

    @cached_property
    def _earlier(self) -> tuple[EarlierChoice | None, bool]:
        return earlier_beside(self._section.id)

    @property
    def earlier(self) -> EarlierChoice | None:
        """Last year's text; its choice may say that none fits."""
        return self._earlier[0]

    @property
    def holds_earlier(self) -> bool:
        """Whether the report holds any texts of an earlier one."""
        return self._earlier[1]

    @property
    def quota(self) -> Quota | None:
        """The wished length; None where there is none."""
        section = self._section
        if not (section.quota_min or section.quota_max):
            return None
        return Quota(section.quota_min or 0, section.quota_max or 0)


class Quota:
    """From ``least`` to ``most`` characters, 0 for no bound."""

    short, over, within = SHORT, OVER, WITHIN

    def __init__(self, least: int, most: int) -> None:
        self.least, self.most = least, most

    def words(self, count: int) -> Text:
        """How far a text of this length is from it; the editor says the same while one writes."""
        if count < self.least:
            return say(SHORT.zh, SHORT.en, n=self.least - count)
        if self.most and count > self.most:
            return say(OVER.zh, OVER.en, n=count - self.most)
        return WITHIN
