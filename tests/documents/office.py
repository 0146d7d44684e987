"""LibreOffice as the stand-in for another word processor: it opens a file and saves it anew."""

from __future__ import annotations

import subprocess
from pathlib import Path

from tests.services import require


def saved_again(folder: Path, data: bytes) -> bytes:
    """The .docx as LibreOffice writes it, under a profile of its own."""
    program = require("libreoffice")
    (folder / "sent.docx").write_bytes(data)
    own = f"-env:UserInstallation=file://{folder}/libreoffice"
    command = [program, "--headless", own, "--convert-to", "docx", "--outdir", str(folder / "back")]
    subprocess.run([*command, str(folder / "sent.docx")], check=True, capture_output=True)
    return (folder / "back" / "sent.docx").read_bytes()
