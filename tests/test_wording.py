"""Chinese sentences have full-width punctuation (GB/T 15834-2011); half-width marks stay out."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
FOLDERS = ("workflow", "tasks", "script", "templates", "frontend/src")
KINDS = (".py", ".html", ".txt", ".sh", ".po", ".ts")
FILES = [one for name in FOLDERS for one in (ROOT / name).rglob("*.*") if one.suffix in KINDS]
# What may stay: a part of the text that holds it ("" would let a whole file through).
ALLOWED = {
    "script/lib/server.py": "甲:甲 上监听",
    "templates/pages/people_paste.html": "For example: 王小明, wang@example.org, 办公室",
    "templates/pages/report_new.html": "such as 一、 (一) 1.",
    "workflow/documents/compare/tokens.py": "[多余来]?",
    "workflow/web/styles/form.py": " (第一",
}
HOLE = re.compile(r"\{[^{}\"]*\}|%\(\w+\)[sd]|://[^\s，。]+")
HAN = re.compile("[\u3400-\u9fff]")
WRONG = re.compile(r"(?<=[\u3400-\u9fff。、《》])([,:;?!)]| ?\()|[,:;?!()] ?[\u3400-\u9fff《]")


def texts(file: Path) -> Iterator[str]:
    """What a person reads there, line by line: no docstrings, patterns or English keys."""
    source = file.read_text("utf-8")
    if file.suffix == ".po":
        yield from re.findall(r'^(?:msgstr.*?)?(".*")$', source, re.MULTILINE)
    elif file.suffix != ".py":
        yield from re.sub(r"\{#.*?#\}", "", source, flags=re.DOTALL).splitlines()
    else:
        nodes = list(ast.walk(ast.parse(source)))
        silent: set[ast.AST] = {node.value for node in nodes if isinstance(node, ast.Expr)}
        for node in nodes:
            if isinstance(node, ast.Call) and ast.unparse(node.func).startswith("re."):
                silent.update(ast.walk(node))
        for node in nodes:
            if isinstance(node, ast.JoinedStr) and node not in silent:
                parts = (v.value if isinstance(v, ast.Constant) else "{}" for v in node.values)
                yield from "".join(map(str, parts)).splitlines()
            elif isinstance(node, ast.Constant) and node not in silent:
                yield from str(node.value).splitlines()


@pytest.mark.parametrize("file", FILES, ids=lambda file: str(file.relative_to(ROOT)))
def test_chinese_sentences_have_full_width_punctuation(file: Path) -> None:
    allowed = ALLOWED.get(file.relative_to(ROOT).as_posix())
    chinese = (one.split(" / ")[0] for one in texts(file) if re.search("[\u3000-\u9fff]", one))
    shown = [HOLE.sub("甲", one) for one in chinese]
    found = [one for one in shown if HAN.search(one) and WRONG.search(one)]
    assert not [one for one in found if allowed is None or allowed not in one]
