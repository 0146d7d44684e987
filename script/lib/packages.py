"""The virtual environment: made once, filled with exactly what the requirement files pin."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Sequence
from pathlib import Path

from script.lib import runs, stamps
from script.lib.places import PYTHON, ROOT, VENV
from script.lib.say import Stop, not_writable, note

SERVER = (ROOT / "requirements.txt",)
TESTS = (ROOT / "requirements.txt", ROOT / "requirements-dev.txt")
NODE = (ROOT / "requirements-node.txt",)
UV = "uv==0.13.9"
# Outside of any environment: the one in .venv may be about to be removed.
BASE_PYTHON = os.path.realpath(sys.executable)


def make_environment() -> None:
    """Makes ``.venv`` where there is none that works; a moved folder counts as none."""
    if _works():
        return
    if VENV.exists():
        note("      .venv 不可用，正在重建 / .venv cannot be used and is made anew")
        shutil.rmtree(VENV)
    good, words = runs.quietly([BASE_PYTHON, "-m", "venv", VENV])
    if not good:
        shutil.rmtree(VENV, ignore_errors=True)
        _without_ensurepip(words)
    (VENV / "home").mkdir(mode=0o700, exist_ok=True)


def install(name: str, files: Sequence[Path]) -> bool:
    """Installs what the files pin, unless that is done already; tells whether it had to."""
    mark = stamps.fingerprint(files, str(VENV), sys.version)
    if stamps.done(name, mark):
        return False
    pins = [word for file in files for word in ("-r", str(file))]
    good, words = _by_uv(pins)
    if not good:
        good, words = runs.quietly([PYTHON, "-m", "pip", "install", "-q", *pins])
    if not good:
        runs.show(words)
        raise _failed()
    stamps.remember(name, mark)
    return True


def installed(name: str, files: Sequence[Path]) -> bool:
    return _works() and stamps.done(name, stamps.fingerprint(files, str(VENV), sys.version))


def _works() -> bool:
    """Whether the environment is there, of the Python that runs this, and was made in this place.

    Its programs name the folder's path, so after a move they would start nothing.
    """
    try:
        made = (VENV / "pyvenv.cfg").read_text("utf-8", errors="replace")
        made += (VENV / "bin" / "activate").read_text("utf-8", errors="replace")
    except OSError:
        return False
    if str(VENV) not in made:
        return False
    if sys.prefix == str(VENV):
        return True
    check = f"import sys, pip; sys.exit(sys.version_info[:2] != {sys.version_info[:2]})"
    return runs.quietly([PYTHON, "-c", check])[0]


def _by_uv(pins: Sequence[str]) -> tuple[bool, str]:
    """uv is ten times as fast as pip; where it cannot be had, pip does the same."""
    good, words = runs.quietly([PYTHON, "-m", "uv", "--version"])
    if not good:
        good, words = runs.quietly([PYTHON, "-m", "pip", "install", "-q", UV])
    if not good:
        return False, words
    install: list[str | Path] = [PYTHON, "-m", "uv", "pip", "install", "-q", "--compile-bytecode"]
    return runs.quietly([*install, "--python", PYTHON, *pins])


def _without_ensurepip(words: str) -> None:
    """Debian keeps what ``venv`` needs in a package of its own; any pip at hand does too."""
    commands: tuple[list[str | Path], ...] = (
        [BASE_PYTHON, "-m", "venv", "--without-pip", VENV],
        [BASE_PYTHON, "-m", "pip", "--python", PYTHON, "install", "-q", "pip"],
    )
    if all(runs.quietly(command)[0] for command in commands):
        return
    shutil.rmtree(VENV, ignore_errors=True)
    if not os.access(ROOT, os.W_OK):
        raise not_writable(str(ROOT))
    runs.show(words)
    raise Stop(
        f"无法在 {VENV} 建立 Python 环境。没有改动其他文件；请确认目录可写，并已安装 venv "
        "（例如 apt-get install python3-venv），再运行一次。",
        f"The Python environment {VENV} could not be made. No other file was touched; see that "
        "the folder is writable and venv is installed (for example apt-get install "
        "python3-venv), then run this again.",
    )


def _failed() -> Stop:
    return Stop(
        "依赖没有安装成功，原因见上。数据没有改动；"
        "请检查网络或软件源设置，再运行一次即可接着安装。",
        "The packages could not be installed; the reason is above. Your data was not touched. "
        "Check the network or the package index settings and run this again to go on.",
    )
