"""Stand-ins for LibreOffice, and the worker's part of a conversion, done by hand."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from pathlib import Path

import pytest
from flask import Flask

from tasks.converting import run_conversion
from workflow.documents.content import from_text
from workflow.documents.merge import Manuscript, Part, assemble
from workflow.queue import Job, ListQueue

Office = Callable[[str], None]


def program(folder: Path, lines: str) -> str:
    """A script in the place of LibreOffice; ``$out`` is the folder for its result."""
    path = folder / "office"
    find = 'while [ $# -gt 0 ]; do [ "$1" = --outdir ] && out="$2"; shift; done\n'
    path.write_text(f"#!/bin/sh\n{find}{lines}\n")
    path.chmod(0o755)
    return str(path)


def giving(folder: Path, words: str) -> str:
    """A stand-in that makes one file of these words, whatever it gets."""
    part = Part(0, None, "", "", "", False, from_text(words))
    (folder / "made.docx").write_bytes(assemble(Manuscript("", (part,))).data)
    return program(folder, f'mkdir -p "$out"; cp {folder}/made.docx "$out/file.docx"')


def office_of(app: Flask, monkeypatch: pytest.MonkeyPatch) -> Office:
    """``office_of(app, ...)(path)``: the program that converts from now on, "" for none."""

    def set_up(path: str) -> None:
        settings = app.extensions["settings"]
        changed = dataclasses.replace(settings, libreoffice=path, convert_seconds=20)
        monkeypatch.setitem(app.extensions, "settings", changed)

    return set_up


def convert_waiting(queue: ListQueue) -> None:
    """What a worker does at the hints that were given so far; inside the application."""
    for job, (own,) in list(queue.sent):
        if job is Job.CONVERT:
            run_conversion(own)
