"""A picture that a writer puts into the text: checked, on disk, then a file of the section."""

from __future__ import annotations

from dataclasses import dataclass

from workflow.actions.capacities import section_capacity
from workflow.actions.media import SHOWN, media_of
from workflow.actions.scene import Scene
from workflow.actions.showing.prose import EMU_A_PIXEL
from workflow.actions.work import Work
from workflow.actions.writing.pixels import pixels
from workflow.actions.writing.section_files import SectionBlobs
from workflow.documents.content.blocks_in import MOST_EMU
from workflow.domain.machine import NotYet, move
from workflow.domain.terms import Verb
from workflow.domain.text import Text
from workflow.store import Person, Section
from workflow.store.base import id_of
from workflow.store.section import locked_report_of, locked_section

MOST_BYTES = 10_000_000
MOST_PIXELS = 20_000
"""Of a side."""

TOO_LARGE = Text(
    "图片超过 10 MB，没有存入。请缩小后重新插入；您的文字没有变化。",
    "The picture is larger than 10 MB and was not stored. Make it smaller and insert it again; "
    "your text is unchanged.",
)
UNKNOWN = Text(
    "这个文件不是 PNG、JPEG、GIF 或 BMP 图片，没有存入。请另存为其中一种后重新插入；"
    "您的文字没有变化。",
    "This file is no PNG, JPEG, GIF or BMP picture and was not stored. Save it as one of these and "
    "insert it again; your text is unchanged.",
)


@dataclass(frozen=True)
class Taken:
    """A picture on disk that is no file of the section yet; sides in EMU, 96 pixels an inch."""

    blobs: SectionBlobs
    hash: str
    media: str
    width: int
    height: int


def take(section: Section, data: bytes, name: str = "") -> Taken:
    """Check and store the bytes, outside of any transaction; raises NotYet with the sentence."""
    if len(data) > MOST_BYTES:
        raise NotYet(TOO_LARGE)
    media = media_of(data)
    size = pixels(data, media)
    if media not in SHOWN or size is None or max(size) > MOST_PIXELS:
        raise NotYet(UNKNOWN)
    width, height = _fitted(size)
    blobs = SectionBlobs(id_of(section))
    return Taken(blobs, blobs.put(data, name), media, width, height)


def keep(work: Work, actor: Person, section: Section, taken: Taken) -> None:
    """From now on a file of the section; raises Refused for whoever may not save its text."""
    section_id = id_of(section)
    report, section = locked_report_of(section_id), locked_section(section_id)
    facts, _ = section_capacity(Scene(report), actor, section, Verb.SAVE)
    move(facts, Verb.SAVE, seen=facts.head)
    taken.blobs.record(work)


def _fitted(size: tuple[int, int]) -> tuple[int, int]:
    """In EMU, no side longer than a document takes."""
    scale = min(EMU_A_PIXEL, MOST_EMU / max(size))
    return max(1, int(size[0] * scale)), max(1, int(size[1] * scale))
