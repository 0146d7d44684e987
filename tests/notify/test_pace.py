"""How fast a robot is spoken to, counted in a real Redis for all workers at once."""

from __future__ import annotations

import time
from collections.abc import Iterator
from datetime import timedelta
from itertools import pairwise
from threading import Thread

import pytest
from redis import Redis

from workflow.embedded import RunningRedis
from workflow.notify.channels.base import Limit
from workflow.notify.message import Message
from workflow.notify.pace import Pace


class Robot:
    def __init__(self, *limits: Limit, target: str = "https://robot.example/?key=secret") -> None:
        self.limits, self.target = limits, target

    def send(self, message: Message) -> bool:
        raise AssertionError

    def close(self) -> None:
        pass


@pytest.fixture
def redis(redis_server: RunningRedis) -> Iterator[Redis]:
    made = Redis.from_url(redis_server.url)
    made.flushall()
    yield made
    made.close()


def test_so_many_go_and_the_next_gets_a_place_of_its_own(redis: Redis) -> None:
    pace, robot = Pace(redis), Robot(Limit(20, 60))
    waits = [pace.wait(robot, str(n)) for n in range(26)]
    assert waits[:20] == [timedelta(0)] * 20
    late = [one.total_seconds() for one in waits[20:]]
    assert 55 < late[0] <= 63.1 and late == sorted(late)
    assert all(2.5 < b - a < 3.5 for a, b in pairwise(late))
    assert pace.wait(Robot(Limit(20, 60), target="another"), "x") == timedelta(0)


def test_of_two_windows_the_narrower_one_holds_and_passes(redis: Redis) -> None:
    pace, robot = Pace(redis), Robot(Limit(3, 1), Limit(5, 60))
    assert [bool(pace.wait(robot, str(n))) for n in range(4)] == [False] * 3 + [True]
    time.sleep(1.1)
    assert [bool(pace.wait(robot, str(n))) for n in range(4, 7)] == [False, False, True]


def test_many_workers_at_once_count_by_one_clock(redis: Redis) -> None:
    robot, waits = Robot(Limit(20, 60)), list[timedelta]()

    def work(worker: int) -> None:
        pace = Pace(redis)
        waits.extend(pace.wait(robot, f"{worker}.{n}") for n in range(10))

    threads = [Thread(target=work, args=[n]) for n in range(5)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert sum(not one for one in waits) == 20 and len(waits) == 50


def test_after_too_fast_nobody_speaks_to_it_and_no_address_lies_open(redis: Redis) -> None:
    pace, robot = Pace(redis), Robot(Limit(20, 60))
    pace.be_silent(robot, timedelta(minutes=10))
    assert timedelta(minutes=9) < pace.wait(robot, "1") <= timedelta(minutes=11)
    keys = str(redis.keys("*"))
    assert "pace" in keys and "secret" not in keys and "robot" not in keys
