"""A house style as JSON, in and out; what is wrong is named by its place and in a sentence."""

from __future__ import annotations

import re
from dataclasses import MISSING, Field, asdict, fields, is_dataclass
from types import NoneType, UnionType
from typing import Any, Literal, TypeVar, get_args, get_origin, get_type_hints

from workflow.documents.errors import DocumentError
from workflow.documents.profile.model import Profile
from workflow.documents.profile.rules import Fault, faults

VERSION = 1
MOST_ENTRIES = 9
LONGEST_TEXT = 64
_UNPRINTABLE = re.compile('[\x00-\x1f\x7f\ud800-\udfff\ufffe\uffff<>&"]')
T = TypeVar("T")


class ProfileError(DocumentError):
    """A house style that cannot be used; ``place`` says where, as in ``page.top``."""

    def __init__(self, place: str, zh: str, en: str) -> None:
        super().__init__(
            f"版式没有保存：{zh}（位置 {place}）。原来的版式没有改变。",
            f"The house style was not saved: {en} (at {place}). The old one is unchanged.",
            "profile",
        )
        self.place = place


def to_json(profile: Profile) -> dict[str, Any]:
    """The JSON that an office stores and edits."""
    return {"version": VERSION, **_plain(asdict(profile))}


def from_json(stored: Any) -> Profile:
    """A checked profile; ProfileError names the first wrong place.

    What is left out has the value of GB/T 9704, so a style of an older version stays good.
    """
    given = dict(stored) if isinstance(stored, dict) else stored
    if isinstance(given, dict) and given.pop("version", VERSION) != VERSION:
        raise ProfileError("version", "版本不认识", "the version is unknown")
    profile = _object(Profile, given, "")
    for fault in faults(profile):
        raise _refused(fault)
    return profile


def _refused(fault: Fault) -> ProfileError:
    return ProfileError(fault.place, fault.zh, fault.en)


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _plain(one) for key, one in value.items()}
    return [_plain(one) for one in value] if isinstance(value, tuple) else value


def _object(kind: type[T], stored: Any, place: str) -> T:
    """A dataclass from a JSON object: no unknown key, each value of its field's type."""
    if not isinstance(stored, dict):
        raise ProfileError(place or "profile", "格式不对，应为对象", "it must be an object")
    known = {one.name: one for one in fields(kind)}  # type: ignore[arg-type]
    for key in stored:
        if key not in known:
            raise ProfileError(_below(place, str(key)), "没有这一项", "there is no such entry")
    hints = get_type_hints(kind)
    made = {
        name: _value(hints[name], one, stored[name], _below(place, name))
        for name, one in known.items()
        if _is_given(one, stored, place)
    }
    return kind(**made)


def _below(place: str, name: str) -> str:
    return f"{place}.{name}" if place else name


def _is_given(one: Field[Any], stored: dict[str, Any], place: str) -> bool:
    if one.name not in stored and one.default is MISSING:
        raise ProfileError(_below(place, one.name), "缺少这一项", "this entry is missing")
    return one.name in stored


def _value(hint: Any, one: Field[Any], stored: Any, place: str) -> Any:
    if is_dataclass(hint) and isinstance(hint, type):
        return _object(hint, stored, place)
    if get_origin(hint) is Literal:
        return _choice(get_args(hint), stored, place)
    if get_origin(hint) is tuple:
        return _entries(get_args(hint)[0], one, stored, place)
    if isinstance(hint, UnionType):
        return None if stored is None else _value(_not_none(hint), one, stored, place)
    if hint is int:
        return _whole(one.metadata["bounds"], stored, place)
    return _switch(stored, place) if hint is bool else _text(stored, place)


def _not_none(hint: UnionType) -> Any:
    return next(one for one in get_args(hint) if one is not NoneType)


def _choice(among: tuple[str, ...], stored: Any, place: str) -> str:
    if not isinstance(stored, str) or stored not in among:
        words = "、".join(among)
        raise ProfileError(place, f"应为其中之一：{words}", f"must be one of {', '.join(among)}")
    return stored


def _entries(hint: Any, one: Field[Any], stored: Any, place: str) -> tuple[Any, ...]:
    if not isinstance(stored, list) or not 1 <= len(stored) <= MOST_ENTRIES:
        raise ProfileError(
            place, f"应为 1 到 {MOST_ENTRIES} 项的列表", f"must be a list of 1 to {MOST_ENTRIES}"
        )
    return tuple(_value(hint, one, entry, f"{place}[{n}]") for n, entry in enumerate(stored))


def _whole(bounds: tuple[int, int], stored: Any, place: str) -> int:
    least, most = bounds
    if not isinstance(stored, int) or isinstance(stored, bool) or not least <= stored <= most:
        raise ProfileError(
            place, f"应为 {least} 到 {most} 的整数", f"must be a whole number, {least} to {most}"
        )
    return stored


def _switch(stored: Any, place: str) -> bool:
    if not isinstance(stored, bool):
        raise ProfileError(place, "应为是或否", "must be true or false")
    return stored


def _text(stored: Any, place: str) -> str:
    if not isinstance(stored, str) or len(stored) > LONGEST_TEXT or _UNPRINTABLE.search(stored):
        raise ProfileError(
            place,
            f"应为不超过 {LONGEST_TEXT} 个字的文字，不含引号、尖括号和控制字符",
            f"must be text of at most {LONGEST_TEXT} characters, without straight quotes, "
            "angle brackets and control characters",
        )
    return stored
