"""A browser tab with the section editor, rendered from its macro under the product's CSP."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader
from markupsafe import Markup
from playwright.sync_api import BrowserContext, Page, Route

from tests.pictures import pixel
from workflow.actions.prose import prose_of
from workflow.documents.content import from_json

ROOT = Path(__file__).parents[2]
BUILT = ROOT / "workflow" / "static" / "built"
HOME = "http://huigao.test/"
CSP = "default-src 'self'; img-src 'self' data:; style-src 'self'; script-src 'self'"
FLAGS = (
    "--no-sandbox --disable-gpu --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync"
)
FRAME = """<!doctype html><html lang="zh-CN"><head><meta charset="utf-8">
<link rel="stylesheet" href="/built/app.css">
<script src="/built/app.js" defer></script><script src="/built/editor.js" defer></script></head>
<body>{% from "parts/editor.html" import editor with context %}
{{ editor("/save", "1-7", content, "3", "saved", anchor="comment-form", prose=prose) }}
<form id="comment-form"><input name="block_id"><input name="quote"><p data-quote hidden></p>
<textarea></textarea></form></body></html>"""


def paragraph(block_id: str, *runs: str | tuple[str, str]) -> dict[str, Any]:
    """Words of one look each: bare, or with one mark."""
    parts = [(run, None) if isinstance(run, str) else run for run in runs]
    shown = [{"text": text, "marks": [mark]} if mark else {"text": text} for text, mark in parts]
    return {"id": block_id, "type": "paragraph", "runs": shown}


def item(block_id: str, text: str, ordered: bool = False, depth: int = 0) -> dict[str, Any]:
    runs = [{"text": text}]
    return {"id": block_id, "type": "list_item", "ordered": ordered, "depth": depth, "runs": runs}


def in_english(words: str, **holes: Any) -> Markup:
    return Markup(words) % holes


def render(blocks: list[dict[str, Any]]) -> str:
    env = Environment(loader=FileSystemLoader(ROOT / "templates"), autoescape=True)
    env.globals.update(
        _=in_english,
        csrf_token=lambda: "token",
        asset=lambda name: f"/built/{name}",
        url_for=lambda endpoint, **values: f"/files/{values['digest']}",
    )
    env.filters.update(say=lambda text: text.render("en"), island_icon=lambda kind: "puzzle")
    content = {"version": 1, "blocks": blocks}
    return env.from_string(FRAME).render(
        content=content, prose=prose_of(from_json(content), section_id=7)
    )


class Desk:
    """A browser tab with the editor open, and what went wrong in it."""

    def __init__(self, context: BrowserContext) -> None:
        self.page: Page = context.new_page()
        self.html = ""
        self.errors: list[str] = []
        self.page.on("pageerror", lambda error: self.errors.append(str(error)))
        self.page.on("console", lambda said: self._listen(said.type, said.text))
        self.page.route(HOME + "**", self._serve)

    def _listen(self, kind: str, text: str) -> None:
        if kind == "error":
            self.errors.append(text)

    def _serve(self, route: Route) -> None:
        name = route.request.url.removeprefix(HOME)
        if name.startswith("built/"):
            route.fulfill(path=BUILT / name.removeprefix("built/"))
        elif name.startswith("files/"):
            route.fulfill(body=pixel(), content_type="image/png")
        elif name in ("save", "favicon.ico"):
            route.fulfill(status=204)
        else:
            route.fulfill(
                body=self.html,
                content_type="text/html; charset=utf-8",
                headers={"Content-Security-Policy": CSP},
            )

    def open(self, *blocks: dict[str, Any]) -> Desk:
        self.html = render(list(blocks))
        self.page.goto(HOME)
        return self

    def caret(self, block: int, offset: int, end: int | None = None) -> None:
        self.page.locator("[data-editor-area]").focus()
        self.page.evaluate(
            """([block, from, to]) => {
                const text = document.querySelectorAll("[data-editor-area] > p")[block].firstChild;
                getSelection().setBaseAndExtent(text, from, text, to);
            }""",
            [block, offset, offset if end is None else end],
        )

    def press(self, *keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key)

    def type(self, text: str) -> None:
        self.page.keyboard.insert_text(text)

    def paste(self, kind: str, data: str) -> None:
        self.page.evaluate(
            """([kind, data]) => {
                const clipboardData = new DataTransfer();
                clipboardData.setData(kind, data);
                const paste = new ClipboardEvent("paste", {clipboardData, cancelable: true});
                document.querySelector("[data-editor-area]").dispatchEvent(paste);
            }""",
            [kind, data],
        )

    def blocks(self) -> list[dict[str, Any]]:
        """What a save would send now."""
        self.page.evaluate(
            """() => {
                const form = document.querySelector("#editor-form");
                form.addEventListener("submit", (event) => event.preventDefault(), {once: true});
                form.requestSubmit();
                dispatchEvent(new Event("pageshow"));
            }"""
        )
        return list(json.loads(self.page.locator("[name=content]").input_value())["blocks"])

    def shape(self) -> list[tuple[str, str]]:
        """Pairs of a block's form (p, or * and # with the depth) and its text."""
        return [
            (form_of(block), "".join(run.get("text", "\ufffc") for run in block.get("runs", ())))
            for block in self.blocks()
        ]

    def ids(self) -> list[str]:
        return [block["id"] for block in self.blocks()]


def form_of(block: dict[str, Any]) -> str:
    if block["type"] != "list_item":
        return "p" if block["type"] == "paragraph" else str(block["type"])
    return f"{'#' if block['ordered'] else '*'}{block['depth']}"
