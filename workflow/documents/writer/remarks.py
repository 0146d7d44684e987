"""What the writer says about content that Word cannot hold just so."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from workflow.documents.content import shown_text
from workflow.documents.talk import Remark, Suggestion, WordComment

LONGEST_QUOTE = 20


def comment_moved(comment: WordComment) -> Remark:
    return Remark(
        "comment_moved",
        f"批注“{_short(comment.text)}”所在的段落已不在正文中，批注已移到正文开头，内容没有丢失。",
        f"The paragraph of the comment “{_short(comment.text)}” is gone; the comment now stands "
        "at the beginning of the text, and nothing of it is lost.",
        comment.block,
    )


def comment_in_note(comment: WordComment) -> Remark:
    return Remark(
        "comment_in_note",
        f"Word 不允许在脚注和尾注里加批注，“{_short(comment.text)}”已移到注释标记处。",
        f"Word allows no comments in notes; “{_short(comment.text)}” now stands at the mark.",
        comment.block,
    )


def suggestion_moved(change: Suggestion) -> Remark:
    words = _short("".join(shown_text(one) for one in change.blocks))
    return Remark(
        "suggestion_moved",
        f"{_name(change.author)}的修订找不到原来的位置，插入的文字“{words}”放在正文末尾，请核对。",
        f"The place of a change by {change.author or 'somebody'} is gone; the inserted text "
        f"“{words}” stands at the end. Please check it.",
        change.block,
    )


def suggestion_dropped(author: str, block: str) -> Remark:
    return Remark(
        "suggestion_dropped",
        f"{_name(author)}建议删除的文字已不在正文中，这条修订没有写入。",
        f"The text that {author or 'somebody'} wanted deleted is gone; the change was left out.",
        block,
    )


def figure_plain(words: str, block: str) -> Remark:
    return Remark(
        "figure_plain",
        f"数据“{_short(words)}”的编号不能写入 Word，文件里只有文字；再导入时它不再关联数据台账。",
        f"The key of the figure “{_short(words)}” cannot stand in Word; the file has its text "
        "alone, which is not tied to the register when it is read again.",
        block,
    )


def link_dropped(link: str, block: str) -> Remark:
    return Remark(
        "link_dropped",
        f"链接“{_short(link)}”不是 Word 能用的书签，文字保留，链接没有写入。",
        f"The link “{_short(link)}” is no bookmark of Word's; its text stays without a link.",
        block,
    )


def svg_alone(block: str) -> Remark:
    return Remark(
        "svg_alone",
        "有一幅 SVG 矢量图。Word 2016 及以上版本能显示；旧版 Word 和部分 WPS 可能显示为空白。"
        "图没有丢失；如需处处可见，请换成 PNG 再插入。",
        "A picture is an SVG. Word 2016 and later show it; older ones, and some WPS, may show an "
        "empty place. Nothing is lost; to have it seen everywhere, put a PNG in its place.",
        block,
    )


def note_in_note(block: str) -> Remark:
    return Remark(
        "note_in_note",
        "脚注里的脚注 Word 不能显示，其文字已放在括号里。",
        "Word has no notes within notes; the inner one's text now stands in brackets.",
        block,
    )


def counted(remarks: Iterable[Remark]) -> tuple[Remark, ...]:
    """Each remark once, with how often it was made."""
    found: dict[Remark, int] = {}
    for one in remarks:
        bare = replace(one, count=1)
        found[bare] = found.get(bare, 0) + one.count
    return tuple(replace(one, count=count) for one, count in found.items())


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= LONGEST_QUOTE else line[:LONGEST_QUOTE] + "…"


def _name(author: str) -> str:
    return author or "某人"
