"""The reader: a .docx goes in, content comes out, with what was said and what was dropped."""

from workflow.documents.reader.known import Recall
from workflow.documents.reader.model import Changes, ReadDocument
from workflow.documents.reader.reading import read_word

__all__ = ["Changes", "ReadDocument", "Recall", "read_word"]
