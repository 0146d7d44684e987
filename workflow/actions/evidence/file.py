"""A file that somebody offers as evidence: weighed, looked at, scanned, on disk."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

from flask import current_app

from workflow.actions.evidence.scanning import Clamd, ScannerSilent
from workflow.actions.files import file_store
from workflow.domain.machine import NotYet
from workflow.domain.text import Text, say
from workflow.settings import MEGABYTE, Settings

LONGEST_NAME = 200
PROGRAMS = (b"MZ", b"\x7fELF", b"\xcf\xfa\xed\xfe", b"\xfe\xed\xfa\xcf", b"#!")
"""How files begin that a system would run, whatever they are called."""
NO_FILE = Text(
    "请先选择文件，没有添加；您写的说明还在。",
    "Choose a file first: nothing was added, and what you wrote is still there.",
)
EMPTY = Text("文件是空的，没有添加。", "The file is empty and was not added.")
PROGRAM = Text(
    "这个文件是程序，不能作佐证材料，没有添加。",
    "This file is a program and no evidence, so it was not added.",
)
SILENT = Text(
    "病毒扫描暂时用不了，文件没有添加，正文没有变化。请稍后再试；仍不行时请管理员检查扫描服务。",
    "The virus scanner cannot be reached, so the file was not added; the text is unchanged. Try "
    "again later, and if it fails again ask the administrator to look at the scanner.",
)


@dataclass(frozen=True)
class Taken:
    """On disk, and no evidence yet; ``scanned``: by a scanner that found nothing."""

    name: str
    hash: str
    size: int
    scanned: bool


def settings_now() -> Settings:
    settings: Settings = current_app.extensions["settings"]
    return settings


def take(name: str, data: bytes) -> Taken:
    """Check, scan and store, outside of any transaction; raises NotYet with the sentence.

    Where a scanner is configured nothing passes it by: while it is silent, files are refused.
    """
    settings = settings_now()
    called = clean_name(name)
    _check(called, data, settings)
    scanned = bool(settings.clamd_url)
    if scanned:
        _scan(called, data, settings.clamd_url)
    return Taken(called, file_store().put(data), len(data), scanned)


def clean_name(name: str) -> str:
    """Without folders, and without signs that would show another name than it has."""
    last = name.replace("\\", "/").rpartition("/")[2]
    kept = "".join(one for one in last if unicodedata.category(one)[0] != "C").strip(". ")
    stem, dot, ending = kept.rpartition(".")
    if len(kept) <= LONGEST_NAME:
        return kept
    return stem[: LONGEST_NAME - len(ending) - 1] + dot + ending[:20]


def _check(name: str, data: bytes, settings: Settings) -> None:
    ending = name.rpartition(".")[2].lower() if "." in name else ""
    if ending not in settings.evidence_types:
        raise NotYet(
            say(
                "佐证材料不收这类文件，没有添加。可以添加：{types}。",
                "Evidence of this type is not taken, so nothing was added. It may be: {types}.",
                types="、".join(sorted(settings.evidence_types)),
            )
        )
    if not data:
        raise NotYet(EMPTY)
    if len(data) > settings.evidence_bytes:
        raise NotYet(
            say(
                "文件超过 {n} MB，没有添加。请压缩或拆分后再添加。",
                "The file is larger than {n} MB and was not added. Make it smaller or divide it.",
                n=settings.evidence_bytes // MEGABYTE,
            )
        )
    if data.startswith(PROGRAMS):
        raise NotYet(PROGRAM)


def _scan(name: str, data: bytes, url: str) -> None:
    try:
        found = Clamd(url).found_in(data)
    except ScannerSilent as error:
        raise NotYet(SILENT) from error
    if found:
        raise NotYet(
            say(
                "在“{name}”中发现病毒（{found}），没有添加，也没有保存。请先处理这个文件。",
                "A virus was found in “{name}” ({found}); it was neither added nor stored. "
                "Clean the file first.",
                name=name,
                found=found,
            )
        )
