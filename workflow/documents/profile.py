"""House styles of the finished document, as data.

Source: GB/T 9704-2012, clauses 5 to 7 (page, text area, title, body, levels, signature,
date, page number). Lengths are in twentieths of a point (twips), sizes in half-points.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from workflow.documents.errors import DocumentError

SONG, HEI, FANG = "宋体", "黑体", "仿宋_GB2312"
KAI, TITLE_SONG, TIMES = "楷体_GB2312", "方正小标宋简体", "Times New Roman"


@dataclass(frozen=True, slots=True)
class Font:
    """An East Asian face and its size in half-points; ``bold`` for levels that are."""

    name: str
    size: int
    bold: bool = False


@dataclass(frozen=True, slots=True)
class Page:
    """A4 and its margins, in twips; ``footer`` is the distance of the page number."""

    width: int = 11906
    height: int = 16838
    top: int = 2098
    bottom: int = 1984
    left: int = 1587
    right: int = 1474
    footer: int = 1304


@dataclass(frozen=True, slots=True)
class Profile:
    """A named house style.

    ``line`` is the exact line spacing in twips: 579 gives 22 lines a page, 580 only 21.
    ``levels`` maps a numeral's kind to its font; kinds not named have the body's.
    ``latin`` is the face of digits and Latin letters.
    """

    name: str
    zh: str
    en: str
    page: Page = Page()
    title: Font = Font(TITLE_SONG, 44)
    body: Font = Font(FANG, 32)
    levels: Mapping[str, Font] = field(default_factory=dict)
    number: Font = Font(SONG, 28)
    latin: str = TIMES
    line: int = 579
    centred_number: bool = False

    def level_font(self, kind: str | None) -> Font:
        """The font of a heading with this kind of numeral."""
        return self.levels.get(kind or "cn_dun", self.body)


GB_T_9704 = Profile(
    name="gbt9704",
    zh="GB/T 9704 公文格式",
    en="GB/T 9704 official document",
    levels={
        "zhang": Font(HEI, 32),
        "jie": Font(KAI, 32),
        "cn_dun": Font(HEI, 32),
        "cn_paren": Font(KAI, 32),
    },
)
OFFICE_MATERIAL = replace(
    GB_T_9704,
    name="office",
    zh="机关材料",
    en="office material",
    page=replace(Page(), top=1928, bottom=1531, left=1531, right=1474),
    levels={**GB_T_9704.levels, "cn_paren": Font(KAI, 32, bold=True)},
    line=560,
    centred_number=True,
)
PROFILES: Mapping[str, Profile] = {one.name: one for one in (GB_T_9704, OFFICE_MATERIAL)}


def profile_named(name: str) -> Profile:
    """The house style with this name; DocumentError (code "profile") names those there are."""
    if name in PROFILES:
        return PROFILES[name]
    raise DocumentError(
        f"没有名为“{name}”的版式，可用的有：{'、'.join(PROFILES)}。",
        f"There is no house style “{name}”; there are: {', '.join(PROFILES)}.",
        "profile",
    )
