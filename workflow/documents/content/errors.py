"""What is wrong with content that came from outside, with the exact place."""

from __future__ import annotations

from workflow.documents.errors import DocumentError


class ContentError(DocumentError):
    """Content that cannot be stored; ``place`` says where, as in ``blocks[3].runs[0].text``."""

    def __init__(self, place: str, zh: str, en: str, code: str = "content") -> None:
        super().__init__(
            f"内容没有保存：{zh}（位置 {place}）。您的文字还在页面上。",
            f"The content was not saved: {en} (at {place}). Your text is still on the page.",
            code,
        )
        self.place = place
