"""A browser tab with the section editor, rendered from its macro under the product's CSP."""

from __future__ import annotations

import copy
import json
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader
from markupsafe import Markup
from playwright.sync_api import BrowserContext, Locator, Page, Route

from tests.pictures import pixel
from tests.rich import rich
from workflow.actions.media import IN_PAGES
from workflow.actions.showing.prose import island_kinds
from workflow.actions.writing.pictures import MOST_BYTES

ROOT = Path(__file__).parents[2]
BUILT = ROOT / "workflow" / "static" / "built"
HOME = "http://huigao.test/"
CSP = "default-src 'self'; img-src 'self' data:; style-src 'self'; script-src 'self'"
STORED = {"hash": "d" * 64, "media": "image/png", "width": 952_500, "height": 476_250}
FLAGS = (
    "--no-sandbox --disable-gpu --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync"
)
FRAME = """<!doctype html><html lang="zh-CN"><head><meta charset="utf-8">
<link rel="stylesheet" href="/built/app.css">
<script src="/built/app.js" defer></script><script src="/built/editor.js" defer></script></head>
<body>{% from "parts/editor.html" import editor with context %}
{{ editor("/save", "1-7", content, "3", "saved", 7, anchor="comment-form") }}
<form id="comment-form"><input name="block_id"><input name="quote"><p data-quote hidden></p>
<textarea name="text"></textarea></form></body></html>"""

SELECT = """(() => {
    const frame = () => new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
    const select = async (...points) => {
        for (let tries = 0; tries < 20; tries += 1) {
            getSelection().setBaseAndExtent(...points);
            await frame();
            await frame();
            const {anchorNode, anchorOffset, focusNode, focusOffset} = getSelection();
            const now = [anchorNode, anchorOffset, focusNode, focusOffset];
            if (now.every((one, n) => one === points[n])) return;
        }
    };
    return """
"""Selects, and waits until the editor has seen it and does not put its own back."""


Data = dict[str, Any]
TEXT: list[Data] = rich("a" * 64, "b" * 64, "c" * 64)["blocks"]

KEPT = """async (words) => {
  const answer = (asked) => new Promise((done) => { asked.onsuccess = () => done(asked.result); });
  if (!(await indexedDB.databases()).some((one) => one.name === "huigao")) return false;
  const opened = await answer(indexedDB.open("huigao", 1));
  const found = await answer(opened.transaction("texts").objectStore("texts").getAll());
  opened.close();
  return JSON.stringify(found).includes(words);
}"""


def fresh() -> list[Data]:
    return copy.deepcopy(TEXT)


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
        url_for=lambda endpoint, **values: f"/files/{values.get('digest', '')}",
        island_kinds=island_kinds,
        shown_pictures=lambda: sorted(IN_PAGES),
        picture_bytes=lambda: MOST_BYTES,
    )
    env.filters.update(say=lambda text: text.render("en"), island_icon=lambda kind: "puzzle")
    return env.from_string(FRAME).render(content={"version": 1, "blocks": blocks})


