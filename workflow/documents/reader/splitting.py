"""Runs cut in two in the tree, so that a thing stands in a run of its own."""

from __future__ import annotations

from copy import deepcopy

from workflow.documents.reader.xml import Element
from workflow.documents.word.tree import w

_RPR = w("rPr")


def cut_before(holder: Element, child: Element) -> None:
    """Move what stands before the child into a twin before its holder, a run or a tracked
    change; the twin has the same properties.
    """
    before = [one for one in child.itersiblings(preceding=True) if one.tag != _RPR][::-1]
    if not before:
        return
    made = holder.makeelement(holder.tag)
    for name, text in holder.attrib.items():
        made.set(name, text)
    properties = holder.find(_RPR)
    if properties is not None:
        made.append(deepcopy(properties))
    made.extend(before)
    holder.addprevious(made)


def alone(run: Element, child: Element) -> Element:
    """The run that holds nothing but the child; what follows stays in ``run``."""
    cut_before(run, child)
    following = child.getnext()
    if following is not None:
        cut_before(run, following)
    own = child.getparent()
    return run if own is None else own
