"""Assembling: our assembler beside python-docx, above the floor of deflating the same bytes."""

from __future__ import annotations

import tempfile
import time
import zipfile
from collections.abc import Callable, Iterator
from importlib.metadata import version
from io import BytesIO
from pathlib import Path
from typing import Any

from docx import Document

from bench.figures import Case, take_turns
from bench.texts import PAGE, paragraphs
from script.lib.say import Stop
from workflow.documents.content import from_json, from_text, to_json
from workflow.documents.merge import Manuscript, Part, assemble

SECTIONS, PAGES = 50, 3
RUNS, QUICK_RUNS = 15, 3
DIGITS = "一二三四五六七八九"
TITLE = "2026年度工作报告"

# title of a section, stored content as a draft holds it
Stored = list[tuple[str, dict[str, Any]]]


def cases(quick: bool) -> Iterator[Case]:
    """One case: milliseconds for a document of 50 sections of 3 pages, written to disk."""
    with tempfile.TemporaryDirectory(prefix="huigao-bench-") as name:
        target, stored = Path(name) / "out.docx", _stored()
        own = parts_of(assembled(stored))
        _same_text(target, stored)
        ours, peer, floor = take_turns(
            QUICK_RUNS if quick else RUNS,
            _timed(lambda: target.write_bytes(assembled(stored))),
            _timed(lambda: by_python_docx(stored, target)),
            _timed(lambda: target.write_bytes(deflated(own))),
        )
    yield Case(
        "assemble",
        f"{SECTIONS} sections of {PAGES} pages",
        "ms",
        ours=ours,
        peer=peer,
        peer_name=f"python-docx {version('python-docx')}",
        floor=floor,
    )


def assembled(stored: Stored) -> bytes:
    """What the worker does between claim and publish: checked contents, then the document."""
    parts = tuple(
        Part(1, "cn_dun", f"{numeral(place)}、", title, "", False, from_json(content))
        for place, (title, content) in enumerate(stored, 1)
    )
    return assemble(Manuscript(TITLE, parts, "某单位", "2026年12月31日")).data


def by_python_docx(stored: Stored, target: Path) -> None:
    """The same headings and paragraphs in its default template, without fonts of our own."""
    document = Document()
    document.add_heading(TITLE, 0)
    for place, (title, content) in enumerate(stored, 1):
        document.add_heading(f"{numeral(place)}、{title}", 1)
        for block in content["blocks"]:
            document.add_paragraph("".join(run["text"] for run in block["runs"]))
    document.save(str(target))


def deflated(parts: dict[str, bytes]) -> bytes:
    """The least: the finished parts of our document put into a zip at the same level."""
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as zipped:
        for name, data in parts.items():
            zipped.writestr(name, data)
    return stream.getvalue()


def parts_of(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(BytesIO(data)) as zipped:
        return {name: zipped.read(name) for name in zipped.namelist()}


def numeral(number: int) -> str:
    """1 to 99 in Chinese: 7 is 七, 12 is 十二, 50 is 五十."""
    tens, ones = divmod(number, 10)
    ten = ("" if tens == 1 else DIGITS[tens - 1]) + "十" if tens else ""
    return ten + (DIGITS[ones - 1] if ones else "")


def _stored() -> Stored:
    texts = (paragraphs(PAGES * PAGE, seed=place) for place in range(1, SECTIONS + 1))
    return [
        (f"第{place}项工作情况", to_json(from_text("\n".join(text))))
        for place, text in enumerate(texts, 1)
    ]


def _same_text(target: Path, stored: Stored) -> None:
    """Both documents hold every paragraph, or nothing is compared."""
    by_python_docx(stored, target)
    wanted = [run["text"] for _, one in stored for block in one["blocks"] for run in block["runs"]]
    for data in (assembled(stored), target.read_bytes()):
        text = parts_of(data)["word/document.xml"].decode("utf-8")
        if not all(one in text for one in wanted):
            raise Stop("合成的文档缺少段落, 未作比较。", "A document lacks text: not compared.")


def _timed(work: Callable[[], object]) -> Callable[[], float]:
    def run() -> float:
        start = time.perf_counter()
        work()
        return (time.perf_counter() - start) * 1000

    return run
