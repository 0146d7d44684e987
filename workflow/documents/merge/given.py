"""What a ledger gave to one part: taken down when the part is set in, and given again."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from workflow.documents.merge.brought import Files
from workflow.documents.merge.ledger import Ledger
from workflow.documents.merge.relations import Claimed


class Mark(NamedTuple):
    """How much had been given out at a time."""

    styles: list[int]
    numbering: list[int]
    bookmarks: int
    stories: list[int]


class Given(NamedTuple):
    """What was given, as JSON with bytes in it: ``named`` is all that the parts behind it
    depend on.
    """

    named: list[Any]
    beside: list[list[bytes]]
    relations: list[Claimed]


def mark(ledger: Ledger) -> Mark:
    """What has been given out up to here; from here on relations count as used anew."""
    for one in ledger.relations.values():
        one.used.clear()
    return Mark(
        ledger.styles.length(),
        ledger.numbering.length(),
        ledger.bookmarks.length(),
        [len(one.open) for one in ledger.stories.values()],
    )


def given_since(ledger: Ledger, mark: Mark) -> Given:
    """What has been given out since, and what stands beside the body."""
    counters = [one.state() for one in ledger.counters.values()]
    named = ledger.styles.since(mark.styles), ledger.numbering.since(mark.numbering)
    lengths = zip(ledger.stories.values(), mark.stories, strict=True)
    return Given(
        [counters, *named, ledger.bookmarks.since(mark.bookmarks)],
        [story.since(length) for story, length in lengths],
        [one.claimed(one.used) for one in ledger.relations.values()],
    )


class Again(NamedTuple):
    """``Given`` as it is read: bytes are named by their places."""

    named: list[Any]
    beside: list[list[int]]
    relations: list[tuple[Any, ...]]


def give_again(
    ledger: Ledger,
    kept: Again,
    texts: Sequence[bytes],
    files: Files,
) -> None:
    """Give out the same again; bytes stand in ``texts``, and are named by their place.

    ``files`` are all parts that are brought along.
    """
    counters, styles, numbering, bookmarks = kept.named
    for counter, state in zip(ledger.counters.values(), counters, strict=True):
        counter.go_on(state)
    ledger.styles.replay(styles, texts)
    ledger.numbering.replay(numbering, texts)
    ledger.bookmarks.replay(bookmarks)
    for story, elements in zip(ledger.stories.values(), kept.beside, strict=True):
        story.replay(elements, texts)
    for relations, columns in zip(ledger.relations.values(), kept.relations, strict=True):
        claimed = Claimed(*columns)
        for where in claimed.places:
            if where in files:
                ledger.brought.replay(where, files)
        relations.replay(claimed)
