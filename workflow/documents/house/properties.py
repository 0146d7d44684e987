"""Pass: the properties of the document: title, author, dates (ECMA-376 Part 2, clause 11), and
what the program that made it wants to know again (ECMA-376 Part 1, 22.3).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from lxml import etree

from workflow.documents.content.model import UNSTORABLE

CORE = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"
DC, TERMS = "http://purl.org/dc/elements/1.1/", "http://purl.org/dc/terms/"
XSI = "http://www.w3.org/2001/XMLSchema-instance"
EXTENDED = "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"
CUSTOM = "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"
TYPES = "http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"
APPLICATION = "Huigao"
USER_DEFINED = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"
"""The set of properties to which those with names of their own belong."""
FIRST_PROPERTY = 2


@dataclass(frozen=True, slots=True)
class Properties:
    """What a file manager shows; ``at`` is the date of making and change, None for none."""

    title: str
    at: datetime | None = None
    creator: str = ""
    subject: str = ""
    company: str = ""


def core_part(properties: Properties) -> bytes:
    """``docProps/core.xml`` ; the date in UTC."""
    root = etree.Element(
        f"{{{CORE}}}coreProperties",
        nsmap={"cp": CORE, "dc": DC, "dcterms": TERMS, "xsi": XSI},
    )
    named = (("title", properties.title), ("subject", properties.subject))
    for name, words in (*named, ("creator", properties.creator)):
        if words:
            etree.SubElement(root, f"{{{DC}}}{name}").text = _storable(words)
    if properties.creator:
        etree.SubElement(root, f"{{{CORE}}}lastModifiedBy").text = _storable(properties.creator)
    if properties.at is None:
        return _bytes(root)
    stamp = properties.at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    for name in ("created", "modified"):
        moment = etree.SubElement(root, f"{{{TERMS}}}{name}")
        moment.set(f"{{{XSI}}}type", "dcterms:W3CDTF")
        moment.text = stamp
    return _bytes(root)


def app_part(properties: Properties) -> bytes:
    """``docProps/app.xml``: the program and the office (ECMA-376, 22.2)."""
    root = etree.fromstring(f'<Properties xmlns="{EXTENDED}"/>')
    etree.SubElement(root, f"{{{EXTENDED}}}Application").text = APPLICATION
    if properties.company:
        etree.SubElement(root, f"{{{EXTENDED}}}Company").text = _storable(properties.company)
    return _bytes(root)


def custom_part(named: Sequence[tuple[str, str]]) -> bytes:
    """``docProps/custom.xml``: texts by their names, which Word, WPS and LibreOffice keep."""
    root = etree.fromstring(f'<Properties xmlns="{CUSTOM}" xmlns:vt="{TYPES}"/>')
    for number, (name, words) in enumerate(named, start=FIRST_PROPERTY):
        one = etree.SubElement(root, f"{{{CUSTOM}}}property")
        one.set("fmtid", USER_DEFINED)
        one.set("pid", str(number))
        one.set("name", name)
        etree.SubElement(one, f"{{{TYPES}}}lpwstr").text = _storable(words)
    return _bytes(root)


def _storable(words: str) -> str:
    return UNSTORABLE.sub("", words)


def _bytes(root: etree._Element) -> bytes:
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
