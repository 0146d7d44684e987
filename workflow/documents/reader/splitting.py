"""Runs cut in two in the tree, so that a thing stands in a run of its own."""

from __future__ import annotations

from copy import deepcopy

from workflow.documents.reader.xml import Element
from workflow.documents.word.tree import w

_RUN, _RPR = w("r"), w("rPr")


def cut_before(run: Element, child: Element) -> None:
    """Move what stands before the child into a run before this one, with the same properties."""
    before = [one for one in child.itersiblings(preceding=True) if one.tag != _RPR][::-1]
    if not before:
        return
    made = run.makeelement(_RUN)
    properties = run.find(_RPR)
    if properties is not None:
        made.append(deepcopy(properties))
    made.extend(before)
    run.addprevious(made)


def alone(run: Element, child: Element) -> Element:
    """The run that holds nothing but the child; what follows stays in ``run``."""
    cut_before(run, child)
    following = child.getnext()
    if following is not None:
        cut_before(run, following)
    own = child.getparent()
    return run if own is None else own
