"""What a Word file holds, counted before and after a merge."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from lxml import etree

from workflow.documents.errors import DocumentError
from workflow.documents.word.cutting.sections import is_plain
from workflow.documents.word.package import parse_xml
from workflow.documents.word.source import Source
from workflow.documents.word.strict import is_strict, to_transitional
from workflow.documents.word.tree import w

KINDS = (
    *("characters", "tables", "pictures", "notes", "comments", "headers", "links", "charts"),
    *("bookmarks", "labels", "wide pages"),
)
# kind -> codes of warnings of which one at least explains a loss of that kind
EXPLAINED = {
    "characters": {"external_field", "missing_part", "external_picture", "tangled_parts"},
    "tables": set[str](),
    "pictures": {
        *("external_picture", "missing_part", "tangled_parts", "controls", "external_part"),
        *("external_object", "bad_part"),
    },
    "notes": {"lost_note", "bad_part", "missing_part"},
    "comments": {"lost_comment", "bad_part", "missing_part"},
    "headers": {"header_replaced", "footer_replaced", "bad_part", "missing_part"},
    "links": {"external_link", "missing_part"},
    "charts": {"missing_part", "bad_part", "tangled_parts"},
    "bookmarks": {"open_bookmark"},
    "labels": {"lost_list"},
    "wide pages": set[str](),
}
_GO_BACK = "_GoBack"


def census(data: bytes) -> Counter[str]:
    """How much there is of each kind, in the file as it came: nothing is cleaned away first."""
    source = Source.open(data)
    root = _as_came(source)
    found = Counter(dict.fromkeys(KINDS, 0))
    found["characters"] = sum(len(one.text or "") for one in root.iter(w("t")))
    found["tables"] = _count(root, w("tbl"))
    found["pictures"] = _count(root, "{*}blip", "{*}imagedata")
    found["notes"] = _count(root, w("footnoteReference"), w("endnoteReference"))
    found["comments"] = _distinct(root, w("commentReference"), w("id"))
    found["links"] = _count(root, w("hyperlink"))
    found["charts"] = sum(1 for one in root.iter("{*}chart") if "/chart" in etree.QName(one).text)
    names = [one.get(w("name"), "") for one in root.iter(w("bookmarkStart"))]
    found["bookmarks"] = len([one for one in names if one != _GO_BACK])
    found["labels"] = sum(1 for one in source.body.iter(w("p")) if source.numbering.label(one))
    found["headers"] = len(set(_shown(source, root)))
    found["wide pages"] = sum(1 for one in root.iter(w("sectPr")) if _is_wide(one))
    return found


def _as_came(source: Source) -> etree._Element:
    data = source.bytes_as_came(source.main)
    root = parse_xml(data)
    return to_transitional(root) if is_strict(data) else root


def _shown(source: Source, root: etree._Element) -> Iterator[str]:
    """What headers and footers say that stand on a page of some section."""
    pages = {"default"}
    pages |= {"first"} if next(root.iter(w("titlePg")), None) is not None else set()
    pages |= {"even"} if b"evenAndOddHeaders" in source.raw("settings") else set()
    rows = source.relations(source.main)
    named = {
        str(value)
        for one in root.iter(w("headerReference"), w("footerReference"))
        for name, value in one.attrib.items()
        if str(name).endswith("}id") and one.get(w("type"), "default") in pages
    }
    for target in sorted({rows[one].target for one in named if one in rows}):
        try:
            part = parse_xml(source.bytes_as_came(target))
        except DocumentError:
            continue
        said = "".join(one.text or "" for one in part.iter("{*}t")).strip()
        if said:
            yield said


def _is_wide(one: etree._Element) -> bool:
    size = one.find(w("pgSz"))
    if size is None or is_plain(one):
        return False
    wide, high = (size.get(w(name), "0") for name in ("w", "h"))
    return wide.isdigit() and high.isdigit() and int(wide) > int(high)


def _count(root: etree._Element, *tags: str) -> int:
    return sum(1 for _ in root.iter(*tags))


def _distinct(root: etree._Element, tag: str, attribute: str) -> int:
    return len({one.get(attribute) for one in root.iter(tag)})
