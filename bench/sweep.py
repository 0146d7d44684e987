"""One sweep in a process of its own: ``python -m bench.sweep MOMENT`` prints its seconds and the
most memory that it took beyond what the application takes anyway, in MB.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Mapping
from contextlib import closing
from dataclasses import asdict, dataclass
from datetime import datetime

from redis import Redis

from bench.eta import in_redis
from bench.serving import own_environment
from script.lib.places import ROOT
from script.lib.say import Stop
from workflow.documents.merge.watch import Watch


@dataclass(frozen=True)
class Swept:
    """Seconds, those of the processor, memory of the process, and what Redis holds more (MB)."""

    seconds: float
    processor: float
    megabytes: float
    redis: float


def swept(variables: Mapping[str, str], moment: datetime) -> Swept:
    command = [sys.executable, "-m", "bench.sweep", moment.isoformat()]
    environment = own_environment() | dict(variables)
    done = subprocess.run(
        command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise Stop(f"巡检出错: {done.stderr[-2000:]}", "The sweep failed; see above.")
    return Swept(**json.loads(done.stdout))


def main() -> None:
    from tasks.app import flask_app, settings
    from tasks.sweeping import run_sweep

    moment = datetime.fromisoformat(sys.argv[1])
    with flask_app().app_context():
        # What is made once a process: queries compiled, the connection, the first answer of Redis.
        run_sweep(moment.replace(year=2020))
        with closing(Redis.from_url(settings().redis_url)) as redis:
            held, before, start = in_redis(redis), _peak(), _now()
            run_sweep(moment)
            (seconds, processor), peak = _now(), _peak() - before
            held = in_redis(redis) - held
            redis.flushall()
    found = Swept(seconds - start[0], processor - start[1], peak, held)
    print(json.dumps(asdict(found)))


def _now() -> tuple[float, float]:
    return time.perf_counter(), time.process_time()


def _peak() -> float:
    return Watch().peak_mb() or 0.0


if __name__ == "__main__":
    os.environ.setdefault("HUIGAO_LOG_LEVEL", "ERROR")
    main()
