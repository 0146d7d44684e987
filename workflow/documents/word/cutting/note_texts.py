"""Notes that are known before their part is parsed, cut by their markup: each once, then only words
are set in.
"""

from __future__ import annotations

from collections.abc import Callable

from workflow.documents.chunk import Pieces
from workflow.documents.pieces import pieces_in
from workflow.documents.word.cutting.plain import is_plain
from workflow.documents.word.cutting.sheet import Sheet
from workflow.documents.word.cutting.styles import Number
from workflow.documents.word.cutting.texts import Text
from workflow.documents.word.cutting.tidy import bare
from workflow.documents.word.plain_notes import PlainNote, parsed_note
from workflow.documents.word.shapes import HOLE, WORD_MARK


def cut_note(
    note: PlainNote, sheet: Sheet, number: Number, remark: Callable[[str], None]
) -> Pieces | None:
    """What stands within; None where one pass would not do, and its tree has to be cut."""
    text = sheet.remembered(note.markup, lambda: _text(note.markup, sheet))
    if text is None:
        return None
    definition = text.definition
    styles = [number(*one) or 0 for one in definition.styles if one]
    for code in definition.remarks:
        remark(code)
    return pieces_in((text.template(styles, []) % note.words).encode())


def _text(markup: str, sheet: Sheet) -> Text | None:
    holder = parsed_note(markup.replace(HOLE, WORD_MARK))
    bare(holder)
    return Text(sheet.note(holder)) if is_plain(holder) else None
