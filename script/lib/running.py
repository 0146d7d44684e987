"""The second half of script/server, inside the environment: runs everything until asked to stop."""

from __future__ import annotations

import argparse
import fcntl
import os
import signal
import subprocess
import time
import urllib.error
import urllib.request
from pathlib import Path

from script.lib import asked, leftovers
from script.lib.places import PYTHON, ROOT, caller_dir
from script.lib.say import Steps, Stop, note, sentences
from script.lib.server import STEPS
from script.lib.services import Services
from workflow.settings import Settings, SettingsError

DONE_BEFORE = STEPS - 2
READY_SECONDS = 90.0
EVERYWHERE = {"0.0.0.0": "127.0.0.1", "::": "::1", "": "127.0.0.1"}
# No proxy of the machine stands between us and ourselves.
OPENER = urllib.request.build_opener(urllib.request.ProxyHandler({}))


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="script/server")
    parser.add_argument("host")
    parser.add_argument("port", type=int)
    parser.add_argument("--no-sample", action="store_true")
    parser.add_argument("--once-ready")
    return parser.parse_args()


def main() -> None:
    with sentences():
        raise SystemExit(run(arguments()))


def run(options: argparse.Namespace) -> int:
    """Everything from Redis to the last goodbye; gives the exit code."""
    os.umask(0o077)
    asked.listen()
    leftovers.adopt()
    env = variables(options.host, options.port)
    folder = settings(env).var / "run"
    folder.mkdir(mode=0o700, exist_ok=True)
    lock = only_one(folder)
    try:
        services = Services(folder, os.environ.get("REDIS_URL") or None)
    except asked.Asked:
        return 130
    try:
        env["REDIS_URL"] = services.redis_url
        return serve(options, services, env)
    except asked.Asked as request:
        return 0 if options.once_ready is None else 128 + request.number
    finally:
        asked.ignore()
        note("正在停止 / stopping ...")
        services.stop()
        os.close(lock)
        note("已全部停止 / everything is stopped.")


def serve(options: argparse.Namespace, services: Services, env: dict[str, str]) -> int:
    steps = Steps(STEPS, DONE_BEFORE)
    steps.step("准备数据库", "preparing the database")
    first_start(options, env)
    steps.step("启动网站、后台任务和定时任务", "starting web, worker and beat")
    services.start(env)
    address = local_address(options.host, options.port)
    wait_until_ready(f"{address}/readyz", services)
    print(f"\n汇稿已就绪 / Huigao is ready: {address}/", flush=True)
    if options.once_ready is not None:
        return command(options.once_ready, env | {"HUIGAO_URL": address})
    note("按 Ctrl-C 停止 / press Ctrl-C to stop\n")
    while True:
        time.sleep(0.5)
        services.keep(env)


def variables(host: str, port: int) -> dict[str, str]:
    """What the programs are told; an address that people reach is theirs to set."""
    env = dict(os.environ)
    env |= {"HOST": f"[{host}]" if ":" in host else host, "PORT": str(port)}
    env.setdefault("HUIGAO_BASE_URL", local_address(host, port))
    return env


def local_address(host: str, port: int) -> str:
    reached = EVERYWHERE.get(host, host)
    return f"http://[{reached}]:{port}" if ":" in reached else f"http://{reached}:{port}"


def settings(env: dict[str, str]) -> Settings:
    """Read before anything starts: it makes the key, and a wrong value is told at once."""
    try:
        return Settings.from_environment(env)
    except SettingsError as error:
        zh, _, en = str(error).partition(" / ")
        raise Stop(zh, en) from error


def only_one(folder: Path) -> int:
    """Two servers on one folder of data would send each reminder twice as often."""
    lock = os.open(folder / "server.lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError as error:
        raise Stop(
            f"{folder.parent} 已由另一个 script/server 使用。没有改动任何数据；"
            "请先停止那一个，或用 HUIGAO_VAR 换一个目录。",
            f"{folder.parent} is in use by another script/server. No data was touched; "
            "stop that one first, or choose another folder by HUIGAO_VAR.",
        ) from error
    return lock


def first_start(options: argparse.Namespace, env: dict[str, str]) -> None:
    """Migrates the database; at the very first start loads the sample or prints the link."""
    words = [str(PYTHON), "-m", "flask", "--app", "workflow.app", "first-start"]
    words += ["--url", env["HUIGAO_BASE_URL"]]
    words += ["--no-sample"] * options.no_sample
    if subprocess.run(words, cwd=ROOT, env=env, check=False).returncode:
        raise Stop(
            "数据库没有准备好，原因见上，服务没有启动。已有的数据没有丢失；排除原因后再运行一次。",
            "The database could not be made ready; the reason is above, and nothing was "
            "started. Existing data is not lost; remove the cause and run this again.",
        )


def wait_until_ready(url: str, services: Services) -> None:
    until = time.monotonic() + READY_SECONDS
    last = ""
    while time.monotonic() < until and not services.ended():
        good, last = answer(url)
        if good:
            return
        time.sleep(0.1)
    raise Stop(
        f"服务没有就绪，已全部停止，原因见上面的日志。{last} 数据是安全的；排除原因后再启动。",
        f"The server did not become ready and was stopped; the log above says why. {last} "
        "Your data is safe; remove the cause and start again.",
    )


def answer(url: str) -> tuple[bool, str]:
    """Whether /readyz says yes, and its words when it says no."""
    try:
        with OPENER.open(url, timeout=3) as response:
            return response.status == 200, ""
    except urllib.error.HTTPError as error:
        return False, f"/readyz: {error.read(500).decode(errors='replace').strip()}"
    except OSError:
        return False, ""


def command(words: str, env: dict[str, str]) -> int:
    """The command of --once-ready, where the person stood; its exit code as a shell has it."""
    child = subprocess.Popen(words, shell=True, cwd=caller_dir(), env=env)
    try:
        code = child.wait()
    except asked.Asked:
        child.send_signal(signal.SIGTERM)
        child.wait()
        raise
    return code if code >= 0 else 128 - code


if __name__ == "__main__":
    main()
