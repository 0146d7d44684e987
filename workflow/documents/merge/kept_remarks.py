"""What is said of a kept part: what another choice would have kept, and what it brings."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from lxml import etree

from workflow.documents.errors import DocumentError
from workflow.documents.merge.manuscript import Policy
from workflow.documents.reader.accepting import accept
from workflow.documents.talk import Remark
from workflow.documents.word.package import parse_xml
from workflow.documents.word.source import Source
from workflow.documents.word.tree import w

_CHANGES = tuple(map(w, ("ins", "del", "moveFrom", "moveTo")))
_KINDS = ("header", "footer")
_LONGEST = 30


def look_through(source: Source, policy: Policy) -> list[Remark]:
    """Remarks on the whole file; tracked changes are accepted where the person wants that."""
    made = [*_changes(source, policy)]
    if policy.comments == "drop":
        made += _comments(source)
    if policy.headers == "report":
        made += _furniture(source)
    if source.document.find(w("background")) is not None:
        made.append(
            Remark(
                "background",
                "文件的页面背景没有带入，文字不受影响。",
                "The background of its pages was left out; the text is untouched.",
            )
        )
    return made


def numbers_kept(count: int) -> Remark:
    return Remark(
        "numbers_kept",
        f"有 {count} 段的自动编号来自文件自己的样式，而报告的样式不带编号；"
        "编号按原样保留在各段上，请核对。",
        f"{count} paragraphs are numbered by styles of the file, and the report's styles have no "
        "numbers; the numbers stay on the paragraphs as they were. Please check them.",
        count=count,
    )


def _changes(source: Source, policy: Policy) -> Iterator[Remark]:
    roots = [source.body, *_stories(source, "footnotes", "endnotes", *_KINDS)]
    count = sum(1 for root in roots for _ in root.iter(*_CHANGES))
    if not count:
        return
    if policy.changes == "accept":
        for root in roots:
            accept(root)
        yield Remark(
            "changes_accepted",
            f"文件里的 {count} 处修订已全部接受。原文件没有改动。",
            f"All {count} tracked changes of the file were accepted. The file is unchanged.",
            count=count,
        )
        return
    yield Remark(
        "tracked_changes",
        f"文件里有 {count} 处修订，按修订原样保留，没有接受也没有拒绝。请在审阅中逐处处理。",
        f"The file has {count} tracked changes; they are kept as they are, neither accepted nor "
        "rejected. Settle them in the review pane.",
        count=count,
    )


def _comments(source: Source) -> Iterator[Remark]:
    count = _comment_count(source)
    if count:
        yield Remark(
            "comments_dropped",
            f"按所选，文件里的 {count} 条批注没有带入。原文件没有改动。",
            f"As chosen, {count} comments were left out. The file is unchanged.",
            count=count,
        )


def _comment_count(source: Source) -> int:
    plain = source.plain_notes("comments")
    if plain is not None:
        return plain.total
    root = source.related_root("comments")
    return 0 if root is None else sum(1 for _ in root.iterchildren(w("comment")))


def _furniture(source: Source) -> Iterator[Remark]:
    """A remark that quotes each header and footer that shows something."""
    for kind, zh in zip(_KINDS, ("页眉", "页脚"), strict=True):
        for name in dict.fromkeys(source.related(kind)):
            words, shows = _shown(source.bytes_as_came(name))
            if not shows:
                continue
            short = words if len(words) <= _LONGEST else words[:_LONGEST] + "…"
            shown = f"“{short}”" if short else ""
            yield Remark(
                f"{kind}_replaced",
                f"文件自己的{zh}{shown}改用报告的{zh}。要保留，请选择保留各部分的页眉页脚。",
                f"The file's own {kind} {shown} gave way to the report's. To keep it, choose to "
                "keep the parts' headers.",
            )


@lru_cache(maxsize=256)
def _shown(data: bytes) -> tuple[str, bool]:
    """The words of a header or footer, and whether it shows anything at all."""
    try:
        root = parse_xml(data)
    except DocumentError:
        return "", False
    words = " ".join("".join(one.text or "" for one in root.iter("{*}t")).split())
    return words, bool(words) or next(root.iter("{*}drawing", "{*}pict"), None) is not None


def _stories(source: Source, *kinds: str) -> Iterator[etree._Element]:
    """Parts that may hold changes: each names its author (17.13.5)."""
    for kind in kinds:
        for name in dict.fromkeys(source.related(kind)):
            root = source.root(name) if source.mentions(name).any(b"author") else None
            if root is not None:
                yield root
