"""`write CONTENT.json OUT.docx`: content or what `read` printed goes in, a .docx comes out."""

from __future__ import annotations

import base64
import io
import json
from pathlib import Path
from typing import Any

import docx
import docx.shared
import pytest

from tests.documents.writer.making import comment
from tests.pictures import content, picture, pixel
from workflow.documents.__main__ import main
from workflow.documents.blobs import digest_of
from workflow.documents.talk import Suggestion
from workflow.documents.talk_json import comments_to_json, suggestions_to_json

PNG = pixel()


def paragraph(text: str) -> dict[str, Any]:
    return {"id": "a", "type": "paragraph", "runs": [{"text": text}]}


def write(folder: Path, stored: Any, *options: str) -> tuple[int, Path]:
    source, out = folder / "content.json", folder / "out.docx"
    source.write_text(stored if isinstance(stored, str) else json.dumps(stored), encoding="utf-8")
    return main(["write", str(source), str(out), *options]), out


def test_content_is_written_and_warnings_are_the_only_output(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, out = write(tmp_path, content(paragraph("全年举办活动。")))
    assert code == 0
    assert [one.text for one in docx.Document(str(out)).paragraphs] == ["全年举办活动。"]
    assert json.loads(capsys.readouterr().out) == {"warnings": []}


def test_an_envelope_brings_pictures_comments_and_changes_along(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    stored = {
        "content": content(paragraph("全年举办活动。"), picture(digest_of(PNG))),
        "islands": [],
        "comments": comments_to_json([comment("1", "a", 0, 2), comment("2", "gone")]),
        "suggestions": suggestions_to_json([Suggestion("甲", "", "a", 2, 4)]),
        "blobs": {digest_of(PNG): base64.b64encode(PNG).decode()},
    }
    code, out = write(tmp_path, stored)
    assert code == 0
    document = docx.Document(str(out))
    assert len(document.inline_shapes) == 1
    assert [one.text for one in document.comments] == ["意见1", "意见2"]
    assert document.element.xpath("//w:delText")[0].text == "举办"
    (warning,) = json.loads(capsys.readouterr().out)["warnings"]
    assert warning["code"] == "comment_moved" and warning["zh"] and warning["en"]


def test_the_profile_is_chosen_and_an_unknown_one_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, out = write(tmp_path, content(paragraph("文")), "--profile", "material")
    assert code == 0
    section = docx.Document(io.BytesIO(out.read_bytes())).sections[0]
    assert section.top_margin == docx.shared.Twips(1928)
    out.unlink()
    code, out = write(tmp_path, content(paragraph("文")), "--profile", "none")
    assert code == 1 and not out.exists()
    assert "gbt9704" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("stored", "said"),
    [
        ("{", "JSON"),
        ("[" * 100_000, "JSON"),
        ([], "blocks"),
        ({"content": {"blocks": [{"type": "paragraph"}]}}, "blocks[0].id"),
        ({"content": content(paragraph("文")), "blobs": []}, "blobs"),
        ({"content": content(paragraph("文")), "blobs": {"0" * 64: "!"}}, "Base64"),
        ({"content": content(paragraph("文")), "blobs": {"0" * 64: "eA=="}}, "标识"),
        ({"content": content(paragraph("文")), "comments": [1]}, "comments[0]"),
        (content(picture("0" * 64)), "图片"),
    ],
)
def test_what_is_wrong_is_said_in_a_sentence_and_nothing_is_written(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], stored: Any, said: str
) -> None:
    code, out = write(tmp_path, stored)
    assert code == 1 and not out.exists()
    captured = capsys.readouterr()
    assert said in captured.err and captured.out == ""


def test_a_missing_file_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["write", str(tmp_path / "none.json"), str(tmp_path / "out.docx")]) == 1
    assert "none.json" in capsys.readouterr().err


def test_wrong_use_is_exit_code_two() -> None:
    with pytest.raises(SystemExit) as left:
        main(["write", "only-one.json"])
    assert left.value.code == 2
