"""A figure of the register in Word: a content control whose tag says which one it is.

Word and WPS keep a control (ECMA-376 Part 1, 17.5.2) and print what is in it as plain text.
The tag holds a mark of the words, so a reader can tell whether somebody wrote over them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from workflow.documents.blobs import digest_of
from workflow.documents.content import FigureRef
from workflow.documents.house.xml import Element, el, element, w

ALIAS = "数据台账"
"""What Word shows on the control's handle."""
_KEY = r"[A-Za-z0-9._-]{1,30}"
_TAG = re.compile(rf"huigao:figure:({_KEY}):([1-9][0-9]{{0,6}}):([0-9a-f]{{8}})")
"""With its parts below the 64 characters that Word allows."""


@dataclass(frozen=True, slots=True)
class Tagged:
    """What a tag names: a figure and its version; ``mark`` is of the words as they were written."""

    figure: str
    version: int
    mark: str

    def holds(self, words: str) -> bool:
        """Whether these are still the words that were written."""
        return self.mark == _mark(words)


def figure_control(one: FigureRef, words: Element) -> Element | None:
    """The control around the run of the figure's words; None where no tag can name it."""
    tag = f"huigao:figure:{one.figure}:{one.version}:{_mark(one.text)}"
    if not _TAG.fullmatch(tag):
        return None
    properties = element("sdtPr", el("alias", val=ALIAS), el("tag", val=tag), el("text"))
    return element("sdt", properties, element("sdtContent", words))


def figure_in(control: Element) -> Tagged | None:
    """What a content control says; None where it is another's."""
    tag = control.find(f"{w('sdtPr')}/{w('tag')}")
    found = None if tag is None else _TAG.fullmatch(tag.get(w("val")) or "")
    return None if found is None else Tagged(found[1], int(found[2]), found[3])


def _mark(words: str) -> str:
    return digest_of(words.encode())[:8]
