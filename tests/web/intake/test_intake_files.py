"""Files that cannot become a report: each is answered by a sentence, and nothing is kept."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace

import pytest
from flask import Flask

from tests.conftest import As
from tests.documents.bombs import entities, hidden, huge_claim
from tests.documents.crafted import paragraph, word_file
from workflow.store import Intake, db

OLE = bytes.fromhex("D0CF11E0A1B11AE1") + b"\0" * 600
GOOD = word_file(paragraph("一、甲"))
FILES = {
    "旧.doc": (OLE, "另存为 .docx"),
    "旧.wps": (OLE, "另存为 .docx"),
    "假.wps": (b"<html>", "另存为 .docx"),
    "密.docx": (OLE + "EncryptedPackage".encode("utf-16-le"), "密码"),
    "文本.docx": ("一、甲".encode(), "扩展名改为 .txt"),
    "空.txt": (b"", "文件是空的"),
    "空白.txt": ("\ufeff \n\u3000".encode(), "没有文字"),
    "空白.docx": (word_file(paragraph("")), "没有文字"),
    "半.docx": (GOOD[: len(GOOD) // 2], "已损坏"),
    "零.txt": ("一、甲\x00乙".encode(), "编码"),
    "图.txt": (b"\x89PNG\r\n\x1a\n" + bytes(range(256)), "编码"),
    "大.docx": (huge_claim(), "超过上限"),
    "藏.docx": (hidden(64), "已损坏"),
    "笑.docx": (entities("text"), "已损坏"),
    "表.pdf": (b"%PDF-1.7", "只能上传"),
}


@pytest.mark.parametrize("name", FILES)
def test_a_bad_file_is_refused_by_a_sentence_and_nothing_is_kept(
    app: Flask, as_: As, name: str
) -> None:
    data, words = FILES[name]
    answer = as_("editor").post("/reports/import", data={"file": (io.BytesIO(data), name)})
    html = answer.get_data(as_text=True)
    assert answer.status_code == 422 and words in html and "选择文件" not in words
    with app.app_context():
        assert db.session.query(Intake).count() == 0


def test_the_limits_of_the_installation_hold(app: Flask, as_: As) -> None:
    held = app.extensions["settings"]
    app.extensions["settings"] = replace(held, limits=replace(held.limits, headings=3))
    client = as_("editor")
    text = "\n".join(f"{n}.甲" for n in range(1, 5))
    answer = client.post("/reports/import", data={"file": (io.BytesIO(text.encode()), "a.txt")})
    assert answer.status_code == 422 and "超过上限 3 个" in answer.get_data(as_text=True)
    app.extensions["settings"] = replace(held, limits=replace(held.limits, text_bytes=10))
    answer = client.post("/reports/import", data={"file": (io.BytesIO(text.encode()), "a.txt")})
    assert answer.status_code == 422 and "MB" in answer.get_data(as_text=True)


def test_a_file_with_headings_of_word_becomes_sections(app: Flask, as_: As) -> None:
    style = '<w:style w:type="paragraph" w:styleId="h1"><w:name w:val="heading 1"/></w:style>'
    body = paragraph("总体情况", '<w:pStyle w:val="h1"/>') + paragraph("写了。")
    data = {"file": (io.BytesIO(word_file(body, style)), "a.docx")}
    client = as_("editor")
    page = client.post("/reports/import", data=data).headers["Location"]
    assert "总体情况" in client.get(page).get_data(as_text=True)
    assert 'id="yes-' not in client.get(page).get_data(as_text=True)


def test_what_reading_changed_is_said_and_no_table_is_cut(app: Flask, as_: As) -> None:
    cell = f"<w:tbl><w:tr><w:tc>{paragraph('格内甲。格内乙。')}</w:tc></w:tr></w:tbl>"
    coloured = (
        '<w:p><w:r><w:rPr><w:color w:val="FF0000"/></w:rPr><w:t>红字。又写。</w:t></w:r></w:p>'
    )
    data = {"file": (io.BytesIO(word_file(paragraph("一、甲") + coloured + cell)), "a.docx")}
    client = as_("editor")
    page = client.post("/reports/import", data=data).headers["Location"]
    html = client.get(page, query_string={"open": 0}).get_data(as_text=True)
    assert "card-flush intake-read" in html and "颜色" in html
    assert (
        "又写。</label>" in html and "格内" not in html.split("<fieldset")[1].split("</fieldset")[0]
    )
    cut = {"correction": "add", "start": "11", "title": "乙"}
    assert client.post(f"{page}/correct", data=cut).status_code == 422


def test_macros_are_left_out_and_the_page_says_so(app: Flask, as_: As) -> None:
    stream = io.BytesIO(GOOD)
    with zipfile.ZipFile(stream, "a") as file:
        file.writestr("word/vbaProject.bin", b"macro")
    sent = {"file": (io.BytesIO(stream.getvalue()), "宏.docm")}
    answer = as_("editor").post("/reports/import", data=sent)
    assert answer.status_code == 303
    page = as_("editor").get(answer.location).text
    assert "文件带有宏，宏已移除" in page
