"""Every verb of a section through HTTP: what it does, what the person reads, what is kept."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from tests.cast import World, office_today
from tests.conftest import As
from workflow.domain.terms import CommentKind, Disposition, SectionState, Verb
from workflow.domain.transitions import SECTION_ROWS
from workflow.store.comment import comments_of

LATER = (office_today() + timedelta(days=40)).isoformat()


class Desk:
    """Posts acts on the section "rules" and reads what became of it."""

    def __init__(self, app: Flask, world: World, as_: As) -> None:
        self.app, self.world, self.as_ = app, world, as_
        self.url = f"/sections/{world.section_ids['rules']}"

    def post(self, who: str, verb: str, **form: Any) -> TestResponse:
        form.setdefault("seen_draft", self.head())
        return self.as_(who).post(f"{self.url}/{verb}", data=form)

    def done(self, who: str, verb: str, **form: Any) -> str:
        """Post, expect success, and read the page that comes back."""
        client = self.as_(who)
        form.setdefault("seen_draft", self.head())
        answer = client.post(f"{self.url}/{verb}", data=form)
        assert answer.status_code == 303, answer.get_data(as_text=True)
        return client.get(answer.location).get_data(as_text=True)

    def do(self, who: str, verb: Verb, **given: Any) -> Any:
        with self.app.app_context():
            return self.world.do(who, verb, **given)

    def write(self, text: str = "正文一段。") -> None:
        with self.app.app_context():
            self.world.write("owner", text)

    def head(self) -> str:
        with self.app.app_context():
            return self.world.head()

    def look(self) -> Any:
        return self.app.app_context()

    @property
    def state(self) -> SectionState:
        with self.app.app_context():
            return self.world.section().state


@pytest.fixture
def desk(app: Flask, world: World, as_: As) -> Desk:
    return Desk(app, world, as_)


def test_submit_says_who_has_it_now(desk: Desk) -> None:
    desk.write()
    assert "已送审，现由 审核人甲 初审，期限" in desk.done("owner", "submit")
    assert desk.state is SectionState.IN_REVIEW


def test_withdraw_gives_it_back_to_the_owner(desk: Desk) -> None:
    desk.write()
    desk.do("owner", Verb.SUBMIT)
    assert "已撤回，现由 责任人甲 撰写" in desk.done("owner", "withdraw")


def test_pass_goes_from_stage_to_stage_until_it_is_signed_off(desk: Desk) -> None:
    desk.write()
    desk.do("owner", Verb.SUBMIT)
    assert "已通过，现由 会签人甲、会签人乙 会签" in desk.done("reviewer", "pass")
    assert "已通过，现由 会签人乙 会签" in desk.done("countersigner", "pass", note="同意")
    assert "全部环节已审定" in desk.done("second_countersigner", "pass")
    assert desk.state is SectionState.SIGNED_OFF


@pytest.mark.parametrize("who", ["reviewer", "editor", "director"])
def test_send_back_needs_a_reason_and_reaches_the_owner(desk: Desk, who: str) -> None:
    desk.write()
    desk.do("owner", Verb.SUBMIT)
    assert desk.post(who, "send_back", note=" ").status_code == 422
    assert "已退回，现由 责任人甲 修改" in desk.done(who, "send_back", note="数字要核对")
    assert desk.state is SectionState.RETURNED


def test_a_decision_on_a_text_that_has_moved_on_keeps_the_note(desk: Desk) -> None:
    desk.write()
    desk.do("owner", Verb.SUBMIT)
    old = desk.head()
    desk.do("owner", Verb.WITHDRAW)
    desk.write("正文一段,已改。")
    desk.do("owner", Verb.SUBMIT)
    answer = desk.post("reviewer", "send_back", seen_draft=old, note="我写了很久的理由")
    page = answer.get_data(as_text=True)
    assert answer.status_code == 409
    assert "这一稿已不是最新稿" in page
    assert page.count("我写了很久的理由") == 2
    assert desk.state is SectionState.IN_REVIEW


def test_what_one_may_not_do_is_refused_on_the_same_page(desk: Desk) -> None:
    desk.write()
    answer = desk.post("reviewer", "submit")
    assert answer.status_code == 403
    assert "“送审”由责任人办理" in answer.get_data(as_text=True)
    assert desk.state is SectionState.DRAFTING


def test_accept_and_decline(desk: Desk) -> None:
    assert "已接受" in desk.done("owner", "accept")
    assert "已谢绝，等统稿人分派" in desk.done("owner", "decline", note="手头任务冲突")
    assert desk.state is SectionState.PLANNED


def test_assign_puts_somebody_else_in_charge(desk: Desk) -> None:
    page = desk.done(
        "editor",
        "assign",
        owner_id=desk.world.ids["second_owner"],
        due_on=LATER,
        with_contributors="1",
        brief="写清数量",
    )
    assert "已分派，现由 责任人乙 撰写" in page
    with desk.look():
        section = desk.world.section()
        assert (section.brief, section.contributors) == ("写清数量", [])


def test_hand_over_sends_away_whoever_has_no_part_any_more(desk: Desk) -> None:
    desk.write()
    desk.do("owner", Verb.SUBMIT)
    answer = desk.post("reviewer", "hand_over", person_id=desk.world.ids["outsider"])
    assert answer.status_code == 303
    page = desk.done(
        "editor",
        "hand_over",
        person_id=desk.world.ids["reviewer"],
        from_id=desk.world.ids["outsider"],
    )
    assert "已转办，现由 审核人甲 初审" in page


def test_hand_over_to_nobody_is_a_sentence(desk: Desk) -> None:
    for person in ("", "0", "²", "abc", desk.world.ids["stranger"]):
        answer = desk.post("owner", "hand_over", person_id=person, note="请接手")
        assert answer.status_code == 422
        assert "请接手" in answer.get_data(as_text=True)


def test_extensions_are_asked_for_and_given(desk: Desk) -> None:
    asked = desk.done("owner", "ask_extension", note="等数据", wished_on=LATER)
    assert "已向统稿人申请展期" in asked and f"展期至 {LATER}" in asked
    assert "已展期" in desk.done("editor", "extend", due_on=LATER, note="同意")
    assert desk.post("editor", "extend", due_on="不是日期", note="同意").status_code == 422


def test_a_refused_extension_leaves_the_deadline_and_says_why(desk: Desk) -> None:
    assert desk.post("owner", "ask_extension", note="等数据").status_code == 422
    desk.done("owner", "ask_extension", note="等数据", wished_on=LATER)
    assert "未予展期" in desk.done("editor", "refuse_extension", note="付印在即")
    assert "付印在即" in desk.as_("owner").get(desk.url).text
    assert desk.post("editor", "refuse_extension", note="付印在即").status_code == 403


def test_reopen_and_drop(desk: Desk) -> None:
    with desk.look():
        desk.world.sign_off()
    assert "已重新打开，现由 责任人甲 修改" in desk.done("director", "reopen", note="再核一次")
    assert "该部分已取消" in desk.done("editor", "drop", note="并入其他部分")
    assert desk.state is SectionState.DROPPED


def test_nudge_works_once_a_day(desk: Desk) -> None:
    assert "已催办，现由 责任人甲 撰写" in desk.done("editor", "nudge")
    assert desk.post("editor", "nudge").status_code == 422


def test_restore_makes_a_new_draft_of_an_old_text(desk: Desk) -> None:
    desk.write("旧的说法。")
    desk.write("新的说法。")
    assert "已恢复为新的一稿" in desk.done("owner", "restore", number=1)
    assert desk.post("owner", "restore", number="x").status_code == 422
    with desk.look():
        head = desk.world.section().head
        assert head is not None and head.number == 3


def test_a_comment_is_added_answered_and_waived(desk: Desk) -> None:
    desk.write()
    page = desk.done(
        "reviewer", "comment", kind="must_fix", text="请写清依据", block_id="b", quote="q"
    )
    assert "意见已提交。" in page
    desk.done("editor", "comment", kind="note", text="另一条")
    with desk.look():
        first, second = comments_of(desk.world.section_ids["rules"])
        assert first.kind is CommentKind.MUST_FIX
        ids = (first.id, second.id)
    refused = desk.post("owner", "answer", comment_id=ids[0], disposition="rejected")
    assert refused.status_code == 422
    desk.done("owner", "answer", comment_id=ids[0], disposition="rejected", note="另有安排")
    desk.done("editor", "waive", comment_id=ids[1], note="已不需要")
    with desk.look():
        closed = [one.disposition for one in comments_of(desk.world.section_ids["rules"])]
    assert closed == [Disposition.REJECTED, Disposition.WAIVED]


def test_a_suggestion_is_written_and_adopted_by_one_click(desk: Desk) -> None:
    desk.write("正文一段。")
    with desk.look():
        head = desk.world.section().head
        assert head is not None
        (block,) = head.content["blocks"]
    words = {"block_id": block["id"], "quote": "一段", "start": 2, "replacement": "两段"}
    for _ in range(2):
        page = desk.done("reviewer", "comment", kind="suggestion", text="", **words)
    assert "改为： <ins>两段</ins>" in page and "采纳并改入" not in page
    page = desk.as_("owner").get(desk.url).text
    assert "采纳可直接改入的 2 条" in page
    assert desk.post("owner", "adopt", comment_id=1, seen_draft="0").status_code == 409
    page = desk.done("owner", "adopt", comment_id=1)
    assert "已采纳，改入正文" in page and "正文两段。" in page and "已改入第 2 稿" in page
    assert "采纳 审核人甲 的建议" in page and "原文已不在最新稿中" in page
    refused = desk.post("owner", "adopt", comment_id=2)
    assert refused.status_code == 422 and "已不在最新稿中，没有改动" in refused.text


def test_a_thread_is_replied_to_settled_and_opened_again(desk: Desk) -> None:
    desk.write()
    desk.done("reviewer", "comment", kind="must_fix", text="请写清依据")
    page = desk.done("owner", "reply", comment_id=1, text="依据见第三条，@审核人甲 请看。")
    assert "已回复。" in page and '<span class="mention">@审核人甲</span>' in page
    assert desk.post("owner", "reply", comment_id=1, text=" ").status_code == 422
    refused = desk.post("owner", "settle", comment_id=1)
    assert refused.status_code == 422 and "只有提出意见的人" in refused.text
    assert "已解决" in desk.done("reviewer", "settle", comment_id=1)
    assert desk.post("owner", "open_again", comment_id=1).status_code == 422
    page = desk.done("owner", "open_again", comment_id=1, note="依据又有变化")
    assert "原处理为“已解决”" in page and "依据又有变化" in page


def test_an_empty_or_overlong_comment_is_refused_and_kept(desk: Desk) -> None:
    assert desk.post("editor", "comment", text="  ").status_code == 422
    answer = desk.post("editor", "comment", text="长" * 4001, kind="must_fix", quote="原文")
    assert answer.status_code == 422
    assert "长" * 4001 in answer.get_data(as_text=True)


def test_words_that_are_no_choice_are_refused(desk: Desk) -> None:
    assert desk.post("editor", "comment", text="好", kind="curse").status_code == 400
    assert desk.post("owner", "answer", comment_id=1, disposition="waived").status_code == 400


def test_circulate_opens_it_to_a_reader_who_confirms_it(desk: Desk) -> None:
    desk.write()
    outsider = desk.world.ids["outsider"]
    assert desk.as_("outsider").get(desk.url).status_code == 404
    assert "已传阅" in desk.done("owner", "circulate", person_ids=[outsider])
    assert f'href="{desk.url}"' in desk.as_("outsider").get("/").text
    assert "局外人甲 （未阅）" in desk.as_("outsider").get(desk.url).text
    assert "已确认阅读" in desk.done("outsider", "acknowledge")
    assert "局外人甲 （已阅）" in desk.as_("owner").get(desk.url).text
    report = f"/reports/{desk.world.report_id}"
    assert desk.as_("outsider").get(report).status_code == 404


def test_delegate_says_who_acts_and_is_taken_back(desk: Desk) -> None:
    today = office_today().isoformat()
    days = {"first_on": today, "last_on": LATER, "person_id": desk.world.ids["outsider"]}
    assert "已委托，对方已收到通知" in desk.done("owner", "delegate", **days)
    assert "由 局外人甲 代办" in desk.as_("owner").get(desk.url).text
    assert desk.as_("outsider").get(desk.url).status_code == 200
    assert "已收回委托" in desk.done("owner", "revoke")
    assert desk.as_("outsider").get(desk.url).status_code == 404


@pytest.mark.parametrize("verb", ["launch", "explode", "approve"])
def test_a_word_outside_the_table_is_not_found(desk: Desk, verb: str) -> None:
    assert desk.post("editor", verb).status_code == 404


def test_the_way_back_is_only_ever_ours(desk: Desk) -> None:
    desk.write()
    for wanted in ("//evil.example", "https://evil.example", "/\\evil.example", "javascript:x"):
        answer = desk.post("editor", "comment", text="好", next=wanted)
        assert answer.location == desk.url
    assert desk.post("editor", "comment", text="好", next="/desk").location == "/desk"


def test_every_verb_of_the_table_is_met_here() -> None:
    met = {
        Verb.ASSIGN, Verb.ACCEPT, Verb.DECLINE, Verb.RESTORE, Verb.SUBMIT, Verb.WITHDRAW,
        Verb.PASS, Verb.SEND_BACK, Verb.HAND_OVER, Verb.DELEGATE, Verb.REVOKE,
        Verb.CIRCULATE, Verb.ACKNOWLEDGE,
        Verb.ASK_EXTENSION, Verb.EXTEND, Verb.REFUSE_EXTENSION, Verb.REOPEN,
        Verb.DROP, Verb.COMMENT, Verb.ANSWER, Verb.WAIVE, Verb.NUDGE,
        Verb.REPLY, Verb.SETTLE, Verb.OPEN_AGAIN, Verb.ADOPT,
    }  # fmt: skip
    elsewhere = {
        Verb.SAVE,
        Verb.AMEND,
        Verb.ADD_REVIEWER,
        Verb.REMOVE_REVIEWER,
        Verb.UPLOAD,
        Verb.MATCH_EARLIER,
        Verb.ATTACH,
        Verb.DETACH,
        Verb.TAKE_OVER,
    }
    assert met | elsewhere == {row.verb for row in SECTION_ROWS}
