"""Faults that people reported of other programs that merge, as tests: text, ids, and parts.

Each test names the report; ../shared/acceptance/user-faults.md has the list. Every merge here
is looked through by the static check too (``kept_files.merged``).
"""

from __future__ import annotations

import subprocess
import sys

import pytest

from tests.documents.merge.kept_files import (
    Link,
    Out,
    W,
    codes,
    crafted,
    header_reference,
    kept,
    merged,
    out,
    para,
    picture,
    run,
    section,
    style,
    styled,
    text,
    with_header,
    with_story,
)
from tests.documents.word.packages import chart_run, values, words
from workflow.documents.errors import DocumentError
from workflow.documents.merge import Policy
from workflow.documents.word.safety import check_upload

PNG = b"\x89PNG\r\n\x1a\n"
COMMENT = (
    '<w:commentRangeStart w:id="0"/>'
    + text("甲")
    + '<w:commentRangeEnd w:id="0"/>'
    + run('<w:commentReference w:id="0"/>')
)


def with_picture(data: bytes, inner: str = "") -> bytes:
    made = crafted(para(picture("i")) + inner, Link("i", "image", "media/image1.png"))
    return made.add("word/media/image1.png", PNG + data).data()


def test_docxcompose_65_two_comments_of_one_id() -> None:
    files = []
    for said in ("甲问", "乙问"):
        body = f'<w:comment w:id="0" w:author="王" w:initials="W">{para(text(said))}</w:comment>'
        files.append(kept(with_story(crafted(para(COMMENT)), "comments", body).data()))
    made = out(*files)
    by_id = {one.get(f"{W}id"): words(one) for one in made.root("comments")}
    assert [by_id[one] for one in values(made.body, "commentReference", "id")] == ["甲问", "乙问"]


def test_docxcompose_96_endnotes_of_both_are_there() -> None:
    files = []
    for said in ("甲注", "乙注"):
        body = para(text("正") + run('<w:endnoteReference w:id="2"/>'))
        note = f'<w:endnote w:id="2">{para(text(said))}</w:endnote>'
        files.append(kept(with_story(crafted(body), "endnotes", note).data()))
    made = out(*files)
    by_id = {one.get(f"{W}id"): words(one) for one in made.root("endnotes")}
    assert [by_id[one] for one in values(made.body, "endnoteReference", "id")] == ["甲注", "乙注"]


def test_docxcompose_56_67_headers_are_a_switch() -> None:
    file = crafted(para(text("甲")) + section(references=header_reference("h")))
    data = with_header(file, "h", para(text("密件"))).data()
    assert not out(kept(data)).many("header")
    assert len(out(kept(data), policy=Policy(headers="keep")).many("header")) == 1


def test_docxcompose_77_100_a_text_box_of_vml_is_kept() -> None:
    box = f"<v:textbox><w:txbxContent>{para(text('框内'))}</w:txbxContent></v:textbox>"
    made = out(kept(crafted(para(run(f"<w:pict><v:shape>{box}</v:shape></w:pict>"))).data()))
    assert words(made.body) == "框内" and len(list(made.body.iter("{*}textbox"))) == 1


def test_docxcompose_26_a_link_whose_target_is_missing_becomes_words() -> None:
    body = para(f'<w:hyperlink r:id="lost">{text("链")}</w:hyperlink>')
    made = merged(kept(crafted(body).data()))
    assert words(Out(made).body) == "链" and codes(made) == ["missing_part"]
    assert not list(Out(made).body.iter(f"{W}hyperlink"))


def test_template_245_383_two_pictures_of_one_name_are_both_there() -> None:
    made = out(kept(with_picture(b"red")), kept(with_picture(b"blue")))
    found = {made.data[name] for name in made.many("media")}
    assert found == {PNG + b"red", PNG + b"blue"}


def test_template_372_open_xml_91_a_headers_picture_shares_no_id_with_the_body() -> None:
    made = crafted(para(picture("i")) + section(references=header_reference("h")))
    made.link(Link("i", "image", "media/a.png")).add("word/media/a.png", PNG)
    with_header(made, "h", para(picture("i")), "header", Link("i", "image", "media/a.png"))
    ours = out(*[kept(made.data())] * 2, policy=Policy(headers="keep"))
    (head,) = ours.many("header")
    inner = ours.root(head.removeprefix("word/").removesuffix(".xml"))
    ids = [one.get("id") for root in (ours.body, inner) for one in root.iter("{*}docPr")]
    assert len(ids) == 3 == len(set(ids))


