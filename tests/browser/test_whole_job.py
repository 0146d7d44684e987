"""Six people do the whole job in Chromium, from a text file to an approved Word document.

Real gunicorn, real worker, real Redis; once with Chinese pages and once with English.
"""

from __future__ import annotations

import subprocess
from datetime import timedelta
from pathlib import Path

import docx
import pytest
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph
from playwright.sync_api import Browser

from tests.browser.colleague import OWN_PASSWORD, Colleague
from tests.browser.live import Live
from tests.cast import office_today

pytestmark = pytest.mark.browser

TEXT = """2026年度培训工作报告
2026年,培训工作平稳有序,现报告如下:
一、工作情况
(一)培训组织。全年举办培训12期,参训300人次。(二)考核结果。考核合格率为98%。
二、下一步打算
继续做好分类培训,办好X期专题班。
"""
EXTRA = "新增线上课程36门。"
PEOPLE = {
    "editor": "闻慧", "owner": "方舟", "reviewer": "沈言",
    "first": "何清", "second": "陆平", "director": "钟远",
}  # fmt: skip
WORDS = {
    "zh": {"lang": "zh-CN", "passed": "通过", "desk": "待办", "approved": "已签批"},
    "en": {"lang": "en", "passed": "pass", "desk": "Desk", "approved": "Approved"},
}


def visible(text: str) -> str:
    return "".join(text.split())


class Office:
    """The people of one run, each with a browser."""

    def __init__(self, browser: Browser, live: Live, locale: str) -> None:
        self.browser, self.live, self.locale = browser, live, locale
        self.browser_locale = "zh-CN" if locale == "zh" else "en-US"
        self.people: dict[str, Colleague] = {}

    def set_up(self) -> None:
        """The single-use link makes office and administrator; a pasted list makes the rest."""
        admin = self.people["admin"] = self._newcomer()
        admin.goto(self.live.setup_link)
        page = admin.page
        page.fill("[name=office]", "云溪市图书馆")
        page.select_option("select[name=language]", self.locale)
        page.fill("[name=name]", "管义")
        page.fill("[name=email]", "admin@yunxi.example")
        page.fill("[name=wanted]", OWN_PASSWORD)
        page.fill("[name=again]", OWN_PASSWORD)
        admin.press("form button.btn-primary")
        admin.goto("/people/list")
        rows = [f"{name}, {mail}@yunxi.example, 办公室" for mail, name in PEOPLE.items()]
        page.fill("textarea:visible", "\n".join(rows))
        admin.press("form.card-plain button[type=submit]")
        admin.press("form:has(textarea[hidden]) button")
        passwords = page.locator("td code").all_inner_texts()
        assert len(passwords) == 6
        self._make_editor(admin)
        for mail, password in zip(PEOPLE, passwords, strict=True):
            one = self.people[mail] = self._newcomer(390 if mail == "director" else 1280)
            one.log_in(f"{mail}@yunxi.example", password)

    def _newcomer(self, width: int = 1280) -> Colleague:
        return Colleague(self.browser, self.live.url, self.browser_locale, width)

    def _make_editor(self, admin: Colleague) -> None:
        admin.goto("/people/")
        admin.page.get_by_role("link", name=PEOPLE["editor"]).click()
        admin.page.check("[name=is_editor]")
        admin.press("form:has([name=is_editor]) button[type=submit]")

    def import_and_launch(self, source: Path) -> str:
        """The editor: import, confirm, chain, assign everything to the owner, launch."""
        editor, page = self.people["editor"], self.people["editor"].page
        editor.goto("/reports/new")
        page.set_input_files("[name=file]", source)
        editor.press("form[enctype] button[type=submit]")
        assert page.locator(".is-doubtful").count() == 1
        editor.main(".intake-summary button").click()
        page.wait_for_selector(".is-doubtful", state="detached")
        page.select_option("[name=director_id]", label=PEOPLE["director"])
        page.fill("[name=signed_on]", "2026年12月31日")
        editor.press('form[action$="/create"] button[type=submit]')
        report = page.url.removeprefix(self.live.url)
        self._set_chain(editor, report)
        editor.goto(report)
        for box in page.locator("input[form=bulk]").all():
            box.check()
        page.select_option("#bulk-owner", label=PEOPLE["owner"])
        page.fill("#bulk-due", (office_today() + timedelta(days=20)).isoformat())
        editor.press("#bulk button[type=submit]")
        editor.act("/launch")
        return report

    def _set_chain(self, editor: Colleague, report: str) -> None:
        page = editor.page
        editor.goto(f"{report}/chain")
        editor.press('button[value="preset-two"]')
        for stage, names in ((0, ["reviewer"]), (1, ["first", "second"])):
            for name in names:
                page.locator(f"label:has([name=members-{stage}])").filter(
                    has_text=PEOPLE[name]
                ).locator("input").check()
        editor.press("form.chain-form button.btn-primary")

    def sections(self, report: str) -> list[str]:
        """The addresses of the text sections, in order."""
        editor = self.people["editor"]
        editor.goto(report)
        ids = editor.page.locator("input[form=bulk]").evaluate_all("all => all.map(x => x.value)")
        return [f"/sections/{one}" for one in ids]

    def write_with_detour(self, section: str) -> None:
        """Write in the editor, submit, get a must-fix comment and a return, mend, resubmit."""
        owner, reviewer = self.people["owner"], self.people["reviewer"]
        owner.goto("/")
        owner.goto(f"{section}/edit")
        area = owner.page.locator("[data-editor-area]")
        area.click()
        owner.page.keyboard.press("Control+End")
        owner.page.keyboard.type(EXTRA)
        owner.press(".act.is-primary > button[form=editor-form]")
        owner.goto(section)
        owner.act(f"{section}/submit")
        reviewer.goto(section)
        reviewer.page.locator("form#comment-form [name=text]").fill("请核对期数。")
        reviewer.page.locator("form#comment-form [name=kind]").select_option("must_fix")
        reviewer.press("form#comment-form button[type=submit]")
        reviewer.act(f"{section}/send_back", note="请核对后再送。")
        owner.goto(section)
        assert owner.page.locator(".act.has-reason").count() >= 1
        owner.act(f"{section}/answer")
        owner.goto(section)
        owner.act(f"{section}/submit")

    def sign(self, section: str) -> None:
        for who in ("reviewer", "first", "second"):
            self.people[who].goto(section)
            self.people[who].act(f"{section}/pass")

    def assemble_and_present(self, report: str) -> Path:
        editor = self.people["editor"]
        editor.goto(report)
        editor.act(f"{report}/assemble")
        download = editor.page.locator('a[href$=".docx"]').first
        download.wait_for(timeout=120_000)
        with editor.page.expect_download() as waiting:
            download.click()
        out = self.live.folder / "out.docx"
        waiting.value.save_as(out)
        editor.goto(report)
        editor.act(f"{report}/present")
        return out

    def approve(self, report: str) -> None:
        """On a phone: from the desk to the approval."""
        director = self.people["director"]
        director.goto("/")
        director.page.locator(f'main a[href*="{report}"]').first.click()
        director.goto(f"{report}/approval")
        director.act("/approval/approve")

    def complaints(self) -> list[str]:
        return [words for one in self.people.values() for words in one.complaints]


