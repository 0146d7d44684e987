"""A finished document as pages: the PDF of a .docx, the faces it lacked, a page as a picture."""

from workflow.documents.printing.faces import Substitute, substitutes
from workflow.documents.printing.headings import heading_pages
from workflow.documents.printing.pages import NoSuchPage, page_count, page_picture
from workflow.documents.word.converting import as_pdf

__all__ = [
    "NoSuchPage",
    "Substitute",
    "as_pdf",
    "heading_pages",
    "page_count",
    "page_picture",
    "substitutes",
]