def test_template_558_no_entry_is_there_twice() -> None:
    made = out(*[kept(with_picture(b"red"))] * 3)
    assert len(made.names) == len(set(made.names))


def test_python_docx_797_678_a_relation_to_nothing_goes_with_a_warning() -> None:
    body = para(picture("i") + text("甲") + picture("j"))
    links = (Link("i", "image", "NULL"), Link("j", "image", "media/lost.png"))
    made = merged(kept(crafted(body, *links).data()))
    assert words(Out(made).body) == "甲" and "missing_part" in codes(made)


def test_python_docx_693_strict_is_converted() -> None:
    made = crafted(para(text("甲")))
    strict = {
        name: data.replace(
            "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
            "http://purl.oclc.org/ooxml/wordprocessingml/main",
        )
        for name, data in made.parts.items()
        if isinstance(data, str)
    }
    made.parts |= strict
    assert words(out(kept(made.data())).body) == "甲"


def test_python_docx_1123_insertions_stay_and_the_person_is_told() -> None:
    change = f'<w:ins w:id="1" w:author="王">{text("增")}</w:ins>'
    gone = '<w:del w:id="2" w:author="王"><w:r><w:delText>删</w:delText></w:r></w:del>'
    file = kept(crafted(para(change + gone)).data())
    made = merged(file)
    assert words(Out(made).body) == "增" and codes(made) == ["tracked_changes"]
    accepted = out(file, policy=Policy(changes="accept"))
    assert b"delText" not in accepted.data["word/document.xml"]


def test_open_xml_sdk_941_a_chart_keeps_its_workbook() -> None:
    made = crafted(para(chart_run("c")), Link("c", "chart", "charts/chart1.xml"))
    chart = '<c:chartSpace xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart"/>'
    kind = "application/vnd.openxmlformats-officedocument.drawingml.chart+xml"
    book = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    made.add("word/charts/chart1.xml", chart, kind, Link("b", "package", "../book.xlsx"))
    made.add("word/book.xlsx", b"cells", book)
    ours = out(kept(made.data()), kept(made.data()))
    assert [ours.data[one] for one in ours.many("embeddings")] == [b"cells"]
    assert len(ours.many("charts/_rels")) == 1


def test_docx_merger_55_one_picture_in_fifty_sections_is_one_part() -> None:
    made = out(*[kept(with_picture(b"red", para(text(str(n))))) for n in range(50)])
    assert len(made.many("media")) == 1


def test_poi_tl_891_one_template_fifty_times_has_as_many_styles() -> None:
    styles = style("a", "Normal") + style("9", "公文样式", based="a")
    file = with_story(crafted(styled("9", "甲")), "styles", styles).data()
    for policy in (Policy(), Policy(styles="keep")):
        once, often = (out(*[kept(file)] * n, policy=policy).root("styles") for n in (1, 50))
        assert len(once) == len(often)


def test_docxcompose_78_twice_the_sections_take_about_twice_the_time() -> None:
    """In a process of its own, by processor time: at most 2.2 times, the best of three."""
    code = (
        "import time\n"
        "from bench.section_files import section_file\n"
        "from workflow.documents.merge import KeptPart, Manuscript, assemble\n"
        "from workflow.documents.blobs import digest_of\n"
        "files = [section_file(n) for n in range(1, 121)]\n"
        "parts = [KeptPart('a.docx', lambda d=d: d) for d in files]\n"
        "def spent(n):\n"
        "    start = time.process_time()\n"
        "    assemble(Manuscript('', tuple(parts[:n])))\n"
        "    return time.process_time() - start\n"
        "spent(20)\n"
        "print(min(spent(120) / spent(60) for _ in range(3)))\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert float(done.stdout) <= 2.2


@pytest.mark.parametrize("name", ["a.doc", "a.wps", "a.docx"])
def test_pywin32_1738_an_old_file_gets_a_sentence_that_says_what_to_do(name: str) -> None:
    old = bytes.fromhex("D0CF11E0A1B11AE1") + bytes(600)
    with pytest.raises(DocumentError, match="old Word"):
        check_upload(name, old)
    with pytest.raises(DocumentError, match=r"Part 2.*save it as \.docx"):
        merged(kept(crafted(para("")).data()), kept(old, name))
