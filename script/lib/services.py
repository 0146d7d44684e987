"""Redis, and the programs of the Procfile under honcho; started, watched and stopped in order."""

from __future__ import annotations

import subprocess
import sys
import time
from collections import deque
from collections.abc import Mapping
from pathlib import Path

from script.lib import leftovers
from script.lib.places import PYTHON, ROOT
from script.lib.say import Stop, note
from workflow.embedded import RedisNotStarted, RunningRedis, end_with_parent, start_redis

STOP_SECONDS = 15.0
MOST_RESTARTS = 5
WITHIN_SECONDS = 600.0
# No .env of somebody's other program: only the variables that were given.
COMMAND = (str(PYTHON), "-m", "honcho", "--env", "/dev/null", "start")


class Services:
    """Everything that runs for one installation."""

    def __init__(self, run: Path, redis_url: str | None) -> None:
        self._run, self._redis_url = run, redis_url
        self._redis = self._started_redis()
        self._honcho: subprocess.Popen[bytes] | None = None
        self._restarts: deque[float] = deque(maxlen=MOST_RESTARTS)

    @property
    def redis_url(self) -> str:
        return self._redis.url

    def start(self, env: Mapping[str, str]) -> None:
        """Starts web, worker and beat; what they print goes to standard error."""
        self._honcho = subprocess.Popen(
            COMMAND,
            cwd=ROOT,
            env=env,
            stdin=subprocess.DEVNULL,
            stdout=sys.stderr,
            # Ctrl-C reaches us alone, and we stop them in order.
            start_new_session=True,
            preexec_fn=end_with_parent(),
        )

    def ended(self) -> bool:
        return self._honcho is None or self._honcho.poll() is not None

    def keep(self, env: Mapping[str, str]) -> None:
        """Starts again what ended by itself; raises Stop if that happens too often."""
        if self._redis.process is not None and self._redis.process.poll() is not None:
            self._note_restart("Redis")
            self._redis = self._started_redis()
        if self.ended():
            self._note_restart("web, worker, beat")
            self._stop_programs()
            self.start(env)

    def stop(self) -> None:
        """The programs first, then the Redis they use."""
        self._stop_programs()
        self._redis.stop()

    def _started_redis(self) -> RunningRedis:
        try:
            return start_redis(self._run, self._redis_url)
        except RedisNotStarted as error:
            zh, _, en = str(error).partition(" / ")
            raise Stop(zh, en) from error

    def _note_restart(self, what: str) -> None:
        now = time.monotonic()
        often = len(self._restarts) == MOST_RESTARTS
        if often and now - self._restarts[0] < WITHIN_SECONDS:
            raise Stop(
                f"{what} 反复意外结束，已全部停止，原因见上面的日志。"
                "数据是安全的；排除原因后再启动。",
                f"{what} ended again and again, so everything was stopped; the log above says "
                "why. Your data is safe; remove the cause and start again.",
            )
        self._restarts.append(now)
        note(f"{what} 意外结束，正在重新启动 / ended by itself and is started again")

    def _stop_programs(self) -> None:
        if self._honcho is not None and self._honcho.poll() is None:
            self._honcho.terminate()
            try:
                self._honcho.wait(STOP_SECONDS)
            except subprocess.TimeoutExpired:
                self._honcho.kill()
                self._honcho.wait()
        spared = {self._redis.process.pid} if self._redis.process is not None else set()
        leftovers.end(spared)
