"""The set-up that script/server and script/test share; one at a time in a folder."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from script.lib import assets, packages
from script.lib.places import LOCK
from script.lib.say import Steps, note


def prepare(steps: Steps, name: str, files: Sequence[Path]) -> None:
    """Four steps: environment, packages, assets, translations. Quick when nothing changed."""
    with _alone():
        steps.step("准备 Python 环境", "preparing the Python environment")
        packages.make_environment()
        steps.step("安装依赖", "installing packages")
        packages.install(name, files)
        steps.step("构建页面样式和脚本", "building styles and scripts")
        assets.build_assets()
        steps.step("编译译文", "compiling translations")
        assets.compile_translations()


@contextmanager
def _alone() -> Iterator[None]:
    """Waits while another set-up works in this folder."""
    handle = os.open(LOCK, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            note("另一个安装正在进行，等待 / another set-up is running here; waiting ...")
            fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)
