"""script/server as a person starts it, on a folder of its own."""

from __future__ import annotations

import os
import signal
import subprocess
import time
import urllib.request
from collections.abc import Callable
from pathlib import Path

from tests.postgres import free_port
from workflow.embedded import socket_path

ROOT = Path(__file__).resolve().parent.parent
SERVER = ROOT / "script" / "server"
PATIENCE = 60.0
OPENER = urllib.request.build_opener(urllib.request.ProxyHandler({}))


class RunningServer:
    """Started in ``folder`` (not in the repository), with its data in ``var``."""

    def __init__(self, folder: Path, *more: str, port: int | None = None) -> None:
        self.var, self.port = folder / "var", port or free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self._out, self._err = folder / "out", folder / "err"
        command = [str(SERVER), "--port", str(self.port), "--no-sample", *more]
        with self._out.open("wb") as out, self._err.open("wb") as err:
            self.process = subprocess.Popen(
                command,
                cwd=folder,
                env=variables(self.var),
                stdin=subprocess.DEVNULL,
                stdout=out,
                stderr=err,
                start_new_session=True,
            )

    @property
    def out(self) -> str:
        return self._out.read_text("utf-8")

    @property
    def err(self) -> str:
        return self._err.read_text("utf-8")

    def wait_until_ready(self) -> None:
        until(lambda: "is ready: " in self.out or self.process.poll() is not None)
        assert self.process.poll() is None, self.err

    def ready(self) -> bool:
        try:
            with OPENER.open(f"{self.url}/readyz", timeout=2) as answer:
                return bool(answer.status == 200)
        except OSError:
            return False

    def left(self) -> dict[int, str]:
        """Every living process of this installation: its id and its command."""
        # Redis writes its title over its variables, so it is known by its socket.
        signs = f"HUIGAO_VAR={self.var}", f"unixsocket:{socket_path(self.var / 'run')}"
        found = (_process(place, signs) for place in Path("/proc").glob("[0-9]*"))
        return {pid: words for pid, words in found if words}

    def end(self) -> None:
        """For the end of a test, whatever happened in it."""
        if self.process.poll() is None:
            self.process.terminate()
            self.process.wait(PATIENCE)
        for pid in self.left():
            os.kill(pid, signal.SIGKILL)


def variables(var: Path) -> dict[str, str]:
    """The machine's variables, without those that name somebody's installation."""
    kept = ("PATH", "HOME", "LANG", "LC_ALL", "TMPDIR")
    made = {name: os.environ[name] for name in kept if name in os.environ}
    return made | {"HUIGAO_VAR": str(var)}


def until(condition: Callable[[], bool], seconds: float = PATIENCE) -> None:
    """Waits for it; fails if it does not come."""
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, "waited in vain"
        time.sleep(0.1)


def _process(place: Path, signs: tuple[str, ...]) -> tuple[int, str]:
    try:
        told = (place / "environ").read_bytes().decode(errors="replace").split("\0")
        words = (place / "cmdline").read_bytes().decode(errors="replace").split("\0")
    except OSError:
        return 0, ""
    line = " ".join(words).strip()
    own = any(sign in told or sign in line for sign in signs)
    return int(place.name), line if own else ""
