"""What an installation stands on, for one kind of database: a folder, a Redis, the database."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bench import floors
from bench.databases import database
from script.lib.say import Stop
from workflow.embedded import RedisNotStarted, RunningRedis, start_redis


@contextmanager
def installation(kind: str) -> Iterator[tuple[Path, dict[str, str]]]:
    """The folder and the variables that lead to it all, which ends with the block; Stop with a
    sentence where Redis does not start.
    """
    with tempfile.TemporaryDirectory(prefix="huigao-bench-") as name:
        folder = Path(name)
        redis = _redis(folder / "run")
        try:
            with database(kind, folder) as (ours, floor):
                yield (
                    folder,
                    {
                        "HUIGAO_VAR": name,
                        "DATABASE_URL": ours,
                        "REDIS_URL": redis.url,
                        floors.VARIABLE: floor,
                    },
                )
        finally:
            redis.stop()


def _redis(folder: Path) -> RunningRedis:
    try:
        return start_redis(folder, None)
    except RedisNotStarted as error:
        zh, _, en = str(error).partition(" / ")
        raise Stop(zh, en) from error
