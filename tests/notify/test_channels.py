"""Robots and webhooks over the wire: what goes out, and what each answer makes of it."""

from __future__ import annotations

import base64
import hashlib
import hmac
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from tests.hooks import Hooks, serving
from tests.notify.test_mail import MESSAGE as MAIL
from workflow.notify.channels import BY_POST, PermanentFailure, TemporaryFailure
from workflow.notify.channels.base import Channel
from workflow.notify.channels.other import Other
from workflow.notify.channels.wecom_app import WeComApp
from workflow.notify.posting import Poster

MESSAGE = replace(
    MAIL,
    kind="reminder",
    ask="请撰写并在期限前送审。",
    details=(("报告", "2026 年度工作报告"),),
    body="《（一）制度建设》还有 2 个工作日到期\n请撰写并在期限前送审。",
    link="https://office.example/sections/7",
)
ROBOTS = ("wecom", "dingtalk", "feishu")


@pytest.fixture
def hooks() -> Iterator[Hooks]:
    with serving() as made:
        yield made


@pytest.fixture
def poster() -> Iterator[Poster]:
    made = Poster(["127.0.0.1"])
    yield made
    made.close()


def channel(name: str, hooks: Hooks, poster: Poster, **fields: str) -> Channel:
    return BY_POST[name]({"url": f"{hooks.url}/robot?key=k", **fields}, poster)


def words(name: str, said: Any) -> str:
    text = said["content"] if name == "feishu" else said["text"]
    return str(text["text" if name == "feishu" else "content"])


@pytest.mark.parametrize("name", ROBOTS)
def test_a_robot_says_what_is_asked_to_whom_and_where(
    name: str, hooks: Hooks, poster: Poster
) -> None:
    assert channel(name, hooks, poster).send(MESSAGE) is False
    (heard,) = hooks.heard
    said = words(name, heard.json)
    assert said.startswith("责任人甲：【汇稿】《（一）制度建设》")
    assert said.endswith(f"\n{MESSAGE.link}") and "请撰写" in said
    assert heard.headers["content-type"].startswith("application/json")


@pytest.mark.parametrize(
    ("name", "most"), [("wecom", 2048), ("dingtalk", 20_000), ("feishu", 20_480)]
)
@pytest.mark.parametrize("letter", ["字", "a", "😀", '"'])
def test_a_long_text_is_cut_by_bytes_at_a_character_and_keeps_its_link(
    name: str, most: int, letter: str, hooks: Hooks, poster: Poster
) -> None:
    channel(name, hooks, poster).send(replace(MESSAGE, body=letter * 30_000))
    (heard,) = hooks.heard
    said = words(name, heard.json)
    assert said.endswith(f"…\n{MESSAGE.link}")
    assert most - 2600 < len(said.encode()) <= most
    assert name == "wecom" or letter == '"' or len(heard.body) <= most


def test_each_mentions_its_person_and_nobody_else(hooks: Hooks, poster: Poster) -> None:
    tricky = replace(MESSAGE, body='<at user_id="all"></at>《标题》')
    for name in ROBOTS:
        channel(name, hooks, poster, user="zhang").send(tricky)
    wecom, dingtalk, feishu = (one.json for one in hooks.heard)
    assert wecom["text"]["mentioned_list"] == ["zhang"]
    assert dingtalk["at"] == {"atUserIds": ["zhang"], "isAtAll": False}
    said = feishu["content"]["text"]
    assert said.startswith('<at user_id="zhang">责任人甲</at> ') and said.count("<at") == 1


def test_dingtalk_signs_its_address_and_feishu_its_body(hooks: Hooks, poster: Poster) -> None:
    for name in ("dingtalk", "feishu"):
        channel(name, hooks, poster, secret="秘密").send(MESSAGE)
    dingtalk, feishu = hooks.heard
    query = {name: one[0] for name, one in parse_qs(urlsplit(dingtalk.path).query).items()}
    signed = f"{query['timestamp']}\n秘密".encode()
    expected = hmac.new("秘密".encode(), signed, hashlib.sha256).digest()
    assert base64.b64decode(query["sign"]) == expected and query["key"] == "k"
    key = f"{feishu.json['timestamp']}\n秘密".encode()
    assert base64.b64decode(feishu.json["sign"]) == hmac.new(key, b"", hashlib.sha256).digest()


def test_a_webhook_is_signed_over_its_moment_and_says_when_it_is_a_repeat(
    hooks: Hooks, poster: Poster
) -> None:
    for _ in range(2):
        channel("webhook", hooks, poster, secret="秘密").send(MESSAGE)
    first, second = hooks.heard
    signed = f"{first.headers['huigao-timestamp']}.".encode() + first.body
    expected = hmac.new("秘密".encode(), signed, hashlib.sha256).hexdigest()
    assert first.headers["huigao-signature"] == f"v1={expected}"
    keys = {one.headers["idempotency-key"] for one in (first, second)}
    assert keys == {MESSAGE.id.strip("<>")}
    assert first.json["link"] == MESSAGE.link and first.json["details"] == dict(MESSAGE.details)


