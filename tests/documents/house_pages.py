"""Word files made of the house style's own makers, and their pages as LibreOffice prints them.

The faces that official documents name cannot be shipped. Where they are absent, LibreOffice
prints in the free ones that preview/fonts.conf puts in their place; all of them are square,
so lines and characters stand where they would.
"""

from __future__ import annotations

import contextlib
import io
import os
import signal
import subprocess
import zipfile
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path

from tests.services import require
from workflow.documents.house.furniture import (
    DRAFT_HEAD,
    EVEN_FOOTER,
    ODD_FOOTER,
    footer_part,
    header_part,
    notes_part,
    settings_part,
)
from workflow.documents.house.lists import Lists
from workflow.documents.house.properties import Properties, app_part, core_part
from workflow.documents.house.section_page import section_properties
from workflow.documents.house.styles import styles_part
from workflow.documents.house.xml import Element, element, serialise
from workflow.documents.profile import Profile

FONTS = Path(__file__).parents[2] / "workflow/documents/preview/fonts.conf"
MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
CORE = "application/vnd.openxmlformats-package.core-properties+xml"
EXTENDED = "application/vnd.openxmlformats-officedocument.extended-properties+xml"
MADE = datetime(2026, 12, 31, 1, 2, 3, tzinfo=UTC)
PARTS = {
    "rId1": "styles",
    "rId2": "numbering",
    "rId3": "settings",
    ODD_FOOTER: "footer1",
    EVEN_FOOTER: "footer2",
    DRAFT_HEAD: "header1",
    "rId7": "footnotes",
}
PICTURE = "rId8"


def word_file(
    profile: Profile,
    body: Sequence[Element],
    *,
    lists: Lists | None = None,
    notes: Sequence[Element] = (),
    contents: bool = False,
    draft: bool = False,
    picture: bytes = b"",
) -> bytes:
    """A .docx of these paragraphs; ``picture`` is a PNG named by the relation PICTURE."""
    kinds = ("footnote",) if notes else ()
    last = section_properties(profile, draft, notes=kinds)
    parts = {
        "document": serialise(element("document", element("body", *body, last))),
        "styles": styles_part(profile),
        "numbering": (lists or Lists()).part(profile),
        "settings": settings_part(profile, contents=contents, notes=kinds),
        "footer1": footer_part(profile, even=False),
        "footer2": footer_part(profile, even=True),
        "header1": header_part(profile),
        "footnotes": notes_part("footnote", notes),
    }
    return _zipped(parts, picture)


def _zipped(parts: Mapping[str, bytes], picture: bytes) -> bytes:
    properties = Properties("2026年度工作报告", MADE, "某某单位", "工作报告", "某某单位")
    files = {f"word/{name}.xml": data for name, data in parts.items()}
    files["[Content_Types].xml"] = _types(parts).encode()
    files["_rels/.rels"] = _relations(
        ("rId1", f"{OFFICE}/officeDocument", "word/document.xml"),
        ("rId2", f"{PACKAGE}/relationships/metadata/core-properties", "docProps/core.xml"),
        ("rId3", f"{OFFICE}/extended-properties", "docProps/app.xml"),
    )
    files["docProps/core.xml"], files["docProps/app.xml"] = (
        core_part(properties),
        app_part(properties),
    )
    rows = [(own, f"{OFFICE}/{name.rstrip('12')}", f"{name}.xml") for own, name in PARTS.items()]
    if picture:
        files["word/picture.png"] = picture
        rows.append((PICTURE, f"{OFFICE}/image", "picture.png"))
    files["word/_rels/document.xml.rels"] = _relations(*rows)
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return stream.getvalue()


def _types(parts: Mapping[str, bytes]) -> str:
    kinds = {name: "document.main" if name == "document" else name.rstrip("12") for name in parts}
    rows = [(f"/word/{name}.xml", f"{MAIN}.{kind}+xml") for name, kind in kinds.items()]
    rows += [("/docProps/core.xml", CORE), ("/docProps/app.xml", EXTENDED)]
    overrides = "".join(f'<Override PartName="{a}" ContentType="{b}"/>' for a, b in rows)
    rels = "application/vnd.openxmlformats-package.relationships+xml"
    return (
        f'<Types xmlns="{PACKAGE}/content-types"><Default Extension="rels" ContentType="{rels}"/>'
        '<Default Extension="png" ContentType="image/png"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{overrides}</Types>'
    )


def _relations(*rows: tuple[str, str, str]) -> bytes:
    inner = "".join(f'<Relationship Id="{a}" Type="{b}" Target="{c}"/>' for a, b, c in rows)
    return f'<Relationships xmlns="{PACKAGE}/relationships">{inner}</Relationships>'.encode()


def printed(folder: Path, files: Mapping[str, bytes], patience: float = 120) -> dict[str, Path]:
    """The PDF of each .docx, by one run of a LibreOffice with a profile of its own.

    Raises subprocess.TimeoutExpired after ``patience`` seconds; what was printed stays.
    """
    program = require("libreoffice")
    require("fonts")
    for name, data in files.items():
        (folder / f"{name}.docx").write_bytes(data)
    own = f"-env:UserInstallation=file://{folder}/libreoffice"
    command = [program, own, "--headless", "--convert-to", "pdf", "--outdir", str(folder)]
    names = [str(folder / f"{name}.docx") for name in files]
    office = subprocess.Popen(
        [*command, *names],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env={**os.environ, "FONTCONFIG_FILE": str(FONTS)},
        start_new_session=True,
    )
    try:
        assert office.wait(patience) == 0
    finally:
        # The program is a script; what it started would go on printing for ever.
        with contextlib.suppress(ProcessLookupError):
            os.killpg(office.pid, signal.SIGKILL)
        office.wait()
    return {name: folder / f"{name}.pdf" for name in files}
