"""Pass: styles. The report's win by type and name; what only a part has comes along."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Sequence
from itertools import islice
from typing import Any, NamedTuple, TypeAlias

from workflow.documents.chunk import Style
from workflow.documents.house.styles import styles_part
from workflow.documents.house.xml import W, w
from workflow.documents.merge.rows import quoted
from workflow.documents.needs import folded_name
from workflow.documents.pieces import pieces_of
from workflow.documents.profile import Profile
from workflow.documents.word.package import parse_xml

MOST_HOUSES = 8
MOST_ORDERS = 64
"""Tuples of styles that are known again."""
_NAME = re.compile(rb'<w:name w:val="[^"<>]*"/>')


# What is looked at, and what makes bytes of it: the bytes.
Keep: TypeAlias = Callable[[object, Callable[[], bytes]], bytes]


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
        self._looks: dict[tuple[str, str, str], str] = {}
        self._renamed: dict[tuple[str, str, str], str] = {}
        self._added: list[bytes] = []
        # With the tuples themselves, so that the place of none is given to another.
        self._orders: dict[int, tuple[tuple[Style, ...], Sequence[bytes]]] = {}

    def claim_all(self, styles: tuple[Style, ...]) -> tuple[Sequence[bytes], list[Style]]:
        """Their ids as they are written, and those that must be added with ``add``.

        Parts of one office may hold the same tuple, which is not looked through again.
        """
        known = self._orders.get(id(styles))
        if known is not None:
            return known[1], []
        claimed = [self.claim(one) for one in styles]
        ids = [own.encode() for own, _ in claimed]
        if len(self._orders) < MOST_ORDERS:
            self._orders[id(styles)] = styles, ids
        return ids, [one for one, (_, is_new) in zip(styles, claimed, strict=True) if is_new]

    def claim(self, style: Style) -> tuple[str, bool]:
        """The id of the style in the report, and whether it must be added with ``add``."""
        key = (style.type, folded_name(style.name))
        if style.look:
            return self._claim_look(style, key)
        if key in self._ids:
            return self._ids[key], False
        own = self._free_id(style.name)
        self._ids[key] = own
        return own, True

    def add(self, style: Style, xml: bytes) -> None:
        """The definition of a style that was claimed as new, its holes filled."""
        name = self._renamed.get((style.type, folded_name(style.name), style.look))
        self._added.append(
            xml if name is None else _NAME.sub(lambda _: name.encode(), xml, count=1)
        )

    def _claim_look(self, style: Style, key: tuple[str, str]) -> tuple[str, bool]:
        """A style that looks otherwise than the report's of that name gets a name of its own."""
        look = (*key, style.look)
        if look in self._looks:
            return self._looks[look], False
        name, count = style.name, 1
        while (style.type, folded_name(name)) in self._ids:
            count += 1
            name = f"{style.name} ({count})"
        own = self._looks[look] = self._ids[style.type, folded_name(name)] = self._free_id(name)
        if count > 1:
            self._renamed[look] = f"<w:name w:val={quoted(name)}/>"
        return own, True

    def length(self) -> list[int]:
        """How much there is."""
        return [len(one) for one in (self._ids, self._looks, self._renamed, self._added)]

    def since(self, length: list[int]) -> list[list[Any]]:
        """What was claimed and added since."""
        ids, looks, renamed, added = length
        return [
            [[*key, own] for key, own in islice(self._ids.items(), ids, None)],
            [[*key, own] for key, own in islice(self._looks.items(), looks, None)],
            [[*key, own] for key, own in islice(self._renamed.items(), renamed, None)],
            self._added[added:],
        ]

    def replay(self, kept: list[list[Any]], texts: Sequence[bytes]) -> None:
        """The same again, of a part that was set in before; bytes by their place."""
        if not any(kept):
            return
        ids, looks, renamed, added = kept
        self._ids.update(((kind, name), own) for kind, name, own in ids)
        self._taken.update(own.casefold() for *_, own in ids)
        self._looks.update(((kind, name, look), own) for kind, name, look, own in looks)
        self._renamed.update(((kind, name, look), own) for kind, name, look, own in renamed)
        self._added += [texts[one] for one in added]

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


def house_of(profile: Profile, keep: Keep | None = None) -> House:
    """The house style's sheet, made once a profile; ``keep`` may know it of another process."""
    known = _HOUSES.get(profile)
    if known is None:
        stored = keep(repr(profile), lambda: _stored(_made(profile))) if keep else None
        if len(_HOUSES) >= MOST_HOUSES:
            _HOUSES.clear()
        known = _HOUSES[profile] = _made(profile) if stored is None else _read(stored)
    return known


def _stored(house: House) -> bytes:
    rows = [[*key, own] for key, own in house.ids.items()]
    return json.dumps(rows).encode() + b"\n" + house.inner


def _read(stored: bytes) -> House:
    line, _, inner = stored.partition(b"\n")
    return House(inner, {(kind, name): own for kind, name, own in json.loads(line)})


def _made(profile: Profile) -> House:
    root = parse_xml(styles_part(profile))
    ids = {
        (style.get(w("type")) or "paragraph", folded_name(name)): style.get(w("styleId")) or ""
        for style in root.iterchildren(w("style"))
        for name in [str(style.find(f"{{{W}}}name").get(w("val")))]  # type: ignore[union-attr]
    }
    pieces = pieces_of(*root)
    return House(b"".join(one for one in pieces if isinstance(one, bytes)), ids)


_HOUSES: dict[Profile, House] = {}
