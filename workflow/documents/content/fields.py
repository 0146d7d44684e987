"""Checked fields of content's JSON: each returns the value or names the place it is wrong at."""

from __future__ import annotations

import re
from typing import Any

from workflow.documents.content.errors import ContentError
from workflow.documents.content.model import UNSTORABLE

_ID = re.compile(r"[A-Za-z0-9_-]{1,64}")
_HASH = re.compile(r"[0-9a-f]{64}")
_NAME = re.compile(r"[^\s\x00-\x20\"<>&]{1,120}")
_LINK = re.compile(r"(?:https?|ftp)://\S+|mailto:\S+|tel:[\d+() -]+|#\S+", re.IGNORECASE)
MOST_OF_A_LINK = 2_000


def mapping(stored: Any, place: str) -> dict[str, Any]:
    if not isinstance(stored, dict):
        raise ContentError(place, "格式不对", "it is not an object")
    return stored


def listing(holder: dict[str, Any], name: str, place: str, most: int) -> list[Any]:
    """The list under ``name``, empty where there is none, with at most ``most`` entries."""
    found = holder.get(name, [])
    if not isinstance(found, list):
        raise ContentError(f"{place}.{name}", "应为列表", "must be a list")
    if len(found) > most:
        raise ContentError(
            f"{place}.{name}", f"超过 {most} 项，请拆分", f"over {most} entries: split it"
        )
    return found


def text(holder: dict[str, Any], name: str, place: str, default: str | None = None) -> str:
    """Text on one line; what XML cannot hold is left out, a line end becomes a space."""
    found = holder.get(name, default)
    if not isinstance(found, str):
        raise ContentError(f"{place}.{name}", "缺少文字", "the text is missing")
    return UNSTORABLE.sub("", found).replace("\r\n", " ").replace("\n", " ").replace("\r", " ")


def lines(holder: dict[str, Any], name: str, place: str) -> str:
    """Text that may have line ends: what an island reads as."""
    found = holder.get(name, "")
    if not isinstance(found, str):
        raise ContentError(f"{place}.{name}", "应为文字", "must be text")
    return UNSTORABLE.sub("", found)


def identity(holder: dict[str, Any], place: str) -> str:
    found = holder.get("id")
    if not isinstance(found, str) or not _ID.fullmatch(found):
        raise ContentError(f"{place}.id", "段落标识不正确", "the block id is not valid")
    return found


def digest(holder: dict[str, Any], place: str) -> str:
    found = holder.get("hash")
    if not isinstance(found, str) or not _HASH.fullmatch(found):
        raise ContentError(f"{place}.hash", "附带文件的标识不正确", "the file's hash is not valid")
    return found


def bookmark_name(holder: dict[str, Any], place: str) -> str:
    found = holder.get("name")
    if not isinstance(found, str) or not _NAME.fullmatch(found):
        raise ContentError(f"{place}.name", "书签名称不正确", "the bookmark's name is not valid")
    return found


def link(holder: dict[str, Any], place: str) -> str:
    """An address of the web or of mail, or ``#`` and a bookmark; "" for none."""
    found = holder.get("link", "")
    if found == "":
        return ""
    if not isinstance(found, str) or len(found) > MOST_OF_A_LINK or not _LINK.fullmatch(found):
        raise ContentError(
            f"{place}.link",
            "链接只能指向网页、邮箱、电话或文内书签",
            "a link leads to a web page, a mail address, a telephone or a bookmark",
        )
    return found


def switch(holder: dict[str, Any], name: str, place: str) -> bool:
    found = holder.get(name, False)
    if not isinstance(found, bool):
        raise ContentError(f"{place}.{name}", "应为是或否", "must be true or false")
    return found


def number(
    holder: dict[str, Any], name: str, place: str, bounds: tuple[int, int], default: int | None
) -> int:
    """A whole number within ``bounds``, both included."""
    found, (least, most) = holder.get(name, default), bounds
    if not isinstance(found, int) or isinstance(found, bool) or not least <= found <= most:
        raise ContentError(
            f"{place}.{name}", f"应为 {least} 到 {most} 的整数", f"must be {least} to {most}"
        )
    return found
