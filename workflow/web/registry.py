"""The pages of the product, one blueprint a noun."""

from __future__ import annotations

from flask import Blueprint

from workflow.web import (
    account,
    approval_views,
    auth,
    conversion_views,
    copy_views,
    desk_views,
    disposition_views,
    draft_views,
    earlier_views,
    evidence_views,
    help_views,
    intake_views,
    notice_views,
    people_views,
    preview_views,
    report_views,
    report_word,
    section_files,
    section_views,
    section_word,
    setup_views,
    style_views,
    two_texts,
    waiting_copies,
)

BLUEPRINTS: tuple[Blueprint, ...] = (
    account.bp,
    approval_views.bp,
    auth.bp,
    conversion_views.bp,
    copy_views.bp,
    desk_views.bp,
    disposition_views.bp,
    draft_views.bp,
    earlier_views.bp,
    evidence_views.bp,
    help_views.bp,
    intake_views.bp,
    notice_views.bp,
    people_views.bp,
    preview_views.bp,
    report_views.bp,
    report_word.bp,
    section_files.bp,
    section_views.bp,
    section_word.bp,
    setup_views.bp,
    style_views.bp,
    two_texts.bp,
    waiting_copies.bp,
)