@pytest.mark.parametrize("locale", ["zh", "en"])
def test_six_people_do_the_whole_job(
    chromium: Browser, live: Live, tmp_path: Path, locale: str
) -> None:
    office = Office(chromium, live, locale)
    office.set_up()
    source = tmp_path / "in.txt"
    source.write_text(TEXT, "utf-8")
    report = office.import_and_launch(source)
    first, *others = office.sections(report)
    office.write_with_detour(first)
    for section in others:
        office.people["owner"].goto(section)
        office.people["owner"].act(f"{section}/submit")
    for section in (first, *others):
        office.sign(section)
    out = office.assemble_and_present(report)
    office.approve(report)
    director = office.people["director"].page
    assert director.locator("html").get_attribute("lang") == WORDS[locale]["lang"]
    assert WORDS[locale]["approved"] in director.locator("main").inner_text()
    assert office.complaints() == []
    check_document(out)
    check_notices(office)
    check_pdf(out, tmp_path)


def check_document(out: Path) -> None:
    """Text and order, levels, and the East Asian font of each run."""
    document = docx.Document(str(out))
    lines = [one for one in document.paragraphs if one.text.strip()]
    expected = visible(TEXT).replace("现报告如下:", "现报告如下:" + EXTRA)
    signature = visible("云溪市图书馆2026年12月31日")
    assert visible("".join(one.text for one in lines)) == expected + signature
    headings = {visible(one.text)[:6]: style_of(one) for one in lines if "eading" in style_of(one)}
    assert headings["一、工作情况"] == headings["二、下一步打"] == "Heading 1"
    assert headings["(一)培训组"] == headings["(二)考核结"] == "Heading 2"
    faces = {
        found.get(qn("w:eastAsia")) for one in lines for found in one._element.iter(qn("w:rFonts"))
    }
    assert faces == {"方正小标宋简体", "黑体", "楷体_GB2312", "仿宋_GB2312"}


def style_of(paragraph: Paragraph) -> str:
    return str(paragraph.style.name) if paragraph.style else ""


def check_notices(office: Office) -> None:
    """The owner's notices hold what happened, in the language of the office."""
    owner = office.people["owner"]
    owner.goto("/notices/")
    words = owner.page.locator("main").inner_text()
    assert WORDS[office.locale]["passed"] in words and "培训" in words


def check_pdf(out: Path, folder: Path) -> None:
    """LibreOffice makes a PDF of it that holds the same words."""
    profile = f"-env:UserInstallation=file://{folder}/libreoffice"
    command = [
        "soffice",
        profile,
        "--headless",
        "--convert-to",
        "pdf",
        "--outdir",
        str(folder),
    ]
    subprocess.run([*command, str(out)], check=True, capture_output=True, timeout=300)
    pdf = folder / "out.pdf"
    words = subprocess.run(
        ["pdftotext", "-layout", str(pdf), "-"],
        check=True,
        capture_output=True,
        timeout=180,
    ).stdout.decode()
    for part in ("一、工作情况", "培训组织", EXTRA[:6], "—1—"):
        assert part in visible(words)
    pictures = subprocess.run(
        ["pdftoppm", "-r", "50", "-png", str(pdf), str(folder / "page")],
        check=True, capture_output=True, timeout=180,
    )  # fmt: skip
    assert pictures.returncode == 0 and list(folder.glob("page*.png"))
