"""What the commands say: progress, and sentences in both languages when something stops them."""

from __future__ import annotations

import errno
import sys
from collections.abc import Iterator
from contextlib import contextmanager

NOT_WRITABLE = (errno.EACCES, errno.EPERM, errno.EROFS)
FULL = (errno.ENOSPC, errno.EDQUOT)


class Stop(Exception):
    """The command cannot go on; both sentences say what happened, what is safe, what to do."""

    def __init__(self, zh: str, en: str, code: int = 1) -> None:
        super().__init__(en)
        self.zh, self.en, self.code = zh, en, code


class Steps:
    """Numbers the steps of a command: ``[2/6] 安装依赖 / installing packages ...``"""

    def __init__(self, total: int, done: int = 0) -> None:
        self._total, self._done = total, done

    def step(self, zh: str, en: str) -> None:
        self._done += 1
        note(f"[{self._done}/{self._total}] {zh} / {en} ...")


def note(line: str) -> None:
    """A line for the person who watches; standard output is kept for results."""
    print(line, file=sys.stderr, flush=True)


@contextmanager
def sentences() -> Iterator[None]:
    """Ends the program with sentences instead of a traceback."""
    try:
        yield
    except Stop as stop:
        _end(stop)
    except KeyboardInterrupt:
        _end(Stop("已中断。再次运行即可继续。", "Interrupted. Run it again to go on.", 130))
    except OSError as error:
        if error.errno in NOT_WRITABLE:
            _end(not_writable(str(error.filename or "")))
        if error.errno in FULL:
            _end(_disk_full(str(error.filename or "")))
        raise


def not_writable(path: str) -> Stop:
    return Stop(
        f"没有写入权限：{path}。已有的数据没有改动；"
        "请换一个可写的目录，或让当前用户拥有它，再运行一次。",
        f"No permission to write: {path}. Existing data was not touched; use a folder that you "
        "may write to, or give this one to the current user, then run this again.",
    )


def _disk_full(path: str) -> Stop:
    return Stop(
        f"磁盘空间不足：{path}。已有的数据没有改动；请腾出空间后再运行一次。",
        f"The disk is full: {path}. Existing data was not touched; free some space, "
        "then run this again.",
    )


def _end(stop: Stop) -> None:
    note(f"\n{stop.zh}\n{stop.en}")
    raise SystemExit(stop.code)
