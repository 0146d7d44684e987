"""The writer: content goes in, a chunk of WordprocessingML in a house style comes out."""

from workflow.documents.writer.sections import FirstLine
from workflow.documents.writer.writing import Frame, Written, write_content

__all__ = ["FirstLine", "Frame", "Written", "write_content"]
