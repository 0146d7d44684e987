"""Notices in words: both languages, what is asked, links, threads, and nothing unescaped."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest

from tests.cast import World
from workflow.domain.ladder import REMINDER
from workflow.domain.terms import Verb
from workflow.notify.message import Message, headline, message_of
from workflow.settings import Settings
from workflow.store import Delivery, Notice, db

THING = "（一）制度建设"


def told(world: World, who: str, kind: str, **details: Any) -> Delivery:
    """A notice about the owner's section, with its delivery."""
    details = {"thing": THING, "report": "2026 年度工作报告", "actor": "统稿人甲"} | details
    notice = Notice(
        person_id=world.ids[who],
        report_id=world.report_id,
        section_id=world.section_ids["rules"],
        kind=kind,
        details=details,
        created_at=datetime(2026, 11, 25, tzinfo=UTC),
    )
    delivery = Delivery(notice=notice, channel="mail")
    db.session.add(delivery)
    db.session.commit()
    return delivery


def words(world: World, settings: Settings, who: str, kind: str, **details: Any) -> Message:
    return message_of(told(world, who, kind, **details), settings)


@pytest.mark.parametrize(
    ("when", "days", "zh", "en"),
    [
        ("coming", 5, "还有 5 个工作日到期", "is due in 5 working days"),
        ("coming", 1, "还有 1 个工作日到期", "is due in 1 working day"),
        ("coming", 0, "2026-12-05 23:59 截止", "is due on 2026-12-05 at 23:59"),
        ("today", 0, "今天 23:59 截止", "is due today at 23:59"),
        ("overdue", 0, "已逾期", "is overdue"),
        ("overdue", -1, "已逾期 1 个工作日", "is 1 working day overdue"),
        ("overdue", -3, "已逾期 3 个工作日", "is 3 working days overdue"),
    ],
)
def test_a_reminder_says_how_long_there_is(
    ctx: World, when: str, days: int, zh: str, en: str
) -> None:
    notice = told(ctx, "owner", REMINDER, when=when, days=days, due="2026-12-05").notice
    assert headline(notice, "zh") == f"《{THING}》{zh}"
    assert headline(notice, "en") == f"“{THING}” {en}"


def test_days_that_no_notice_covers_are_called_provisional(ctx: World) -> None:
    notice = told(ctx, "owner", REMINDER, when="coming", days=2, provisional=True).notice
    assert headline(notice, "zh").endswith("（暂定）")
    assert headline(notice, "en").endswith("(provisional)")


def test_the_owner_is_asked_for_the_text_and_the_editor_to_speak_with_the_owner(
    ctx: World, settings: Settings
) -> None:
    given = {"when": "overdue", "days": -1, "owner": "责任人甲"}
    assert "请尽快完成并送审" in words(ctx, settings, "owner", REMINDER, **given).text
    assert "责任人责任人甲尚未送审" in words(ctx, settings, "editor", REMINDER, **given).text


def test_the_former_owner_is_told_of_a_new_one_and_asked_for_nothing(
    ctx: World, settings: Settings
) -> None:
    assert "请撰写" in words(ctx, settings, "owner", Verb.ASSIGN, person="责任人甲").text
    former = words(ctx, settings, "second_owner", Verb.ASSIGN, person="责任人甲")
    assert "责任人甲" in former.subject and "请撰写" not in former.text


def test_a_reviewer_is_asked_to_review_while_it_is_in_review(
    ctx: World, settings: Settings
) -> None:
    ctx.write("owner", "正文。")
    ctx.do("owner", Verb.SUBMIT)
    assert "请审核" in words(ctx, settings, "reviewer", Verb.SUBMIT, draft=1).text
    ctx.do("owner", Verb.WITHDRAW)
    assert "请审核" not in words(ctx, settings, "reviewer", Verb.SUBMIT, draft=1).text


