"""Where things are, and the environment that programs of the virtual environment run in."""

from __future__ import annotations

import os
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
STAMPS = VENV / "stamps"
LOCK = ROOT / ".venv.lock"
# Without bytecode each start would compile everything anew, which takes seconds.
UNWANTED = {"PYTHONHOME", "PYTHONDONTWRITEBYTECODE"}
CERTIFICATES = Path("/etc/ssl/certs/ca-certificates.crt")


def caller_dir() -> Path:
    """Where the person stood when typing the command; the command itself works in ROOT."""
    return Path(os.environ.get("HUIGAO_CALLER_DIR") or Path.cwd())


def var_dir() -> Path:
    """Where data is kept: HUIGAO_VAR, read from where the person stood, else ``var``."""
    given = os.environ.get("HUIGAO_VAR")
    return (caller_dir() / given).resolve() if given else ROOT / "var"


def environment(**more: str) -> dict[str, str]:
    """This process's variables, with the virtual environment first on the PATH."""
    made = {name: value for name, value in os.environ.items() if name not in UNWANTED}
    path = os.pathsep.join([str(VENV / "bin"), made.get("PATH") or os.defpath])
    made |= {"VIRTUAL_ENV": str(VENV), "PATH": path, "PYTHONUNBUFFERED": "1"}
    made |= {"HOME": _home(made.get("HOME", ""))}
    if CERTIFICATES.exists():
        # Node trusts only its own list, and so fails behind an office's proxy that pip passes.
        made.setdefault("NODE_EXTRA_CA_CERTS", str(CERTIFICATES))
    return made | more


def _home(home: str) -> str:
    """HOME if it can be written to, else a folder of our own: installers keep caches there."""
    if home and os.access(home, os.W_OK | os.X_OK):
        return home
    return str(VENV / "home")
