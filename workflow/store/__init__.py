"""Typed models, one file a noun; importing the package maps them all."""

from workflow.store.absence import Absence
from workflow.store.alarm import Alarm, Reminder
from workflow.store.api_token import ApiToken
from workflow.store.approval import Approval
from workflow.store.archive import Archive
from workflow.store.archiving import Archiving
from workflow.store.assembly import Assembly
from workflow.store.base import db
from workflow.store.calendar_feed import CalendarFeed
from workflow.store.channel_address import ChannelAddress
from workflow.store.circulation import Circulation
from workflow.store.comment import Comment
from workflow.store.comment_place import CommentPlace
from workflow.store.comment_reply import CommentReply
from workflow.store.condition import Amendment, Condition
from workflow.store.conversion import Conversion
from workflow.store.delegation import Delegation
from workflow.store.draft import Draft
from workflow.store.earlier_text import EarlierChoice, EarlierText
from workflow.store.event import Event
from workflow.store.evidence import Evidence
from workflow.store.house_style import HouseStyle
from workflow.store.intake import Intake
from workflow.store.mention import Mention
from workflow.store.notice import Delivery, Notice
from workflow.store.office import CalendarDay, Department, Office
from workflow.store.person import OneTimeLink, Person
from workflow.store.rendering import Rendering
from workflow.store.report import Report
from workflow.store.report_upload import ReportUpload
from workflow.store.section import Section, SectionContributor
from workflow.store.section_file import SectionFile
from workflow.store.sight import Sight
from workflow.store.signoff import SignOff
from workflow.store.stage import StageChange, StageMember, StageRow
from workflow.store.upload import Upload
from workflow.store.working_copy import WorkingCopy

__all__ = [
    "Absence",
    "Alarm",
    "Amendment",
    "ApiToken",
    "Approval",
    "Archive",
    "Archiving",
    "Assembly",
    "CalendarDay",
    "CalendarFeed",
    "ChannelAddress",
    "Circulation",
    "Comment",
    "CommentPlace",
    "CommentReply",
    "Condition",
    "Conversion",
    "Delegation",
    "Delivery",
    "Department",
    "Draft",
    "EarlierChoice",
    "EarlierText",
    "Event",
    "Evidence",
    "HouseStyle",
    "Intake",
    "Mention",
    "Notice",
    "Office",
    "OneTimeLink",
    "Person",
    "Reminder",
    "Rendering",
    "Report",
    "ReportUpload",
    "Section",
    "SectionContributor",
    "SectionFile",
    "Sight",
    "SignOff",
    "StageChange",
    "StageMember",
    "StageRow",
    "Upload",
    "WorkingCopy",
    "db",
]
