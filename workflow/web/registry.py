"""The pages of the product, one blueprint a noun."""

from __future__ import annotations

from flask import Blueprint

from workflow.web import desk_views, help_views
from workflow.web.account import auth, setup_views
from workflow.web.account import keys as key_views
from workflow.web.account import own as account
from workflow.web.approval import views as approval_views
from workflow.web.intake import conversion_views
from workflow.web.intake import views as intake_views
from workflow.web.people import views as people_views
from workflow.web.report import views as report_views
from workflow.web.report import word as report_word
from workflow.web.section import (
    amend_views,
    copy_views,
    disposition_views,
    draft_views,
    earlier_views,
    evidence_views,
    preview_views,
    two_texts,
    waiting_copies,
)
from workflow.web.section import files as section_files
from workflow.web.section import news as section_news
from workflow.web.section import views as section_views
from workflow.web.section import word as section_word
from workflow.web.styles import views as style_views
from workflow.web.telling import calendar_views, feed_views, notice_views
from workflow.web.telling import log_views as notice_log_views
from workflow.web.telling import views as telling_views

BLUEPRINTS: tuple[Blueprint, ...] = (
    account.bp,
    amend_views.bp,
    approval_views.bp,
    auth.bp,
    calendar_views.bp,
    conversion_views.bp,
    copy_views.bp,
    desk_views.bp,
    disposition_views.bp,
    draft_views.bp,
    earlier_views.bp,
    evidence_views.bp,
    feed_views.bp,
    help_views.bp,
    intake_views.bp,
    key_views.bp,
    notice_log_views.bp,
    notice_views.bp,
    people_views.bp,
    preview_views.bp,
    report_views.bp,
    report_word.bp,
    section_files.bp,
    section_news.bp,
    section_views.bp,
    section_word.bp,
    setup_views.bp,
    style_views.bp,
    telling_views.bp,
    two_texts.bp,
    waiting_copies.bp,
)
