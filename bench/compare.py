"""Comparing: 200 sections with 5 % of their blocks changed, above the floor of merging.

Changed are words and numbers within paragraphs, and blocks that come, go or change their
place; nothing can be told by ids. The floor is that of merging: the same sections unpacked,
parsed, serialised and packed again.
"""

from __future__ import annotations

import gc
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from random import Random

from bench.figures import Case, Goal, take_turns
from bench.merge_floor import floor
from bench.section_files import section_file
from bench.texts import sentence
from script.lib.say import Stop
from workflow.documents.blobs import MemoryBlobs
from workflow.documents.compare import Kind, compare
from workflow.documents.compare.blackline import blackline
from workflow.documents.compare.opening import side_of
from workflow.documents.content import Block, Content, Paragraph, Run, new_id
from workflow.documents.merge import Manuscript, Part, assemble
from workflow.documents.reader import Recall, read_word

RUNS, QUICK_RUNS = 7, 1
SECTIONS, QUICK_SECTIONS = 200, 20
SHARE = 0.05
GOAL = Goal("to_floor", 3, at_least=False)
CASES = ("two contents", "two contents to a blackline", "two .docx")
WAYS = ("words", "words", "words", "number", "number", "gone", "came", "moved")


def cases(quick: bool) -> Iterator[Case]:
    """Milliseconds by what is compared and what comes of it."""
    sections = QUICK_SECTIONS if quick else SECTIONS
    with tempfile.TemporaryDirectory(prefix="huigao-bench-") as name:
        files = _files(Path(name), sections)
        blobs = MemoryBlobs()
        old = _content(files, blobs)
        new, changed = edited(old)
        sides = [_written(Path(name) / f"{n}.docx", one, blobs) for n, one in enumerate((old, new))]
        _right(old, new, changed)
        found = take_turns(
            QUICK_RUNS if quick else RUNS,
            _timed(lambda: compare(old, new)),
            _timed(lambda: blackline(old, compare(old, new), blobs)),
            _timed(lambda: _files_compared(sides)),
            lambda: floor(files) * 1000,
        )
    words = f"{sections} sections, {changed} of {len(old.blocks)} blocks changed"
    for case, ours in zip(CASES, found, strict=False):
        yield Case("compare", f"{case}: {words}", "ms", ours=ours, floor=found[-1], goal=GOAL)


def edited(old: Content) -> tuple[Content, int]:
    """The text after the edits of many hands, under new ids, and how many blocks they met."""
    chosen = Random(1)
    paragraphs = [n for n, one in enumerate(old.blocks) if isinstance(one, Paragraph)]
    met = set(chosen.sample(paragraphs, round(SHARE * len(old.blocks))))
    made: list[Block] = []
    for place, block in enumerate(old.blocks):
        fresh = replace(block, id=new_id())
        if place in met and isinstance(fresh, Paragraph):
            _edit(made, fresh, chosen)
        else:
            made.append(fresh)
    return Content(tuple(made)), len(met)


def _edit(made: list[Block], block: Paragraph, chosen: Random) -> None:
    way = chosen.choice(WAYS)
    if way == "moved":
        made.insert(chosen.randrange(len(made) + 1), block)
    elif way == "came":
        made += [block, Paragraph(new_id(), (Run(sentence(chosen) + sentence(chosen)),))]
    elif way != "gone":
        more = f"另有{chosen.randint(2, 99)}项。" if way == "number" else sentence(chosen)
        made.append(replace(block, runs=(*block.runs, Run(more))))


def _files(folder: Path, sections: int) -> list[str]:
    names = [folder / f"section{number:05}.docx" for number in range(1, sections + 1)]
    for number, name in enumerate(names, start=1):
        name.write_bytes(section_file(number))
    return list(map(str, names))


def _content(files: Sequence[str], blobs: MemoryBlobs) -> Content:
    read = (read_word(Path(one).read_bytes(), blobs).content for one in files)
    return Content(tuple(block for content in read for block in content.blocks))


def _written(path: Path, content: Content, blobs: MemoryBlobs) -> Path:
    part = Part(0, None, "", "", "", False, content)
    path.write_bytes(assemble(Manuscript("", (part,)), blobs=blobs).data)
    return path


def _files_compared(sides: Sequence[Path]) -> None:
    blobs, recall = MemoryBlobs(), Recall()
    old, new = (side_of(one, blobs, recall).content for one in sides)
    compare(old, new)


def _right(old: Content, new: Content, changed: int) -> None:
    """About as many differences are found as there were edits, or nothing is timed."""
    kinds = [one.kind for one in compare(old, new)]
    found = sum(one not in (Kind.EQUAL, Kind.LEFT) for one in kinds)
    if not 0.95 * changed <= found <= 1.1 * changed:
        raise Stop(
            f"改了 {changed} 处, 比较得出 {found} 处, 未计时。",
            f"{changed} edits, {found} differences: not timed.",
        )


def _timed(work: Callable[[], object]) -> Callable[[], float]:
    def run() -> float:
        gc.collect()
        start = time.perf_counter()
        work()
        return (time.perf_counter() - start) * 1000

    return run
