"""Mail over the wire: a real SMTP server takes it, puts it off, or refuses it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from email import message_from_bytes, policy
from email.header import decode_header, make_header
from email.parser import BytesParser
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult

from tests.postgres import free_port
from tests.services import Mailbox as Server
from workflow.notify.channels import PermanentFailure, TemporaryFailure, channel_named
from workflow.notify.channels.envelopes import as_mail
from workflow.notify.channels.mail import Mail
from workflow.notify.channels.mailbox import Mailbox
from workflow.notify.message import Message
from workflow.settings import Settings

MESSAGE = Message(
    id="<delivery-7.1700000000@office.example>",
    thread="<report-3.1700000000@office.example>",
    to_name="责任人甲",
    to_address="owner@office.example",
    sender="huigao@office.example",
    subject="《（一）制度建设》还有 2 个工作日到期",
    text="《（一）制度建设》还有 2 个工作日到期\n",
    html="<p>《（一）制度建设》还有 2 个工作日到期</p>\n",
)


class Answers(Server):
    """A server that answers RCPT and DATA with what it is told to."""

    rcpt = "250 OK"
    data = "250 OK"
    quit = "221 Bye"

    async def handle_RCPT(  # noqa: N802
        self, server: Any, session: Any, envelope: Any, address: str, options: Any
    ) -> str:
        envelope.rcpt_tos.append(address)
        return self.rcpt

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802
        if self.data.startswith("250"):
            await super().handle_DATA(server, session, envelope)
        return self.data

    async def handle_QUIT(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802
        return self.quit


@contextmanager
def serving(server: Answers, **options: Any) -> Iterator[str]:
    port = free_port()
    controller = Controller(server, hostname="127.0.0.1", port=port, **options)
    controller.start()
    try:
        yield f"127.0.0.1:{port}"
    finally:
        controller.stop()


def send(url: str, *messages: Message) -> None:
    """By one connection, which is left at the end."""
    with closing(Mail(url)) as channel:
        for message in messages:
            assert channel.send(message) is False


def test_a_mail_arrives_with_text_and_html_in_utf_8(smtp_server: Server) -> None:
    send(smtp_server.url, MESSAGE)
    (mail,) = smtp_server.messages
    assert mail["Subject"] == MESSAGE.subject
    assert mail["To"].addresses[0].display_name == "责任人甲"
    assert mail["X-Envelope-To"] == "owner@office.example"
    assert mail["Auto-Submitted"] == "auto-generated"
    parts = {part.get_content_type(): part for part in mail.iter_parts()}
    assert {part.get_content_charset() for part in parts.values()} == {"utf-8"}
    for kind, words in (("text/plain", MESSAGE.text), ("text/html", MESSAGE.html)):
        assert parts[kind].get_content().splitlines() == words.splitlines()


def test_a_repeat_carries_the_same_id_and_thread(smtp_server: Server) -> None:
    send(smtp_server.url, MESSAGE, MESSAGE)
    first, second = smtp_server.messages
    assert first["Message-ID"] == second["Message-ID"] == MESSAGE.id
    assert second["References"] == second["In-Reply-To"] == MESSAGE.thread


@pytest.mark.parametrize("where", ["rcpt", "data"])
@pytest.mark.parametrize(
    ("answer", "failure"),
    [("451 try later", TemporaryFailure), ("550 no such user", PermanentFailure)],
)
def test_4xx_is_tried_again_and_5xx_is_final(
    where: str, answer: str, failure: type[Exception]
) -> None:
    server = Answers()
    setattr(server, where, answer)
    with serving(server) as address, pytest.raises(failure, match=answer.partition(" ")[2]):
        send(f"smtp://{address}", MESSAGE)
    assert server.messages == []


def test_whoever_breaks_off_leaves_no_answer_to_the_next_mail() -> None:
    """One that is taken while the next is written, and one whose recipient is refused."""

    def breaks_off() -> None:
        raise RuntimeError("in the middle")

    server = Answers()
    with serving(server) as address, closing(Mail(f"smtp://{address}")) as channel:
        with pytest.raises(RuntimeError):
            channel.send(MESSAGE, meanwhile=breaks_off)
        server.rcpt = "550 no such user"
        with pytest.raises(PermanentFailure, match="no such user"):
            channel.send(MESSAGE)
        server.rcpt = "250 OK"
        assert channel.send(MESSAGE) is False


def test_no_line_of_a_mail_begins_with_a_period(smtp_server: Server) -> None:
    """It would end there (RFC 5321, 4.5.2)."""
    rude = replace(
        MESSAGE, subject=".", text=".\n..\n.", html=".\n", to_name=".", calendar=b".\r\n."
    )
    assert not [line for line in as_mail(rude).data.split(b"\r\n") if line.startswith(b".")]
    send(smtp_server.url, rude)
    (mail,) = smtp_server.messages
    texts = [part for part in mail.walk() if part.get_content_type() == "text/plain"]
    assert texts[0].get_content().splitlines() == [".", "..", "."]


def test_a_rude_goodbye_does_not_make_a_taken_mail_untaken() -> None:
    server = Answers()
    server.quit = "421 closing"
    with serving(server) as address:
        send(f"smtp://{address}", MESSAGE)
    assert len(server.messages) == 1


def test_a_server_that_is_not_there_may_come_back() -> None:
    with pytest.raises(TemporaryFailure, match="mail server"):
        send(f"smtp://127.0.0.1:{free_port()}", MESSAGE)


def authenticator(server: Any, session: Any, envelope: Any, mechanism: str, data: Any) -> Any:
    good = (data.login, data.password) == (b"office", b"p@ss:word")
    return AuthResult(success=good, handled=False)


@pytest.mark.parametrize(("password", "taken"), [("p%40ss%3Aword", True), ("wrong", False)])
@pytest.mark.filterwarnings("ignore:Requiring AUTH while not requiring TLS")
def test_it_logs_in_and_a_wrong_password_spoils_no_message(password: str, taken: bool) -> None:
    server = Answers()
    options = {"authenticator": authenticator, "auth_required": True, "auth_require_tls": False}
    with serving(server, **options) as address:
        url = f"smtp://office:{password}@{address}"
        if taken:
            send(url, MESSAGE)
        else:
            with pytest.raises(TemporaryFailure) as failed:
                send(url, MESSAGE)
            assert password not in str(failed.value)
    assert len(server.messages) == taken


@pytest.mark.parametrize(
    "address",
    [
        *("", "nobody", "@office.example", "a b@office.example", "甲@office.example"),
        *("a..b@office.example", "a@b\nBcc: x@y.example", "a@b.example\n"),
    ],
)
def test_an_address_that_cannot_be_is_final_and_sends_nothing(
    address: str, smtp_server: Server
) -> None:
    with pytest.raises(PermanentFailure):
        send(smtp_server.url, replace(MESSAGE, to_address=address))
    assert smtp_server.messages == []


@pytest.mark.parametrize(
    "address",
    ["a.b+c@office.example", "o'neil@[192.0.2.1]", '"a b"@office.example', "a@localhost"],
)
def test_an_address_of_whatever_form_is_taken(address: str, smtp_server: Server) -> None:
    send(smtp_server.url, replace(MESSAGE, to_address=address))
    assert smtp_server.messages[0]["To"].addresses[0].addr_spec == address


@pytest.mark.parametrize("name", ["", "甲", "Zhang San of the Office", 'A "B", <x>'])
def test_a_name_arrives_as_it_is(name: str, smtp_server: Server) -> None:
    send(smtp_server.url, replace(MESSAGE, to_name=name))
    assert smtp_server.messages[0]["To"].addresses[0].display_name == name


def test_a_long_name_is_told_in_words_of_a_mail() -> None:
    """None longer than 75 signs, and the blanks between them none of the name (RFC 2047, 6.2)."""
    name = "一个非常非常长的姓名" * 9
    mail = message_from_bytes(as_mail(replace(MESSAGE, to_name=name)).data)
    told = mail["To"].removesuffix(" <owner@office.example>")
    assert str(make_header(decode_header(told))) == name
    assert max(map(len, told.split())) <= 75


def test_a_name_with_line_breaks_makes_no_header() -> None:
    mail = as_mail(replace(MESSAGE, to_name="甲\r\nBcc: x@office.example"))
    again = BytesParser(policy=policy.default).parsebytes(mail.data)
    assert again["Bcc"] is None and again["To"].addresses[0].addr_spec == "owner@office.example"


def test_without_a_server_mail_is_kept_here(settings: Settings) -> None:
    channel = channel_named("mail", settings, {})
    assert isinstance(channel, Mailbox) and channel.send(MESSAGE) is True
    there = replace(settings, smtp_url="smtp://127.0.0.1:25")
    assert isinstance(channel_named("mail", there, {}), Mail)


def test_a_channel_that_does_not_exist_is_final(settings: Settings) -> None:
    with pytest.raises(PermanentFailure):
        channel_named("pigeon", settings, {"url": "x"})
