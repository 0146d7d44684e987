"""A look through a finished .docx by itself: what Word would repair, or quietly lose."""

from __future__ import annotations

import io
import zipfile
from collections import Counter
from collections.abc import Iterable, Iterator

from lxml import etree

from workflow.documents.merge.check_ids import check_ids, check_names
from workflow.documents.merge.check_parts import check_relations, check_types
from workflow.documents.word.package import parse_xml
from workflow.documents.word.tree import w

MAIN = "word/document.xml"
_XML = (".xml", ".rels")


class Checked:
    """The parts of a file by name, and their roots where they are XML."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self.names = archive.namelist()
        self.roots: dict[str, etree._Element] = {
            name: parse_xml(data)
            for name in dict.fromkeys(self.names)
            if name.endswith(_XML)
            # A whole document that was inserted as a file may be named so too.
            if not (data := archive.read(name)).startswith(b"PK")
        }

    def story(self, name: str) -> etree._Element | None:
        """The root of a part of word/, or None."""
        return self.roots.get(f"word/{name}.xml")

    def stories(self) -> Iterator[etree._Element]:
        """The parts that hold text, the body first."""
        yield self.roots[MAIN]
        for name, root in self.roots.items():
            if name.startswith("word/") and name != MAIN and root.tag in _STORIES:
                yield root


_STORIES = tuple(map(w, ("hdr", "ftr", "footnotes", "endnotes", "comments")))


def check(data: bytes) -> list[str]:
    """What is wrong with a .docx, a line each; nothing of a faultless one.

    No entry twice, all content types there, no relation, style, list, note or comment that
    is named and not there, no id twice, one last w:sectPr.
    """
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        bad = archive.testzip()
        if bad is not None:
            return [f"{bad}: its checksum is wrong"]
        made = Checked(archive)
    found = [*_twice("entry", made.names)]
    if MAIN not in made.roots:
        return [*found, f"{MAIN} is missing"]
    found += check_types(made.names, made.roots)
    found += check_relations(made.names, made.roots)
    found += _sections(made.roots[MAIN])
    stories = list(made.stories())
    found += check_ids(stories)
    found += check_names(stories, made.story("styles"), made.story("numbering"))
    return found


def _sections(document: etree._Element) -> Iterator[str]:
    body = document.find(w("body"))
    if body is None:
        yield "there is no body"
        return
    last = [n for n, one in enumerate(body) if one.tag == w("sectPr")]
    if last != [len(body) - 1]:
        yield f"w:sectPr stands at {last} of {len(body)} in the body"


def _twice(kind: str, names: Iterable[str]) -> Iterator[str]:
    for name, count in Counter(names).items():
        if count > 1:
            yield f"{kind} {name} is there {count} times"
