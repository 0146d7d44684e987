"""Where links lead, and which bookmarks somebody refers to (17.16.22, 17.13.6)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from workflow.documents.reader.fields import link_of, names_in
from workflow.documents.reader.remarks import Remarks
from workflow.documents.reader.xml import Element, relation_id, val
from workflow.documents.word.aside import Thinned
from workflow.documents.word.hygiene import is_safe_address
from workflow.documents.word.relations import Relationship
from workflow.documents.word.shapes import HOLE
from workflow.documents.word.things import Hole
from workflow.documents.word.tree import w

_BOOKMARK, _CODES = w("bookmarkStart"), (w("instrText"), w("delInstrText"))
_CODE = re.compile("<w:instrText[^<>]*>([^<>]*)<")
_KEPT_NAME = re.compile(r"[^\s\x00-\x20\"<>&]{1,120}")
MOST_OF_AN_ADDRESS = 2_000


class Links:
    """Made of the stories of a file, the body and those of notes, and of outside addresses."""

    def __init__(
        self, stories: Iterable[Element], addresses: Iterable[str], remarks: Remarks
    ) -> None:
        self._remarks = remarks
        self._targets = {one[1:] for one in addresses if one.startswith("#")}
        self._known: set[str] = set()
        self._given: set[str] = set()
        for story in stories:
            self._look_at(story)

    def _look_at(self, story: Element) -> None:
        for link in story.iter(w("hyperlink")):
            if not relation_id(link):
                self._targets.add(val(link, "anchor") or "")
        for simple in story.iter(w("fldSimple")):
            self._targets |= _targets(val(simple, "instr") or "")
        codes = "".join(one.text or "" if one.tag in _CODES else " " for one in _codes(story))
        self._targets |= _targets(codes)
        for rows in story.iter(_BOOKMARK):
            self._known.add(val(rows, "name") or "")

    def meet(self, known: Iterable[str], targets: Iterable[str]) -> None:
        """The names of bookmarks, and what refers to some, that stand in no tree."""
        self._known.update(known)
        self._targets.update(targets)

    def bookmark(self, mark: Element) -> str:
        """The name of a bookmark that is kept, "" for one that nothing refers to."""
        return self.named(val(mark, "name") or "")

    def named(self, name: str) -> str:
        """The same by the bookmark's name."""
        if name in self._targets and name not in self._given and _KEPT_NAME.fullmatch(name):
            self._given.add(name)
            return name
        if name and name != "_GoBack":
            self._remarks.add("bookmark_dropped")
        return ""

    def of_hyperlink(self, link: Element, relations: Mapping[str, Relationship]) -> str:
        """The address of a ``w:hyperlink``, or "" where it leads nowhere."""
        return self.leads(relation_id(link), val(link, "anchor") or "", relations)

    def leads(self, own: str, place: str, relations: Mapping[str, Relationship]) -> str:
        """The same by the link's relation and its place there, either of them may be ""."""
        found = relations.get(own)
        address = found.address if found else ""
        return self.checked(address + (f"#{place}" if place and "#" not in address else ""))

    def of_field(self, code: str) -> str | None:
        """The address of a HYPERLINK field, "" for one that leads nowhere; None for others."""
        found = link_of(code)
        return None if found is None else self.checked(found)

    def checked(self, address: str) -> str:
        """The address where a link may lead there, else "" and a remark."""
        address = address.strip()
        if address.startswith("#") and address[1:] not in self._known:
            self._remarks.add("link_lost", address)
            return ""
        if is_safe_address(address) and len(address) <= MOST_OF_AN_ADDRESS:
            return address
        if address:
            self._remarks.add("link_dropped", address[:200])
        return ""


def _codes(story: Element) -> Iterable[Element]:
    return story.iter(*_CODES, w("fldChar"))


def _targets(code: str) -> set[str]:
    return {one.lstrip("#") for one in names_in(code)}


def targets_in(thinned: Thinned) -> Iterator[str]:
    """What is referred to by links and fields that were set aside."""
    yield from thinned.named(Hole.PLACE)
    yield from thinned.named(Hole.REFERENCE)
    for markup in {shape.pattern for shape, _ in thinned.things}:
        for code in _CODE.findall(markup):
            yield from _targets(code.replace(HOLE, " "))