class Desk:
    """A browser tab with the editor open, and what went wrong in it."""

    def __init__(self, context: BrowserContext) -> None:
        context.set_default_timeout(30_000)
        self.page: Page = context.new_page()
        self.html = ""
        self.sent: list[bytes] = []
        self.answer: tuple[int, dict[str, Any]] = (201, STORED)
        self.errors: list[str] = []
        self._accepts = False
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
            self._files(route)
        elif name in ("save", "favicon.ico"):
            route.fulfill(status=204)
        else:
            route.fulfill(
                body=self.html,
                content_type="text/html; charset=utf-8",
                headers={"Content-Security-Policy": CSP},
            )

    def _files(self, route: Route) -> None:
        """A picture; sent to, the answer that the product gives to one."""
        if route.request.method == "GET":
            route.fulfill(body=pixel(), content_type="image/png")
            return
        self.sent.append(route.request.post_data_buffer or b"")
        route.fulfill(status=self.answer[0], json=self.answer[1])

    def open(self, *blocks: dict[str, Any]) -> Desk:
        self.html = render(list(blocks))
        self.page.goto(HOME)
        return self

    def caret(self, block: int, offset: int, end: int | None = None) -> None:
        self.focus()
        self.page.evaluate(
            SELECT
            + """([block, from, to]) => {
                const text = document.querySelectorAll("[data-editor-area] > p")[block].firstChild;
                return select(text, from, text, to);
            }})()""",
            [block, offset, offset if end is None else end],
        )

    def caret_at(self, block: str, offset: int, end: int | None = None) -> None:
        """To the n-th character of a block at any depth, its text counted without atoms."""
        self.focus()
        self.page.evaluate(
            SELECT
            + """([id, from, to]) => {
                const block = document.querySelector(`[data-editor-area] [data-id="${id}"]`);
                const line = block.querySelector("figcaption") ?? block;
                const point = (offset) => {
                    const walker = document.createTreeWalker(line, NodeFilter.SHOW_TEXT);
                    let left = offset;
                    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
                        if (node.parentElement.closest("[data-atom]")) continue;
                        if (left <= node.length) return [node, left];
                        left -= node.length;
                    }
                    return [line, 0];
                };
                return select(...point(from), ...point(to));
            }})()""",
            [block, offset, offset if end is None else end],
        )

    def wait_until_kept(self, words: str) -> None:
        """Until this browser's store holds them."""
        self.page.wait_for_function(KEPT, arg=words)

    def accept_dialogs(self) -> None:
        """From now on; the page asks before unsaved text is left."""
        if not self._accepts:
            self._accepts = True
            self.page.on("dialog", lambda dialog: dialog.accept())

    def focus(self) -> None:
        """The editor puts its own selection back a moment after it is focused."""
        if not self.page.evaluate("document.activeElement?.matches('[data-editor-area]')"):
            self.page.locator("[data-editor-area]").focus()
            self.page.evaluate("new Promise((done) => setTimeout(done, 40))")

    def block(self, block_id: str) -> Locator:
        return self.page.locator(f'[data-editor-area] [data-id="{block_id}"]')

    def tool(self, name: str) -> None:
        self.page.locator(f"[data-tool={name}]").click()

    def clipboard(self, kind: str) -> dict[str, str]:
        """Cut or copy, and what the clipboard got."""
        return dict(
            self.page.evaluate(
                """(kind) => {
                    const clipboardData = new DataTransfer();
                    const event = new ClipboardEvent(kind, {clipboardData, cancelable: true});
                    document.querySelector("[data-editor-area]").dispatchEvent(event);
                    const types = clipboardData.types;
                    return Object.fromEntries(types.map((t) => [t, clipboardData.getData(t)]));
                }""",
                kind,
            )
        )

    def press(self, *keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key)

    def type(self, text: str) -> None:
        self.page.keyboard.insert_text(text)

    def paste(self, data: dict[str, str]) -> None:
        """What a clipboard holds, by type, pasted where the caret is."""
        self.page.evaluate(
            """(data) => {
                const clipboardData = new DataTransfer();
                for (const [type, value] of Object.entries(data))
                    clipboardData.setData(type, value);
                const event = new ClipboardEvent("paste", {clipboardData, cancelable: true});
                const note = document.activeElement.closest(".editor-note");
                (note ?? document.querySelector("[data-editor-area]")).dispatchEvent(event);
            }""",
            data,
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


def ids_within(part: Any) -> list[str]:
    """All ids, those of cells and notes too."""
    if isinstance(part, list):
        return [found for one in part for found in ids_within(one)]
    if not isinstance(part, dict):
        return []
    own = [part["id"]] if isinstance(part.get("id"), str) else []
    return own + [found for one in part.values() for found in ids_within(one)]


def without_ids(part: Any) -> Any:
    if isinstance(part, list):
        return [without_ids(one) for one in part]
    if not isinstance(part, dict):
        return part
    return {name: without_ids(one) for name, one in part.items() if name != "id"}
