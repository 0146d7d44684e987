"""The fields of a house style's form, in the units that an office thinks in.

Each field has a path into the style's data ("page.top"); what is stored are twips and
half-points, what is shown are millimetres, points and the names of sizes (字号).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from workflow.domain.text import Text

TWIPS_IN_MM, TWIPS_IN_POINT, HALF_POINTS = 56.6929, 20, 2
SIZES: Mapping[int, str] = {
    84: "初号",
    72: "小初",
    52: "一号",
    48: "小一",
    44: "二号",
    36: "小二",
    32: "三号",
    30: "小三",
    28: "四号",
    24: "小四",
    21: "五号",
    18: "小五",
    15: "六号",
}
"""Half-points and the name of the size."""
FACES = (
    "仿宋_GB2312",
    "楷体_GB2312",
    "黑体",
    "宋体",
    "方正小标宋简体",
    "方正仿宋_GBK",
    "方正楷体_GBK",
    "方正黑体_GBK",
    "Times New Roman",
)


@dataclass(frozen=True)
class Field:
    """``kind`` is mm, pt, size, face, count, switch, text or choice (with ``choices``)."""

    path: str
    label: Text
    kind: str
    choices: tuple[tuple[str, Text], ...] = ()
    hint: Text | None = None

    def shown(self, stored: Any) -> Any:
        """A stored value as the form shows it."""
        if self.kind == "mm":
            return f"{stored / TWIPS_IN_MM:.1f}"
        if self.kind == "pt":
            return f"{stored / TWIPS_IN_POINT:g}"
        return stored

    def read(self, sent: str) -> Any:
        """A sent value as it is stored; what is no number stays text and is refused by name."""
        if self.kind == "switch":
            return bool(sent)
        if self.kind in ("face", "text"):
            return sent
        if self.kind == "choice":
            return None if sent == "own" and self.path == "latin" else sent
        try:
            number = float(sent)
            unit = {"mm": TWIPS_IN_MM, "pt": TWIPS_IN_POINT}.get(self.kind, 1)
            return round(number * unit)
        except (ValueError, OverflowError):
            return sent


@dataclass(frozen=True)
class Group:
    """Fields under one heading of the form; ``lined`` sets a kind of text a line."""

    label: Text
    fields: tuple[Field, ...]
    lined: bool = False


def font(path: str, zh: str, en: str, bold: bool = False) -> tuple[Field, ...]:
    """Face and size of one kind of text, and whether it is bold."""
    made = (
        Field(f"{path}.name", Text(zh, en), "face"),
        Field(f"{path}.size", Text("字号", "Size"), "size"),
    )
    return (*made, Field(f"{path}.bold", Text("加粗", "Bold"), "switch")) if bold else made


def value_at(data: Mapping[str, Any], path: str) -> Any:
    for name in path.split("."):
        data = data[name]
    return data


def put(data: dict[str, Any], path: str, value: Any) -> None:
    """Set a value in place; the way there exists."""
    *way, last = path.split(".")
    for name in way:
        data = data[name]
    data[last] = value
