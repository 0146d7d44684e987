"""Two texts of one section before whoever has to bring them together; nothing is saved by that."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue
from flask_login import login_required

from workflow.actions.showing.compared import Compared, compared
from workflow.actions.showing.reading import Content, as_sent, posted_content
from workflow.actions.writing.copy_merging import Joined, joined_texts
from workflow.actions.writing.working_copies import text_of
from workflow.domain.machine import Refused, Stale
from workflow.web import acting
from workflow.web.errors import status_of
from workflow.web.section.page import SectionPage

bp = Blueprint("two_texts", __name__)


@bp.post("/sections/<int:section_id>/both")
@login_required
def show(section_id: int) -> ResponseReturnValue:
    """Side by side, at the wish of whoever wrote."""
    return both_texts(section_id), 200


def refused_save(section_id: int, refused: Stale) -> ResponseReturnValue:
    return both_texts(section_id, refused), status_of(refused)


def both_texts(section_id: int, refused: Refused | None = None) -> str:
    """What was sent beside the newest draft, or beside what the same person wrote in another
    window; what was sent can be saved upon it.
    """
    sent = request.form.get("content", "")
    page = SectionPage.of(section_id)
    texts = TwoTexts(page, posted_content(sent), acting.seen(), _revision())
    return render_template(
        "pages/section_stale.html",
        page=page,
        refused=refused,
        texts=texts,
        yours_json=as_sent(sent),
    )


def _revision() -> int:
    return acting.number(request.form.get("copy_revision"))


@dataclass(frozen=True)
class TwoTexts:
    """``yours`` began from draft ``seen`` and, of its writer's copy, from ``revision``."""

    page: SectionPage
    yours: Content
    seen: str
    revision: int

    @property
    def is_other_window(self) -> bool:
        """Whether theirs is the reader's own, from another window."""
        own = self.page.writing.own
        return own is not None and own.revision != self.revision

    @cached_property
    def theirs(self) -> Content:
        own = self.page.writing.own
        return text_of(own) if own and self.is_other_window else self.page.content

    @property
    def upon(self) -> str:
        """The draft that yours is saved upon."""
        return self.page.seen

    @cached_property
    def changes(self) -> tuple[Compared, ...]:
        return compared(self.theirs, self.yours)

    @cached_property
    def joined(self) -> Joined:
        base = acting.number(self.seen) or None
        return joined_texts(self.page.section, base, self.yours, self.theirs)

    @property
    def joined_json(self) -> str:
        """What a form sends to save both as one."""
        return json.dumps(self.joined.content, ensure_ascii=False)

    @property
    def title_of_theirs(self) -> dict[str, Any]:
        """Who wrote theirs, and when."""
        own, head = self.page.writing.own, self.page.section.head
        if own and self.is_other_window:
            return {"at": self.page.clock.at(own.updated_at)}
        if head is None:
            return {}
        at = self.page.clock.at(head.created_at)
        return {"number": head.number, "who": head.author.name, "at": at}