def test_every_verb_can_be_told_in_both_languages(ctx: World, settings: Settings) -> None:
    delivery = told(ctx, "editor", Verb.NUDGE, note="一{不是空格}二")
    for verb in Verb:
        delivery.notice.kind = verb
        assert headline(delivery.notice, "zh") != headline(delivery.notice, "en")
        assert message_of(delivery, settings).text


def test_mail_speaks_the_language_of_its_person(ctx: World, settings: Settings) -> None:
    ctx.person("owner").language = "en"
    mail = words(ctx, settings, "owner", Verb.SEND_BACK, draft=2, note="n", due="2026-12-05")
    assert mail.subject.startswith("统稿人甲 sent back draft 2")
    assert "Please revise it" in mail.text and "Due: 2026-12-05" in mail.text
    assert '<html lang="en">' in mail.html and "Open it" in mail.html


def test_mail_holds_title_ask_due_date_and_link_and_no_draft_text(
    ctx: World, settings: Settings
) -> None:
    ctx.write("owner", "这是稿件里的机密文字。")
    mail = words(ctx, settings, "owner", Verb.SEND_BACK, draft=1, note="请补充", due="2026-12-05")
    link = f"{settings.base_url}/sections/{ctx.section_ids['rules']}"
    for part in (mail.text, mail.html):
        for word in (THING, "请修改后重新送审", "2026-12-05", link):
            assert word in part
        assert "机密" not in part


def test_markup_in_names_and_notes_stays_text(ctx: World, settings: Settings) -> None:
    nasty = "<script>alert(1)</script>&\"'"
    mail = words(ctx, settings, "owner", Verb.NUDGE, thing=nasty, report=nasty, note=nasty)
    assert "<script" not in mail.html and "&lt;script&gt;" in mail.html
    assert nasty in mail.text
    assert "&lt;" not in mail.subject


def test_a_subject_is_one_line_of_a_sensible_length(ctx: World, settings: Settings) -> None:
    mail = words(ctx, settings, "owner", Verb.NUDGE, note="一\r\nBcc: x@example.org\n" + "长" * 500)
    assert "\n" not in mail.subject and "\r" not in mail.subject
    assert len(mail.subject) <= 120


def test_the_id_is_the_same_at_every_attempt_even_if_the_address_changes(
    ctx: World, settings: Settings
) -> None:
    delivery = told(ctx, "owner", Verb.NUDGE)
    first = message_of(delivery, settings)
    assert first.id == message_of(delivery, settings).id
    assert first.id.startswith(f"<delivery-{delivery.id}.") and first.id.endswith("@127.0.0.1>")
    delivery.message_id = first.id
    moved = replace(settings, base_url="https://office.example/huigao")
    assert message_of(delivery, moved).id == first.id


def test_ids_differ_between_messages_and_threads_between_reports_only(
    ctx: World, settings: Settings
) -> None:
    one, two = (words(ctx, settings, who, Verb.NUDGE) for who in ("owner", "editor"))
    assert one.id != two.id and one.thread == two.thread


@pytest.mark.parametrize(
    ("url", "right"),
    [("https://office.example/huigao", "office.example"), ("http://[::1]:8000", "[::1]")],
)
def test_the_ids_right_side_is_the_host_alone(
    ctx: World, settings: Settings, url: str, right: str
) -> None:
    mail = message_of(told(ctx, "owner", Verb.NUDGE), replace(settings, base_url=url))
    assert mail.id.endswith(f"@{right}>")


def test_a_notice_about_nothing_in_particular_leads_to_the_notices(
    ctx: World, settings: Settings
) -> None:
    delivery = told(ctx, "owner", Verb.NUDGE)
    delivery.notice.section_id = None
    assert f"/reports/{ctx.report_id}" in message_of(delivery, settings).text
    delivery.notice.report_id = None
    db.session.commit()
    mail = message_of(delivery, settings)
    assert mail.thread == "" and mail.text.rstrip().endswith("/notices/")
