"""script/server: sets up, then hands over to script.lib.running inside the environment."""

from __future__ import annotations

import argparse
import errno
import os
import socket

from script.lib import packages
from script.lib.places import PYTHON, ROOT, environment, var_dir
from script.lib.preparing import prepare
from script.lib.say import Steps, Stop, not_writable, sentences

STEPS = 6


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="script/server",
        description="安装并运行汇稿：网站、后台任务、定时任务和 Redis。 "
        "Sets up and runs Huigao: web, worker, beat and a Redis.",
    )
    parser.add_argument("--host", default=os.environ.get("HOST") or "127.0.0.1")
    parser.add_argument("--port", type=_port, default=os.environ.get("PORT") or "8000")
    parser.add_argument(
        "--no-sample",
        action="store_true",
        help="不载入示例，给出一次性的初始化链接 / begin empty, with a single-use set-up link",
    )
    parser.add_argument(
        "--once-ready",
        metavar="CMD",
        help="就绪后运行 CMD，然后全部停止，以 CMD 的退出码结束 / when ready run CMD, "
        "then stop everything and exit with its code",
    )
    return parser.parse_args()


def _port(text: str) -> int:
    if not text.isdigit() or not 1 <= int(text) <= 65535:
        raise argparse.ArgumentTypeError("端口应为 1 到 65535 / a port is a number from 1 to 65535")
    return int(text)


def refuse_port_in_use(host: str, port: int) -> None:
    """Said before minutes of installing, not after."""
    try:
        family, kind, _, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        with socket.socket(family, kind) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(address)
    except OSError as error:
        raise _cannot_listen(host, port, error) from error


def _cannot_listen(host: str, port: int, error: OSError) -> Stop:
    if error.errno == errno.EADDRINUSE:
        return Stop(
            f"端口 {port} 已被占用。没有改动任何数据；请停止占用它的程序，"
            f"或换一个端口：script/server --port {port % 65535 + 1}",
            f"Port {port} is in use. No data was touched; stop the program that uses it, "
            f"or choose another: script/server --port {port % 65535 + 1}",
        )
    return Stop(
        f"无法在 {host}:{port} 上监听（{error.strerror}）。没有改动任何数据；"
        "请用 --host 和 --port 换一个。",
        f"Cannot listen on {host}:{port} ({error.strerror}). No data was touched; "
        "choose another by --host and --port.",
    )


def make_var_private() -> None:
    """The folder of data, for its owner's eyes alone."""
    var = var_dir()
    try:
        var.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise not_writable(f"{var} ({error.strerror})") from error
    if not os.access(var, os.W_OK | os.X_OK):
        raise not_writable(str(var))
    if var.stat().st_uid == os.getuid():
        var.chmod(0o700)


def main() -> None:
    with sentences():
        options = arguments()
        refuse_port_in_use(options.host, options.port)
        make_var_private()
        prepare(Steps(STEPS), "server", packages.SERVER)
        words = [str(PYTHON), "-m", "script.lib.running", options.host, str(options.port)]
        words += ["--no-sample"] * options.no_sample
        words += ["--once-ready", options.once_ready] if options.once_ready is not None else []
        os.chdir(ROOT)
        os.execve(PYTHON, words, environment(HUIGAO_VAR=str(var_dir())))


if __name__ == "__main__":
    main()
