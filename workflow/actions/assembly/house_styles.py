"""House styles of an office: chosen by editors, changed by administrators.

A preset can be changed as well: the office's version takes its place until it is restored.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from workflow.actions.office.people import administer
from workflow.actions.refusing import document_refusals
from workflow.actions.work import Work
from workflow.documents.content import from_text
from workflow.documents.merge import Manuscript, Part, assemble
from workflow.documents.profile import PROFILES, Font, Profile, from_json, to_json
from workflow.domain.machine import NotYet
from workflow.domain.text import Text, say
from workflow.store import HouseStyle, Person, db
from workflow.store.house_style import house_style_of, house_styles_of, reports_by_style

__all__ = [
    "Font",
    "Listed",
    "Profile",
    "change",
    "checked",
    "copy",
    "data_of",
    "listed",
    "make_default",
    "remove",
    "restore",
    "sample",
    "style_named",
    "styles_of",
    "titles_of",
]
MOST_STYLES = 50
NO_SUCH_STYLE = say("没有这种版式，请另选。", "There is no such house style: choose another.")


PROSE = "全年共办理各类事项1236件，比上年增长8.2%，按期办结率达到99%，“一窗受理”覆盖全部12个窗口。"
SAMPLE = Manuscript(
    title="关于2026年度工作情况的报告",
    parts=(
        Part(0, None, "", "", "", False, from_text(PROSE)),
        Part(1, "cn_dun", "一、", "工作情况", "", False, from_text(PROSE * 3)),
        Part(2, "cn_paren", "（一）", "制度建设", "", False, from_text(PROSE * 3)),
        Part(3, "ar_dot", "1.", "完善制度", "。", True, from_text(PROSE * 2)),
        Part(2, "cn_paren", "（二）", "队伍建设", "", False, from_text(PROSE * 4)),
        Part(1, "cn_dun", "二、", "下一步安排", "", False, from_text(PROSE * 6)),
    ),
    signature="某某办公室",
    date="2026年12月31日",
)


@dataclass(frozen=True)
class Listed:
    """A style of the office: whether it is a preset, whether changed, who uses it."""

    profile: Profile
    preset: bool
    changed: bool
    default: bool
    reports: int

    @property
    def title(self) -> Text:
        return Text(self.profile.zh, self.profile.en)


def styles_of(office_id: int) -> dict[str, Profile]:
    """All styles of the office by name, presets first, the office's versions in their place."""
    own = {row.name: from_json(row.data) for row in house_styles_of(office_id)}
    return {**PROFILES, **own}


def titles_of(office_id: int) -> Mapping[str, Text]:
    """What people read in the choice of a style."""
    return {name: Text(one.zh, one.en) for name, one in styles_of(office_id).items()}


def style_named(office_id: int, name: str) -> Profile:
    """The office's style of this name; NotYet with the sentence where there is none."""
    row = house_style_of(office_id, name)
    if row is not None:
        return from_json(row.data)
    if name not in PROFILES:
        raise NotYet(NO_SUCH_STYLE)
    return PROFILES[name]


def data_of(office_id: int, name: str) -> dict[str, Any] | None:
    """The style as data for a form; None where the office has none of this name."""
    found = styles_of(office_id).get(name)
    return None if found is None else to_json(found)


def checked(data: dict[str, Any]) -> Profile:
    """The style that this data would be; Refused names the wrong place."""
    with document_refusals():
        return from_json(data)


def sample(office_id: int, name: str) -> bytes:
    """A short .docx in this style."""
    profile = style_named(office_id, name)
    return assemble(replace(SAMPLE, profile=profile, contents=profile.contents.on)).data


def listed(person: Person) -> list[Listed]:
    """The office's styles as the page lists them."""
    used = reports_by_style(person.office_id)
    changed = {row.name for row in house_styles_of(person.office_id)}
    return [
        Listed(
            profile,
            preset=name in PROFILES,
            changed=name in changed,
            default=name == person.office.profile,
            reports=used.get(name, 0),
        )
        for name, profile in styles_of(person.office_id).items()
    ]


def copy(work: Work, actor: Person, name: str, title: str) -> Profile:
    """A new style of the office that begins as the one called ``name``."""
    administer(actor)
    known = styles_of(actor.office_id)
    if len(known) >= MOST_STYLES:
        raise NotYet(
            say(
                f"版式已有 {MOST_STYLES} 种，请先删去不用的。",
                f"There are {MOST_STYLES} house styles already: remove one first.",
            )
        )
    words = title.strip()[:60]
    if not words:
        raise NotYet(say("请写明版式名称。", "Please give the house style a name."))
    own = next(one for n in range(1, MOST_STYLES * 2) if (one := f"own-{n}") not in known)
    made = replace(style_named(actor.office_id, name), name=own, zh=words, en=words)
    _keep(work, actor, made, None)
    return made


def change(work: Work, actor: Person, name: str, data: dict[str, Any]) -> Profile:
    """The style with new values, ``data`` as to_json gives it; Refused names a wrong place."""
    administer(actor)
    style_named(actor.office_id, name)
    made = checked(data | {"name": name})
    _keep(work, actor, made, house_style_of(actor.office_id, name))
    return made


def restore(work: Work, actor: Person, name: str) -> None:
    """A preset as it came; what the office had changed in it is gone."""
    administer(actor)
    row = house_style_of(actor.office_id, name)
    if row is None or name not in PROFILES:
        raise NotYet(say("这个版式没有改动过。", "This house style was not changed."))
    db.session.delete(row)
    db.session.flush()


def remove(work: Work, actor: Person, name: str) -> None:
    """Only a style of the office's own that no report uses and that is not the default."""
    administer(actor)
    row = house_style_of(actor.office_id, name)
    if row is None or name in PROFILES:
        raise NotYet(say("预设版式不能删除。", "A preset cannot be removed."))
    count = reports_by_style(actor.office_id).get(name, 0)
    if count or actor.office.profile == name:
        raise NotYet(
            say(
                f"有 {count} 份报告在用这个版式，或它是新报告的默认版式。请先改用别的版式。",
                f"{count} reports use this house style, or new reports begin with it. "
                "Choose another one there first.",
            )
        )
    db.session.delete(row)
    db.session.flush()


def make_default(work: Work, actor: Person, name: str) -> None:
    """New reports of the office begin with this style."""
    administer(actor)
    style_named(actor.office_id, name)
    actor.office.profile = name


def _keep(work: Work, actor: Person, made: Profile, row: HouseStyle | None) -> None:
    """A change counts only where something differs, so that assemblies stay current."""
    data = to_json(made)
    if row is None:
        row = HouseStyle(office_id=actor.office_id, name=made.name, version=0)
        db.session.add(row)
    elif row.data == data:
        return
    row.data, row.version = data, row.version + 1
    row.updated_by_id, row.updated_at = actor.id, work.now
    db.session.flush()
