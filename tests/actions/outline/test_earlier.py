"""Last year's report beside this one: who may bring which, what stands where, what is kept."""

from __future__ import annotations

import io

import pytest

from tests.cast import World
from tests.conftest import As
from tests.rich import put_rich
from workflow.actions.outline import earlier
from workflow.actions.outline.earlier_reading import Brought, finished_reports, read_file
from workflow.actions.writing.section_files import served
from workflow.documents.word.limits import Limits
from workflow.domain.machine import NotAllowed, NotYet
from workflow.domain.terms import ReportState, SectionKind, Verb
from workflow.store import Draft, Report, Section, db
from workflow.store.earlier_text import earlier_choice, earlier_texts_of
from workflow.store.event import events_of_section

pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
FILE = (
    "2025 年度工作报告\n开头的话。\n一、工作情况\n（一）制度建设\n去年修订制度3项。\n"
    "（二）干部队伍建设\n去年培训5期。\n二、财务审计\n去年审计2次。\n"
)


def last_year(world: World, editor: str = "editor") -> Report:
    """An approved report of the office with one section, whose draft holds a picture."""
    report = Report(office_id=world.report.office_id, title="2025 年度工作报告", year=2025,
                    editor_id=world.ids[editor], state=ReportState.APPROVED)  # fmt: skip
    db.session.add(report)
    db.session.flush()
    section = Section(report_id=report.id, position=0, kind=SectionKind.TEXT, title="制度建设",
                      numeral_kind="cn_dun")  # fmt: skip
    db.session.add(section)
    db.session.flush()
    world.section_ids["then"] = section.id
    db.session.commit()
    draft = Draft(section_id=section.id, number=1, author_id=world.ids[editor], cause="save",
                  title="制度建设", content_hash="0" * 64,
                  content=put_rich(world, "then"))  # fmt: skip
    db.session.add(draft)
    db.session.flush()
    section.head_id = draft.id
    db.session.commit()
    return report


def beside(world: World, name: str = "rules") -> str:
    choice = earlier_choice(world.section_ids[name])
    return choice.earlier.label if choice and choice.earlier else ""


def test_a_file_is_cut_by_its_outline_and_paired_by_headings(ctx: World) -> None:
    brought = read_file("去年.txt", FILE.encode(), Limits())
    done = ctx.do_report("editor", Verb.BRING_EARLIER, brought=brought)
    assert done.result == 3 and done.event.details["note"] == "去年.txt"
    assert [beside(ctx, one) for one in ("preamble", "rules", "team", "next")] == [
        "导语", "（一）制度建设", "（二）干部队伍建设", "",
    ]  # fmt: skip
    known = earlier.held(ctx.scene())
    assert (known.source, known.paired, known.sections) == ("去年.txt", 3, 4)
    assert [one.label for one in known.alone] == ["二、下一步安排"]


def test_a_person_corrects_a_pair_and_another_report_takes_its_place(ctx: World) -> None:
    ctx.do_report("editor", Verb.BRING_EARLIER,
                  brought=read_file("去年.txt", FILE.encode(), Limits()))  # fmt: skip
    audit = next(one for one in earlier_texts_of(ctx.report_id) if "财务" in one.label)
    with pytest.raises(NotAllowed):
        ctx.do("reviewer", Verb.MATCH_EARLIER, earlier_id=audit.id)
    ctx.do("contributor", Verb.MATCH_EARLIER, earlier_id=audit.id)
    assert beside(ctx) == "二、财务审计"
    assert events_of_section(ctx.section().id)[0].details["note"] == "二、财务审计"
    ctx.do("owner", Verb.MATCH_EARLIER, earlier_id=0)
    assert beside(ctx) == ""
    with pytest.raises(NotYet, match="Choose again"):
        ctx.do("owner", Verb.MATCH_EARLIER, earlier_id=99)
    with pytest.raises(NotYet, match="No text was found"):
        ctx.do_report("editor", Verb.BRING_EARLIER, brought=Brought("空.txt", ()))
    assert len(earlier_texts_of(ctx.report_id)) == 4
    other = read_file("前年.txt", "一、制度建设\n前年的话。".encode(), Limits())
    ctx.do_report("editor", Verb.BRING_EARLIER, brought=other)
    assert [one.source for one in earlier_texts_of(ctx.report_id)] == ["前年.txt"]
    assert beside(ctx) == "一、制度建设"


def test_only_a_signed_report_in_which_the_editor_has_a_part(ctx: World) -> None:
    mine, foreign = last_year(ctx), last_year(ctx, editor="outsider")
    assert [one.id for one in finished_reports(ctx.person("editor"), ctx.report)] == [mine.id]
    for refused in (foreign.id, ctx.report_id, 0):
        with pytest.raises(NotYet, match="approved"):
            ctx.do_report("editor", Verb.BRING_EARLIER, from_report=refused)
    with pytest.raises(NotAllowed):
        ctx.do_report("director", Verb.BRING_EARLIER, from_report=mine.id)
    ctx.do_report("editor", Verb.BRING_EARLIER, from_report=mine.id)
    assert beside(ctx) == "一、制度建设"
    row = earlier_texts_of(ctx.report_id)[0]
    picture = next(one for one in row.content["blocks"] if one["type"] == "picture")
    assert served(ctx.section(), picture["hash"]) is not None
    draft = ctx.write("owner", "全新的一段话。")
    assert {str(one.kind) for one in earlier.since_then(draft, row)} >= {"added", "removed"}


def test_the_pages_show_it_to_those_who_have_a_part(as_: As, world: World) -> None:
    rules, report = f"/sections/{world.section_ids['rules']}", f"/reports/{world.report_id}"
    editor = as_("editor")
    assert "可以把去年的报告带到各部分旁边参照" in editor.get(rules).text
    assert "往年文本" not in as_("owner").get(rules).text
    assert as_("owner").get(f"{rules}/earlier").status_code == 404
    empty = editor.post(f"{report}/earlier", data={})
    assert empty.status_code == 422 and "请选择一份已签批的报告" in empty.text
    file = {"file": (io.BytesIO(FILE.encode()), "去年.txt")}
    sent = editor.post(f"{report}/earlier", data=file, follow_redirects=True)
    assert "3 个部分按标题配上了往年文本" in sent.text and "二、下一步安排" in sent.text
    owner = as_("owner")
    owner.post(f"{rules}/save", data={"content": '{"blocks": []}', "seen_draft": ""})
    assert f'hx-get="{rules}/earlier/text"' in owner.get(rules).text
    assert "去年修订制度3项。" in owner.get(f"{rules}/earlier/text").text
    page = owner.get(f"{rules}/earlier").text
    assert "按标题配对，相似度" in page and "去年.txt" in page
    chosen = owner.get(f"{rules}/drafts?older=earlier&newer=1", follow_redirects=True)
    assert "今年：第 1 稿" in chosen.text
    assert owner.get(f"{rules}/drafts?older=1").status_code == 404
    assert owner.get(f"{rules}/earlier?draft=9").status_code == 404
    none = owner.post(f"{rules}/match_earlier", data={"earlier_id": "0"}, follow_redirects=True)
    assert "已选定往年文本" in none.text and "本部分没有配上往年文本" in none.text
    assert as_("outsider").get(f"{rules}/earlier/text").status_code == 404
