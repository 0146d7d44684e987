"""What is never taken over from a Word file: what runs, and what fetches from outside.

Each removal has a code of remarks.py. Parts are judged by their content type and name,
relations by where they lead, elements by what they would do.
"""

from __future__ import annotations

import re
from functools import lru_cache

from lxml import etree

from workflow.documents.word.fields import fields_of
from workflow.documents.word.relations import Relationship
from workflow.documents.word.remarks import Remarks
from workflow.documents.word.tree import AttributePath, V, remove, unwrap, w

_PARTS = tuple(
    (re.compile(sign, re.IGNORECASE), code)
    for sign, code in (
        (r"vbaproject|vbadata\.|macroenabled|\.(?:docm|dotm|xlsm|xltm|xlsb|pptm|potm)$", "macros"),
        (r"\bactivex", "controls"),
        (r"^customui\d*/|attachedtoolbars|keymapcustomizations|webextension", "interface"),
        (r"^_xmlsignatures/|digital-signature", "signature"),
    )
)
_ADDRESS = re.compile(r"(?:https?|ftp)://\S+|mailto:\S+|tel:[\d+() -]+|#\S+", re.IGNORECASE)
_OUTSIDE = {
    "attachedTemplate": "template",
    "image": "external_picture",
    "oleObject": "external_object",
    "package": "external_object",
    "subDocument": "external_file",
    "aFChunk": "external_file",
    "hyperlink": "external_link",
    "mailMergeSource": "mail_merge",
    "mailMergeHeaderSource": "mail_merge",
    "recipientData": "mail_merge",
}
# Fields that read a file, a database or another program (ECMA-376 Part 1, 17.16.5).
_FETCHING = frozenset(
    {"DDE", "DDEAUTO", "LINK", "INCLUDE", "INCLUDETEXT", "INCLUDEPICTURE", "IMPORT", "DATABASE"}
    | {"RD"}
)
_FIELD = re.compile(r'\s*(\w+)\s*(?:"([^"]*)"|([^\s"\\]\S*))?')
_SETTINGS = {w("attachedTemplate"): "template", w("mailMerge"): "mail_merge"}
_FILM = "{*}webVideoPr"
_DRAWN = (f"{{{V}}}*", _FILM)
_ADDRESSES = AttributePath("//v:*/@src | //v:*/@o:href | //v:*/@o:althref")


def is_safe_address(address: str) -> bool:
    """Whether a link may lead there: the web, mail, a telephone, or a place of the text."""
    return _ADDRESS.fullmatch(address.strip()) is not None


@lru_cache(maxsize=1024)
def part_removed(name: str, media: str) -> str | None:
    """The code of the remark where a part, by name and content type, is not taken over."""
    return next((code for sign, code in _PARTS if sign.search(media) or sign.search(name)), None)


def relation_removed(relation: Relationship) -> str | None:
    """The code of the remark where a relation leads outside and must not."""
    if not relation.external:
        return None
    if relation.kind == "hyperlink" and is_safe_address(relation.address):
        return None
    return _OUTSIDE.get(relation.kind, "external_part")


def clean_settings(root: etree._Element, remarks: Remarks) -> bool:
    """Take the template and the mail merge out of the settings; whether there were any."""
    found = [one for one in root if one.tag in _SETTINGS]
    for one in found:
        if one.tag == w("mailMerge"):
            remarks.add("mail_merge")
        remove(one)
    return bool(found)


def clean_fields(root: etree._Element, remarks: Remarks) -> bool:
    """Dissolve fields that fetch from outside, or lead where no link may; whether any did."""
    found = 0
    fields, simple_ones = fields_of(root)
    for one in fields:
        code = _field_removed(one.code)
        if code:
            one.dissolve()
            remarks.add(code)
            found += 1
    for simple in simple_ones:
        code = _field_removed(simple.get(w("instr"), ""))
        if code:
            unwrap(simple)
            remarks.add(code)
            found += 1
    return found > 0


def clean_drawings(root: etree._Element, remarks: Remarks) -> bool:
    """Take away addresses of pictures in old drawings, and films shown from the web."""
    if next(root.iter(*_DRAWN), None) is None:
        return False
    found = _ADDRESSES(root)
    for element, name, _ in found:
        element.attrib.pop(name, "")
    films = list(root.iter(_FILM))
    for film in films:
        remove(film)
    if found or films:
        remarks.add("external_picture" if found else "external_part", len(found) + len(films))
    return bool(found or films)


def _field_removed(code: str) -> str | None:
    found = _FIELD.match(code)
    if found is None:
        return None
    name, address = found[1].upper(), found[2] or found[3] or ""
    if name in _FETCHING:
        return "external_field"
    is_unsafe = name == "HYPERLINK" and address and not is_safe_address(address)
    return "external_link" if is_unsafe else None
