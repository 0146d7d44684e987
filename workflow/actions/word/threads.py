"""The threads of a Word file, and which of them began here.

Word gives comments new numbers each time it saves, so a comment is known again by who wrote it
and when, or by who wrote it and what: either may be changed in Word, hardly both.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime

from workflow.documents.talk import WordComment
from workflow.store import Comment

Key = tuple[str, str]


@dataclass
class Thread:
    """``first`` and what answers it; ``known`` is the comment that it went out from."""

    first: WordComment
    answers: list[WordComment] = field(default_factory=list)
    known: Comment | None = None


def threads_of(said: Sequence[WordComment], known: Sequence[Comment]) -> list[Thread]:
    """In the file's order. A program that keeps no threads (no comment of the file answers
    another) leaves an answer on the very words of a comment that we know: it is one still.
    """
    found: dict[str, Thread] = {}
    for own, one in _by_root(said):
        if own in found:
            found[own].answers.append(one)
        else:
            found[own] = Thread(one, known=known_as(one, known))
    threads = list(found.values())
    return threads if any(one.parent for one in said) else _rejoined(threads)


def _by_root(said: Iterable[WordComment]) -> Iterator[tuple[str, WordComment]]:
    roots: dict[str, str] = {}
    for one in said:
        roots[one.key] = roots.get(one.parent, one.parent) or one.key
    for one in sorted(said, key=lambda one: bool(one.parent)):
        yield roots[one.key], one


def _rejoined(threads: list[Thread]) -> list[Thread]:
    ours = {_span(one.first): one for one in reversed(threads) if one.known is not None}
    made: list[Thread] = []
    for one in threads:
        own = ours.get(_span(one.first))
        if own is None or own is one or one.known is not None:
            made.append(one)
        else:
            own.answers += [one.first, *one.answers]
    return made


def _span(one: WordComment) -> tuple[str, int, int]:
    return one.block, one.start, one.end


def known_as(said: WordComment, known: Iterable[Comment]) -> Comment | None:
    """The comment that this one is, sent out from here or brought before: of two that somebody
    wrote in the same second the one with the same words.
    """
    keys = keys_of(said)
    alike = [one for one in known if keys & _keys_here(one)]
    return max(alike, key=lambda one: len(keys & _keys_here(one)), default=None)


def keys_of(said: WordComment) -> set[Key]:
    """By who and when, by who and what; words that were put before a lost place count not."""
    own = said.text.removeprefix(f"“{said.quote}”\n")
    found = {(said.author, said.text), (said.author, own), ("", with_name(said))}
    moment = moment_of(said.at)
    return found | ({(said.author, _second(moment))} if moment else set())


def _keys_here(comment: Comment) -> set[Key]:
    who = comment.author.name
    return {(who, comment.text), ("", comment.text), (who, _second(comment.created_at))}


def is_said(answer: WordComment, comment: Comment) -> bool:
    """Whether the answer is a turn of the comment's thread already."""
    keys = keys_of(answer)
    return any(
        {(one.who, one.text), (one.who, _second(one.created_at))} & keys for one in comment.replies
    )


def with_name(said: WordComment) -> str:
    """The words with who said them, for whoever brings them is somebody else."""
    return f"{said.author or '—'}：{said.text}"


def moment_of(at: str) -> datetime | None:
    """When Word says that it was written; None where it says nothing of use."""
    try:
        found = datetime.fromisoformat(at)
    except ValueError:
        return None
    return found.replace(tzinfo=UTC) if found.tzinfo is None else found


def _second(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S")
