"""Programs and fonts that tests need and that no Python package brings; root gets them by apt."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from script.lib import runs
from script.lib.places import environment
from script.lib.say import note

FONTS = Path("/usr/share/fonts")


@dataclass(frozen=True)
class Part:
    package: str
    there: Callable[[], bool]


def _program(*names: str) -> Callable[[], bool]:
    return lambda: any(shutil.which(name) for name in names)


def _font(pattern: str) -> Callable[[], bool]:
    return lambda: any(FONTS.glob(f"**/{pattern}"))


PARTS = (
    Part("chromium", _program("chromium")),
    Part("libreoffice-writer-nogui", _program("soffice", "libreoffice")),
    Part("poppler-utils", _program("pdftoppm")),
    Part("postgresql", lambda: any(Path("/usr/lib/postgresql").glob("*/bin/initdb"))),
    Part("fontconfig", _program("fc-list")),
    Part("fonts-noto-cjk", _font("NotoSansCJK*")),
    Part("fonts-arphic-ukai", _font("ukai*")),
    Part("fonts-arphic-uming", _font("uming*")),
    Part("fonts-liberation", _font("Liberation*")),
)


def install_missing() -> None:
    """One apt call for what is missing; where that cannot be, says what is missing."""
    wanted = missing()
    if not wanted:
        return
    if os.getuid() == 0 and shutil.which("apt-get"):
        note(f"      apt-get install {' '.join(wanted)}")
        _by_apt(wanted)
        wanted = missing()
    if wanted:
        note(
            f"      缺少 {'、'.join(wanted)}；需要它们的测试会跳过（CI=true 时算失败）\n"
            f"      missing: {', '.join(wanted)}; tests that need them are skipped "
            "(under CI=true they fail)"
        )


def missing() -> list[str]:
    return [part.package for part in PARTS if not part.there()]


def _by_apt(packages: list[str]) -> None:
    env = environment(DEBIAN_FRONTEND="noninteractive")
    for command in (
        ["apt-get", "update", "-q"],
        ["apt-get", "install", "-q", "-y", "--no-install-recommends", *packages],
    ):
        good, words = runs.quietly(command, env=env)
        if not good:
            runs.show(words)