CODES = [
    ("wecom", {"errcode": 45009, "errmsg": "freq out of limit"}, timedelta(minutes=1)),
    ("wecom", {"errcode": -1, "errmsg": "system busy"}, timedelta(0)),
    ("dingtalk", {"errcode": 130101, "errmsg": "send too fast"}, timedelta(minutes=10)),
    ("feishu", {"code": 11232, "msg": "frequency limited"}, timedelta(minutes=1)),
    ("wecom", {"errcode": 93000, "errmsg": "invalid webhook url"}, None),
    ("dingtalk", {"errcode": 310000, "errmsg": "keywords not in content"}, None),
    ("feishu", {"code": 19021, "msg": "sign match fail"}, None),
    ("feishu", ["no object"], None),
]


@pytest.mark.parametrize(("name", "said", "wait"), CODES)
def test_http_200_with_a_code_is_no_success(
    name: str, said: Any, wait: timedelta | None, hooks: Hooks, poster: Poster
) -> None:
    """AliyunContainerService/kube-eventer#209: the robot said 200 and threw the message away."""
    hooks.answer = lambda heard: (200, said)
    expected = PermanentFailure if wait is None else TemporaryFailure
    with pytest.raises(expected) as failed:
        channel(name, hooks, poster).send(MESSAGE)
    if isinstance(failed.value, TemporaryFailure):
        assert (failed.value.wait, failed.value.unknown) == (wait, False)
    assert "key=k" not in str(failed.value)


@pytest.mark.parametrize(
    ("status", "expected"),
    [
        (500, TemporaryFailure),
        (503, TemporaryFailure),
        (429, TemporaryFailure),
        (404, PermanentFailure),
    ],
)
def test_of_a_webhook_http_alone_decides(
    status: int, expected: type[Exception], hooks: Hooks, poster: Poster
) -> None:
    hooks.answer, hooks.extra = lambda heard: (status, {}), {"Retry-After": "90"}
    with pytest.raises(expected) as failed:
        channel("webhook", hooks, poster, secret="s").send(MESSAGE)
    if isinstance(failed.value, TemporaryFailure):
        assert failed.value.wait == timedelta(seconds=90)


def app_of(hooks: Hooks, poster: Poster) -> WeComApp:
    fields = {"corp": "c", "agent": "7", "secret": "s", "user": "zhang"}
    return WeComApp(fields, poster, host=hooks.url)


def test_a_wecom_app_asks_for_a_token_once_and_anew_when_it_is_old(
    hooks: Hooks, poster: Poster
) -> None:
    tokens = iter(["first", "second"])
    old: set[str] = set()

    def answer(heard: Any) -> tuple[int, Any]:
        if "gettoken" in heard.path:
            return 200, {"errcode": 0, "access_token": next(tokens), "expires_in": 7200}
        token = parse_qs(urlsplit(heard.path).query)["access_token"][0]
        return 200, {"errcode": 42001 if token in old else 0}

    hooks.answer = answer
    app = app_of(hooks, poster)
    app.send(MESSAGE)
    app.send(MESSAGE)
    old.add("first")
    app.send(MESSAGE)
    asked = ["token" if "gettoken" in one.path else "send" for one in hooks.heard]
    assert asked == ["token", "send", "send", "send", "token", "send"]
    last = hooks.heard[-1].json
    assert (last["touser"], last["agentid"]) == ("zhang", 7)


def test_a_wecom_app_that_reaches_nobody_says_0_and_has_failed(
    hooks: Hooks, poster: Poster
) -> None:
    hooks.answer = lambda heard: (
        200,
        {"errcode": 0, "access_token": "t", "expires_in": 7200, "invaliduser": "zhang"},
    )
    with pytest.raises(PermanentFailure, match="no such user"):
        app_of(hooks, poster).send(MESSAGE)


@pytest.mark.filterwarnings("ignore:'imghdr' is deprecated")
def test_apprise_reaches_the_rest_and_no_bell_of_this_machine(hooks: Hooks) -> None:
    address = hooks.url.replace("http", "json")
    Other({"url": f"{address}/{{user}}", "user": "zhang@office"}).send(MESSAGE)
    (heard,) = hooks.heard
    assert heard.path == "/zhang@office" and MESSAGE.link in heard.json["message"]
    hooks.answer = lambda heard: (500, {})
    with pytest.raises(TemporaryFailure):
        Other({"url": address}).send(MESSAGE)
    for fields in ({"url": "syslog://"}, {"url": "nothing at all"}, {"url": f"{address}/{{user}}"}):
        with pytest.raises(PermanentFailure):
            Other(fields).send(MESSAGE)
