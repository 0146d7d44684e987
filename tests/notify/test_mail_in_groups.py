"""Mail to a server that takes commands in groups (RFC 2920), and to one that does not: each mail
is taken once, and of whatever failed it is known whether it was taken.
"""

from __future__ import annotations

import time
from collections import Counter
from contextlib import closing
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.notify.raw_server import HANG_UP, RawServer, raw_server
from tests.notify.test_mail import MESSAGE
from workflow.notify.channels import PermanentFailure, TemporaryFailure
from workflow.notify.channels.mail import Mail
from workflow.notify.channels.smtp import SECONDS
from workflow.notify.message import Message

MANY = [
    replace(
        MESSAGE, id=f"<delivery-{number}@office.example>", to_address=f"{number}@office.example"
    )
    for number in range(4)
]
FIRST, SECOND, THIRD, _ = MANY
FAULTS = st.sampled_from(["450 later", "550 never", "421 closing", HANG_UP])


def key(message: Message) -> tuple[str, str]:
    return message.to_address, message.id


def sent(server: RawServer, *messages: Message) -> list[str]:
    """How each went, sent with the next one at hand; nobody waited for the other in vain."""
    went, end = [], time.monotonic() + SECONDS
    with closing(Mail(server.url)) as channel:
        for message, following in zip(messages, [*messages[1:], None], strict=True):
            try:
                channel.send(message, following)
                went.append("taken")
            except TemporaryFailure as failure:
                went.append("unknown" if failure.unknown else "later")
            except PermanentFailure:
                went.append("never")
    assert time.monotonic() < end
    return went


def test_a_server_is_told_of_the_next_mail_with_the_words_of_the_last() -> None:
    with raw_server(waits=True) as server:
        assert sent(server, FIRST, SECOND) == ["taken", "taken"]
    told = "MAIL FROM:<huigao@office.example>\r\nRCPT TO:<1@office.example>\r\nDATA\r\n"
    assert server.ahead == [told, ""], "the words of the second wait for the answer to the first"
    assert server.taken == Counter({key(FIRST): 1, key(SECOND): 1})


def test_a_server_that_does_not_say_so_hears_one_command_at_a_time() -> None:
    with raw_server(takes_groups=False, waits=True) as server:
        assert sent(server, FIRST, SECOND) == ["taken", "taken"]
    assert server.ahead == ["", ""]


@given(
    faults=st.dictionaries(st.integers(0, 19), FAULTS, min_size=1, max_size=4),
    takes_groups=st.booleans(),
    asks_anyhow=st.booleans(),
)
@settings(max_examples=60, deadline=None)
def test_whatever_the_server_answers_it_is_known_what_it_took(
    faults: dict[int, str], takes_groups: bool, asks_anyhow: bool
) -> None:
    script = [faults.get(step) for step in range(20)]
    with raw_server(*script, takes_groups=takes_groups, asks_anyhow=asks_anyhow) as server:
        went = sent(server, *MANY)
    took = [one for one, how in zip(MANY, went, strict=True) if how == "taken"]
    assert server.taken == Counter(map(key, took))
    assert went.count("unknown") <= script.count(HANG_UP)


def test_of_a_server_that_leaves_without_an_answer_to_the_words_nothing_is_known() -> None:
    with raw_server(None, None, None, HANG_UP) as server:
        assert sent(server, FIRST, SECOND) == ["unknown", "taken"]


def test_words_that_are_refused_take_no_other_mail_along() -> None:
    with raw_server(None, None, None, "554 too long") as server:
        assert sent(server, FIRST, SECOND) == ["never", "taken"]
    assert server.taken == Counter({key(SECOND): 1})


@pytest.mark.parametrize("asks_anyhow", [False, True])
def test_a_recipient_who_is_refused_takes_no_other_mail_along(asks_anyhow: bool) -> None:
    script = (None, None, None, None, None, "550 no such user")
    with raw_server(*script, asks_anyhow=asks_anyhow) as server:
        assert sent(server, FIRST, SECOND, THIRD) == ["taken", "never", "taken"]
    assert server.taken == Counter({key(FIRST): 1, key(THIRD): 1})
    assert server.connections == 1 + asks_anyhow


def test_a_server_that_closes_after_each_mail_takes_each_once() -> None:
    """The next one, of which it was told, comes again by another connection."""
    script = [None, None, None, None, HANG_UP] * 3
    with raw_server(*script) as server:
        assert sent(server, FIRST, SECOND, THIRD) == ["taken", "taken", "taken"]
    assert server.taken == Counter(map(key, (FIRST, SECOND, THIRD))) and server.connections == 3


def test_an_address_that_cannot_be_is_told_of_in_its_own_turn() -> None:
    with raw_server() as server:
        bad = replace(SECOND, to_address="nobody")
        assert sent(server, FIRST, bad, THIRD) == ["taken", "never", "taken"]
    assert server.taken == Counter({key(FIRST): 1, key(THIRD): 1})


def test_another_mail_than_the_one_that_was_announced_has_its_own_envelope() -> None:
    with raw_server() as server, closing(Mail(server.url)) as channel:
        channel.send(FIRST, SECOND)
        channel.send(THIRD)
    assert server.taken == Counter({key(FIRST): 1, key(THIRD): 1})


def test_a_mail_that_was_announced_and_never_came_was_not_sent() -> None:
    with raw_server() as server, closing(Mail(server.url)) as channel:
        channel.send(FIRST, SECOND)
    assert server.taken == Counter({key(FIRST): 1})


def test_a_server_that_talks_nonsense_is_left() -> None:
    with raw_server("hello") as server:
        assert sent(server, FIRST) == ["later"]
    assert not server.taken
