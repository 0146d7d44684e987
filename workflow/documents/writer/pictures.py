"""Pictures: a drawing on a line of its own, never larger than its room, and the caption below."""

from __future__ import annotations

from math import ceil

from lxml import etree

from workflow.documents.chunk import Hole, Part, Target
from workflow.documents.content import Picture
from workflow.documents.house.measure import characters
from workflow.documents.house.styles import FIGURE
from workflow.documents.house.wished import wish
from workflow.documents.house.xml import Element, el, element, paragraph
from workflow.documents.pieces import NAMESPACES, hole
from workflow.documents.writer import remarks
from workflow.documents.writer.room import PAGE, Room
from workflow.documents.writer.scribe import Scribe, storable

IMAGE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/image"
SVG = "http://schemas.microsoft.com/office/drawing/2016/SVG/main"
SVG_EXTENSION = "{96DAC541-7B7A-43D3-8B79-37D633B846F1}"
"""By which Word from 2016 on finds the SVG of a picture ([MS-ODRAWXML] 2.3.3.5.1)."""
SVG_MEDIA = "image/svg+xml"
ENDINGS = {"image/jpeg": "jpg", SVG_MEDIA: "svg", "image/x-emf": "emf", "image/x-wmf": "wmf"}
AROUND = 400
"""Twips kept free above picture and caption, so that both fit on one page."""


def picture_paragraph(scribe: Scribe, picture: Picture, room: Room, captioned: bool) -> Element:
    """The picture's own paragraph; ``captioned`` keeps it on the page of its caption."""
    drawing = element("r", element("drawing", _inline(scribe, picture, room, captioned)))
    if room.kind != PAGE:
        return paragraph(room.style, drawing, properties=(el("jc", val="center"),))
    loose = () if captioned else (el("keepNext", val=0),)
    return paragraph(FIGURE, drawing, properties=loose)


def caption_height(scribe: Scribe, picture: Picture, room: Room) -> int:
    """Twips that the caption takes, its space around it included."""
    size = scribe.profile.caption.size * 10
    wide = sum(characters(getattr(one, "text", "")) for one in picture.caption) * size
    lines = ceil(wide / room.width) if picture.caption else 0
    return round(lines * size * 1.4) + AROUND


def _inline(scribe: Scribe, picture: Picture, room: Room, captioned: bool) -> Element:
    """wp:inline (ECMA-376, 20.4.2.8); the children's order is the schema's."""
    below = caption_height(scribe, picture, room) if captioned else AROUND
    wide, high = room.fitted(picture.width, picture.height, below)
    number = scribe.needs.add_drawing()
    name = f"Picture {number + 1}"
    made = _of("wp:inline", distT=0, distB=0, distL=0, distR=0)
    own = hole(Hole.DRAWING, number)
    frame = _of("wp:cNvGraphicFramePr", _of("a:graphicFrameLocks", noChangeAspect=1))
    made.append(_of("wp:extent", cx=wide, cy=high))
    properties = _of("wp:docPr", id=own, name=name, descr=storable(picture.alt))
    if (wide, high) != (picture.width, picture.height):
        properties.append(wish((picture.width, picture.height), (wide, high)))
    made.append(properties)
    made.extend([frame, _graphic(scribe, picture, name, (wide, high))])
    return made


def _graphic(scribe: Scribe, picture: Picture, name: str, size: tuple[int, int]) -> Element:
    own = _of("pic:nvPicPr", _of("pic:cNvPr", id=0, name=name), _of("pic:cNvPicPr"))
    fill = _of("pic:blipFill", _blip(scribe, picture), _of("a:stretch", _of("a:fillRect")))
    place = _of("a:xfrm", _of("a:off", x=0, y=0), _of("a:ext", cx=size[0], cy=size[1]))
    form = _of("pic:spPr", place, _of("a:prstGeom", _of("a:avLst"), prst="rect"))
    data = _of("a:graphicData", _of("pic:pic", own, fill, form), uri=NAMESPACES["pic"])
    return _of("a:graphic", data)


def _blip(scribe: Scribe, picture: Picture) -> Element:
    """The picture by its relation; an SVG a second time, where Word looks for it."""
    ending = ENDINGS.get(picture.media, picture.media.rpartition("/")[2])
    part = Part(f"part.{ending}", picture.media, picture.hash)
    number = hole(Hole.RELATION, scribe.needs.add_relation(Target(IMAGE, part=part)))
    embed = f"{{{NAMESPACES['r']}}}embed"
    made = _of("a:blip")
    made.set(embed, number)
    if picture.media == SVG_MEDIA:
        scribe.remarks.append(remarks.svg_alone(picture.id))
        vector = etree.Element(f"{{{SVG}}}svgBlip", nsmap={"asvg": SVG})
        vector.set(embed, number)
        made.append(_of("a:extLst", _of("a:ext", vector, uri=SVG_EXTENSION)))
    return made


def _of(name: str, /, *children: Element, **attributes: str | int) -> Element:
    """An element by its prefix, with attributes that have none."""
    prefix, _, local = name.partition(":")
    made = etree.Element(f"{{{NAMESPACES[prefix]}}}{local}", nsmap={prefix: NAMESPACES[prefix]})
    made.extend(children)
    for key, value in attributes.items():
        made.set(key, str(value))
    return made
