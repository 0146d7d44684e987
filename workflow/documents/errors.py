"""What goes wrong with a document, in sentences for the person who brought it."""

from __future__ import annotations


class DocumentError(Exception):
    """A document cannot be used. `zh` and `en` say what happened, what is safe, what to do.

    `code` is a short stable name (such as "too_large") for logs and tests.
    """

    def __init__(self, zh: str, en: str, code: str = "document") -> None:
        super().__init__(en)
        self.zh = zh
        self.en = en
        self.code = code

    def render(self, locale: str) -> str:
        """The sentence in "zh" or "en"; any other locale reads English."""
        return self.zh if locale == "zh" else self.en
