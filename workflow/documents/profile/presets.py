"""The two house styles that every office begins with."""

from __future__ import annotations

from collections.abc import Mapping

from workflow.documents.errors import DocumentError
from workflow.documents.profile.model import Profile
from workflow.documents.profile.parts import KAI, Font, Levels, Number, Page, Table, Title

GB_T_9704 = Profile(
    name="gbt9704",
    zh="GB/T 9704 公文格式",
    en="GB/T 9704 official document",
    characters_28=True,
)
MATERIAL = Profile(
    name="material",
    zh="机关材料",
    en="office material",
    page=Page(top=1928, bottom=1531, left=1587, right=1474, footer=850),
    title=Title(after=560),
    line=560,
    levels=Levels(jie=Font(KAI, bold=True), cn_paren=Font(KAI, bold=True)),
    number=Number(place="centre"),
    table=Table(figures="centre"),
)
PROFILES: Mapping[str, Profile] = {one.name: one for one in (GB_T_9704, MATERIAL)}


def profile_named(name: str) -> Profile:
    """The preset with this name; DocumentError (code "profile") names those there are."""
    if name in PROFILES:
        return PROFILES[name]
    raise DocumentError(
        f"没有名为“{name}”的版式，可用的有：{'、'.join(PROFILES)}。",
        f"There is no house style “{name}”; there are: {', '.join(PROFILES)}.",
        "profile",
    )
