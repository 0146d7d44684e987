"""Pass: styles. The report's win by type and name; what only a part has comes along."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from workflow.documents.chunk import Style, pieces_of
from workflow.documents.house.styles import styles_part
from workflow.documents.house.xml import W, w
from workflow.documents.needs import folded_name
from workflow.documents.profile import Profile
from workflow.documents.word.package import parse_xml


class House(NamedTuple):
    """The report's own styles: what stands within w:styles, and ids by type and name."""

    inner: bytes
    ids: dict[tuple[str, str], str]


class Stylesheet:
    """Maps styles of parts to those of the report, and collects the ones it lacks."""

    def __init__(self, profile: Profile) -> None:
        self._house = house_of(profile)
        self._ids = dict(self._house.ids)
        self._taken = {one.casefold() for one in self._ids.values()}
        self._added: list[bytes] = []

    def claim(self, style: Style) -> tuple[str, bool]:
        """The id of the style in the report, and whether it must be added with ``add``."""
        key = (style.type, folded_name(style.name))
        if key in self._ids:
            return self._ids[key], False
        own = self._free_id(style.name)
        self._ids[key] = own
        return own, True

    def add(self, xml: bytes) -> None:
        self._added.append(xml)

    def inner(self) -> bytes:
        """What stands within w:styles."""
        return self._house.inner + b"".join(self._added)

    def _free_id(self, name: str) -> str:
        base = "".join(one for one in name if one.isalnum()) or "Style"
        own, count = base, 1
        while own.casefold() in self._taken:
            count += 1
            own = f"{base}{count}"
        self._taken.add(own.casefold())
        return own


@lru_cache(maxsize=8)
def house_of(profile: Profile) -> House:
    """The house style's sheet, made once a profile."""
    root = parse_xml(styles_part(profile))
    ids = {
        (style.get(w("type")) or "paragraph", folded_name(name)): style.get(w("styleId")) or ""
        for style in root.iterchildren(w("style"))
        for name in [str(style.find(f"{{{W}}}name").get(w("val")))]  # type: ignore[union-attr]
    }
    pieces = pieces_of(*root)
    return House(b"".join(one for one in pieces if isinstance(one, bytes)), ids)
