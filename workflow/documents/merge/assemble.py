"""The passes in their order."""

from __future__ import annotations

from collections.abc import Callable

from workflow.documents.merge.body import Body
from workflow.documents.merge.furniture import footer_part, header_part, settings_part
from workflow.documents.merge.lists import Lists
from workflow.documents.merge.manuscript import Assembled, Manuscript
from workflow.documents.merge.package import package
from workflow.documents.merge.styles import styles_part
from workflow.documents.merge.xml import element, serialise
from workflow.documents.profile import profile_named


def silent(step: str, part: float) -> None:
    """Nobody watches."""


def assemble(manuscript: Manuscript, progress: Callable[[str, float], None] = silent) -> Assembled:
    """The report as a .docx; the same manuscript gives the same bytes.

    ``progress`` gets the step's name and the part done, 0 to 1. Raises DocumentError for
    an unknown house style.
    """
    profile = profile_named(manuscript.profile)
    lists = Lists()
    body = Body(manuscript, profile, lists)
    document = element("document", element("body", *body.paragraphs(progress)))
    progress("package", 0.9)
    parts = {
        "document.xml": serialise(document),
        "styles.xml": styles_part(profile),
        "numbering.xml": lists.part(profile),
        "settings.xml": settings_part(),
        "footer1.xml": footer_part(profile, even=False),
        "footer2.xml": footer_part(profile, even=True),
    }
    if manuscript.draft_mark:
        parts["header1.xml"] = header_part(profile)
    data = package(parts)
    progress("done", 1.0)
    return Assembled(data, tuple(body.warnings))
