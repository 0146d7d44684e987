"""What words are made of: of a notice in the database, or of plain values that were read of one."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Protocol

from workflow.domain.terms import SectionState


class Led(Protocol):
    """A report, and who leads it."""

    @property
    def id(self) -> int: ...
    @property
    def editor_id(self) -> int: ...
    @property
    def director_id(self) -> int | None: ...
    @property
    def created_at(self) -> datetime: ...


class Held(Protocol):
    """A section, and who has it."""

    @property
    def owner_id(self) -> int | None: ...
    @property
    def state(self) -> SectionState: ...


class Placed(Protocol):
    """The office, and the time by which it lives."""

    @property
    def zone(self) -> str: ...


class Reader(Protocol):
    """The person who is told."""

    @property
    def id(self) -> int: ...
    @property
    def name(self) -> str: ...
    @property
    def email(self) -> str: ...
    @property
    def language(self) -> str: ...
    @property
    def active(self) -> bool: ...
    @property
    def office_id(self) -> int: ...
    @property
    def office(self) -> Placed: ...


class Told(Protocol):
    """A notice; ``section`` and ``report`` are that of which it speaks."""

    @property
    def id(self) -> int: ...
    @property
    def kind(self) -> str: ...
    @property
    def details(self) -> Mapping[str, Any]: ...
    @property
    def created_at(self) -> datetime: ...
    @property
    def again_at(self) -> datetime | None: ...
    @property
    def person_id(self) -> int: ...
    @property
    def report_id(self) -> int | None: ...
    @property
    def section_id(self) -> int | None: ...
    @property
    def person(self) -> Reader: ...
    @property
    def report(self) -> Led | None: ...
    @property
    def section(self) -> Held | None: ...


class Sent(Protocol):
    """A notice on its way by one channel."""

    @property
    def id(self) -> int: ...
    @property
    def message_id(self) -> str: ...
    @property
    def notice(self) -> Told: ...
