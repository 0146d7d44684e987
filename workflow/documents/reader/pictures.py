"""Pictures: those that are nothing but a picture become blocks (20.4.2, 20.2.2)."""

from __future__ import annotations

from workflow.documents.content import MM, Picture
from workflow.documents.content.blocks_in import MOST_EMU
from workflow.documents.house.wished import wished_size
from workflow.documents.reader.desk import Desk, Scene
from workflow.documents.reader.text import text_of
from workflow.documents.reader.xml import Element, named, relation_id, whole
from workflow.documents.word.tree import w

_ANCHOR, _INLINE = named("wp", "anchor"), named("wp", "inline")
_PICTURE, _BLIP = named("pic", "pic"), named("a", "blip")
_SVG = "{http://schemas.microsoft.com/office/drawing/2016/SVG/main}svgBlip"
_USUAL_SIZE = 100 * MM
_SIDES = ("l", "t", "r", "b")
# Looks of a picture that the house style has no say in and that are dropped.
_LOOKS = tuple(
    named("a", one) for one in ("effectLst", "ln", "duotone", "lum", "grayscl", "biLevel")
)


class Pictures:
    """Looks at drawings; what is more than a plain picture stays an island."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def of(self, drawing: Element, scene: Scene) -> tuple[Picture, bool] | None:
        """The picture without an id and whether it floats; None where the drawing is more.

        Cut pictures, turned ones and those with a link stay as they are: an island.
        """
        frame = _frame(drawing)
        blip = _only_blip(frame) if frame is not None else None
        if frame is None or blip is None or _is_special(frame):
            return None
        found = self._media(blip, scene)
        if found is None:
            return None
        self._note_looks(frame)
        digest, media = found
        width, height = _size(frame)
        picture = Picture("", digest, media, width, height, _alt(frame), (), scene.landscape)
        return picture, frame.tag == _ANCHOR

    def _media(self, blip: Element, scene: Scene) -> tuple[str, str] | None:
        """Hash and type of the bytes: of the SVG where there is one, else of the picture."""
        vector = next(blip.iter(_SVG), None)
        for one in (vector, blip):
            own = "" if one is None else relation_id(one, "embed")
            found = self._desk.media.of(own, scene.origin)
            if found is not None:
                return found
        return None

    def _note_looks(self, frame: Element) -> None:
        if next(frame.iter(*_LOOKS), None) is not None:
            self._desk.formats.of_picture()


def _frame(drawing: Element) -> Element | None:
    """The inline or anchored frame of a ``w:drawing``, or None."""
    if drawing.tag != w("drawing"):
        return None
    frames = [one for one in drawing if one.tag in (_ANCHOR, _INLINE)]
    return frames[0] if len(frames) == 1 else None


def _only_blip(frame: Element) -> Element | None:
    """The picture's source where the frame holds one picture and nothing else."""
    data = frame.find(f"{named('a', 'graphic')}/{named('a', 'graphicData')}")
    children = [one for one in data if isinstance(one.tag, str)] if data is not None else []
    if len(children) != 1 or children[0].tag != _PICTURE or text_of([frame]):
        return None
    blips = list(children[0].iter(_BLIP))
    return blips[0] if len(blips) == 1 else None


def _is_special(frame: Element) -> bool:
    """Whether it is cut, turned, or a link, or hidden: a plain picture would show less or more."""
    for one in frame.iter(named("a", "srcRect")):
        if any((whole(one.get(side)) or 0) != 0 for side in _SIDES):
            return True
    for one in frame.iter(named("a", "xfrm")):
        if (whole(one.get("rot")) or 0) % 21_600_000 or one.get("flipH") in ("1", "true"):
            return True
    links = (one for one in frame.iter("{*}hlinkClick") if isinstance(one.tag, str))
    hidden = frame.find(named("wp", "docPr"))
    return any(True for _ in links) or (
        hidden is not None and hidden.get("hidden") in ("1", "true")
    )


def _size(frame: Element) -> tuple[int, int]:
    """Width and height in EMU, both within what content allows and in their proportion; those
    of the draft where the house's page made the picture smaller.
    """
    extent = frame.find(named("wp", "extent"))
    wide, high = (
        (whole(extent.get("cx")) or 0, whole(extent.get("cy")) or 0)
        if extent is not None
        else (0, 0)
    )
    if wide <= 0 or high <= 0:
        return _USUAL_SIZE, _USUAL_SIZE
    share = min(1.0, MOST_EMU / wide, MOST_EMU / high)
    given = max(1, int(wide * share)), max(1, int(high * share))
    return wished_size(frame, given, MOST_EMU)


def _alt(frame: Element) -> str:
    own = frame.find(named("wp", "docPr"))
    found = [own.get(name) or "" for name in ("descr", "title")] if own is not None else []
    return next((" ".join(one.split()) for one in found if one.strip()), "")
