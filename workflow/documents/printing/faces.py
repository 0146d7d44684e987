"""Which faces a document names that this machine lacks, and which one stands in for each."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from lxml import etree

from workflow.documents.word.converting import office_environment

MATCHER = "fc-match"
"""Fontconfig's own answer, which is also LibreOffice's: the face itself, or what comes nearest."""
SECONDS = 20
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FACES = tuple(f"{_W}{one}" for one in ("ascii", "hAnsi", "eastAsia"))
_PARTS = re.compile(r"word/(document|header\d*|footer\d*|footnotes|endnotes)\.xml")
_STYLES = "word/styles.xml"


@dataclass(frozen=True, slots=True)
class Substitute:
    """``face`` as the document names it, ``by`` the family that is printed in its place."""

    face: str
    by: str


def substitutes(document: bytes) -> list[Substitute] | None:
    """Faces of a .docx that are not installed, by name; None where nobody can tell."""
    return None if shutil.which(MATCHER) is None else lacking(sorted(named_faces(document)))


def lacking(faces: Iterable[str]) -> list[Substitute]:
    """Those that are not installed, in the order given; fontconfig has to be there."""
    found = ((face, _families(face)) for face in faces)
    return [
        Substitute(face, families[0])
        for face, families in found
        if families and face.casefold() not in {one.casefold() for one in families}
    ]


def named_faces(document: bytes) -> set[str]:
    """Faces of the text itself and of the styles that it is written in."""
    with zipfile.ZipFile(io.BytesIO(document)) as package:
        names = [one for one in package.namelist() if _PARTS.fullmatch(one)]
        parts = [_parsed(package.read(one)) for one in names]
        styles = _parsed(package.read(_STYLES)) if _STYLES in package.namelist() else None
    faces = {face for part in parts for face in _faces(part)}
    if styles is None:
        return faces
    used = {ref.get(f"{_W}val") for part in parts for ref in part.iter(*_REFERENCES)}
    return faces | {face for one in _in_use(styles, used) for face in _faces(one)}


_REFERENCES = tuple(f"{_W}{one}" for one in ("pStyle", "rStyle", "tblStyle"))


def _in_use(styles: etree._Element, used: set[str | None]) -> Iterator[etree._Element]:
    """The defaults, the styles that are referred to or stand for none, and what these rest on."""
    yield from styles.iter(f"{_W}docDefaults")
    by_id = {one.get(f"{_W}styleId"): one for one in styles.iter(f"{_W}style")}
    waiting = {own for own, one in by_id.items() if own in used or _is_default(one)}
    seen: set[str | None] = set()
    while waiting - seen:
        own = (waiting - seen).pop()
        seen.add(own)
        if own in by_id:
            yield by_id[own]
            waiting |= {ref.get(f"{_W}val") for ref in by_id[own].iter(f"{_W}basedOn")}


def _is_default(style: etree._Element) -> bool:
    return style.get(f"{_W}default") in ("1", "true") and style.get(f"{_W}type") == "paragraph"


def _faces(part: etree._Element) -> Iterator[str]:
    for fonts in part.iter(f"{_W}rFonts"):
        yield from filter(None, (fonts.get(one) for one in _FACES))


def _parsed(data: bytes) -> etree._Element:
    return etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True))


def _families(face: str) -> list[str]:
    """The names of the family that fontconfig gives for a face; none where it is silent."""
    pattern = re.sub(r"([\\:,-])", r"\\\1", face) + ":lang=zh-cn"
    done = subprocess.run(
        [MATCHER, "-f", "%{family}", "--", pattern],
        env=office_environment(),
        capture_output=True,
        timeout=SECONDS,
        check=False,
    )
    return [one for one in done.stdout.decode("utf-8", "replace").split(",") if one]
