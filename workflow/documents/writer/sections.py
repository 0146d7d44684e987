"""The whole text as stretches of upright and of wide pages, in reading order."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from itertools import groupby

from workflow.documents.content import Block, Content, Paragraph
from workflow.documents.house.fillers import filler
from workflow.documents.house.styles import BODY
from workflow.documents.house.xml import Element, paragraph, w
from workflow.documents.talk import Suggestion
from workflow.documents.writer import remarks
from workflow.documents.writer.changes import FIRST
from workflow.documents.writer.flow import Flow
from workflow.documents.writer.room import page_room
from workflow.documents.writer.scribe import Scribe
from workflow.documents.writer.talk import around
from workflow.documents.writer.tracking import is_tracked


@dataclass(frozen=True, slots=True)
class FirstLine:
    """Finished runs that share the first paragraph: a heading that runs in, and its style."""

    style: str
    runs: tuple[Element, ...]


@dataclass(slots=True)
class Stretch:
    """Elements that stand on pages of one kind."""

    wide: bool
    elements: list[Element] = field(default_factory=list)


def stretches(scribe: Scribe, content: Content, first_line: FirstLine | None) -> list[Stretch]:
    """At least one; the first is upright, and empty where the text begins on a wide page."""
    flow = Flow(scribe, page_room(scribe.profile, landscape=False))
    made = [Stretch(False, flow.inserted(scribe.changes.behind(FIRST)))]
    for wide, group in groupby(content.blocks, key=lambda one: one.landscape):
        if wide is not made[-1].wide:
            made.append(Stretch(wide))
            flow.ends_with_table = False
            flow.room = page_room(scribe.profile, wide)
        made[-1].elements += flow.write(group)
    last = made[-1].elements
    last += _left_changes(scribe, flow)
    if flow.ends_with_table or (last and is_tracked(last[-1])):
        last.append(filler())
    last += _left_comments(scribe, is_empty=not any(one.elements for one in made))
    if first_line is not None:
        _begin(made[0], first_line, content.blocks[:1])
    return made


def _begin(first: Stretch, line: FirstLine, blocks: tuple[Block, ...]) -> None:
    """The first line's runs before the words of the first paragraph, else on their own."""
    elements = first.elements
    if not (elements and blocks and isinstance(blocks[0], Paragraph) and _is_plain(elements[0])):
        elements.insert(0, paragraph(line.style, *line.runs))
        return
    properties = elements[0][0]
    properties[0].set(w("val"), line.style)
    for deleted in properties.findall(f"{w('rPr')}/{w('del')}"):
        parent = deleted.getparent()
        assert parent is not None
        parent.remove(deleted)
    elements[0][1:1] = line.runs


def _is_plain(one: Element) -> bool:
    """A body paragraph that stood there before anybody's changes."""
    inserted = one.find(f"{w('pPr')}/{w('rPr')}/{w('ins')}")
    return one.tag == w("p") and inserted is None


def _left_changes(scribe: Scribe, flow: Flow) -> list[Element]:
    """Changes of what is no longer there: new words at the end, deletions told of."""
    made: list[Element] = []
    while left := scribe.changes.left():
        for one in left:
            if one.runs:
                one = replace(one, blocks=(Paragraph("", one.runs),))
            made += _moved(scribe, flow, one)
    return made


def _moved(scribe: Scribe, flow: Flow, one: Suggestion) -> list[Element]:
    if not one.blocks:
        scribe.remarks.append(remarks.suggestion_dropped(one.author, one.block))
        return []
    scribe.remarks.append(remarks.suggestion_moved(one))
    return flow.inserted([one])


def _left_comments(scribe: Scribe, is_empty: bool) -> list[Element]:
    """Comments on a text without a block stand in an empty paragraph."""
    anchors = scribe.talk.left()
    return around([paragraph(BODY) if is_empty else filler()], anchors) if anchors else []
