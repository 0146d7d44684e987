"""Built assets by the hash of their content, so that a browser never keeps an old one."""

from __future__ import annotations

import json
from pathlib import Path

from flask import Flask, url_for

BUILT = Path(__file__).resolve().parent.parent / "static" / "built"


def init_app(app: Flask) -> None:
    manifest = _manifest()

    def asset(name: str) -> str:
        return url_for("static", filename=f"built/{manifest.get(name, name)}")

    app.add_template_global(asset, "asset")


def _manifest() -> dict[str, str]:
    file = BUILT / "manifest.json"
    return json.loads(file.read_text("utf-8")) if file.exists() else {}
