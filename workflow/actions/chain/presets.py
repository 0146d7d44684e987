"""Chains to begin with, as data; people are put in by the editor."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from workflow.domain.terms import SeatRole, StageKind, StageRule
from workflow.domain.text import Text

REVIEW, PROOF, COUNTERSIGN = StageKind.REVIEW, StageKind.PROOF, StageKind.COUNTERSIGN
NOTHING = Text("", "")
FIRST_REVIEW = Text("初审", "First review")
COUNTERSIGNING = Text("会签", "Countersigning")


@dataclass(frozen=True)
class Step:
    """A stage of a preset: what it is called, what is done there, what is ticked."""

    name: Text
    kind: StageKind = REVIEW
    rule: StageRule = StageRule.ANY
    days: int = 2
    duties: Text = NOTHING
    checklist: tuple[Text, ...] = ()
    roles: tuple[SeatRole, ...] = ()

    def data(self, locale: str) -> dict[str, Any]:
        """As ``chains.replace`` takes it, in the office's language, without people."""
        return {
            "name": self.name.render(locale),
            "kind": self.kind,
            "rule": self.rule,
            "needs": 1,
            "days": self.days,
            "duties": self.duties.render(locale),
            "checklist": [line.render(locale) for line in self.checklist],
            "member_ids": [],
            "roles": list(self.roles),
        }


THREE_REVIEWS = (
    Step(
        Text("一审", "First review"),
        duties=Text(
            "核对事实、数据和出处，看内容是否齐全、表述是否准确。",
            "Check facts, figures and sources; see that nothing is missing and all is exact.",
        ),
        checklist=(
            Text("数据与佐证材料一致", "Figures agree with the evidence"),
            Text("文件名称、文号、日期无误", "Titles, numbers and dates of documents are right"),
            Text("写作要求中的各点都已写到", "Every point that was asked for is there"),
        ),
    ),
    Step(
        Text("一校", "First proof"),
        PROOF,
        days=1,
        duties=Text(
            "校文字、标点和序号，不改意思。",
            "Proofread words, punctuation and numbering; the meaning stays as it is.",
        ),
        checklist=(
            Text("错字、漏字、多字已校", "No wrong, missing or doubled characters"),
            Text("标点和数字用法规范", "Punctuation and numerals follow the standards"),
            Text("各级序号连续", "Numbering runs on at every level"),
        ),
    ),
    Step(
        Text("二审", "Second review"),
        duties=Text(
            "审政策依据和观点，看与其他部分有无矛盾、重复。",
            "Review policy and argument; look for contradictions and repetitions.",
        ),
        checklist=(
            Text("提法与现行文件一致", "Wording agrees with the documents in force"),
            Text("与其他部分没有矛盾和重复", "Nothing contradicts or repeats other sections"),
            Text("一审意见已逐条落实", "Each comment of the first review was dealt with"),
        ),
    ),
    Step(
        Text("二校", "Second proof"),
        PROOF,
        days=1,
        duties=Text(
            "校名称、图表和格式，复核一校所改之处。",
            "Proofread names, tables and layout; check again what the first proof changed.",
        ),
        checklist=(
            Text("人名、机构名、简称前后一致", "Names and short forms are the same throughout"),
            Text("图表编号、单位、合计无误", "Numbers, units and totals of tables are right"),
            Text("一校所改之处已复核", "Corrections of the first proof were checked"),
        ),
    ),
    Step(
        Text("三审", "Third review"),
        duties=Text(
            "把总关：判断是否恰当，可否付印。",
            "The last word: is the judgement right, and may it be printed?",
        ),
        checklist=(
            Text("总体判断和分寸得当", "Overall judgement and tone are right"),
            Text("没有不宜公开的内容", "Nothing in it must stay unpublished"),
            Text("二审意见已逐条落实", "Each comment of the second review was dealt with"),
        ),
    ),
    Step(
        Text("三校", "Third proof"),
        PROOF,
        days=1,
        duties=Text(
            "通读清样，与定稿文字逐字核对。",
            "Read the clean copy against the final text, word for word.",
        ),
        checklist=(
            Text("清样与定稿文字一致", "The clean copy has the final words"),
            Text("版式、页码、标题无误", "Layout, page numbers and headings are right"),
            Text("没有空缺（X）和修订痕迹", "No blanks (X) and no tracked changes are left"),
        ),
    ),
)
COUNTERSIGN_THEN_APPROVE = (
    Step(
        COUNTERSIGNING,
        COUNTERSIGN,
        StageRule.ALL,
        3,
        Text(
            "各会签部门就职责范围内的内容签署意见。",
            "Each department signs for what lies within its duties.",
        ),
    ),
    Step(
        Text("签发", "Release"),
        duties=Text("会签齐后签发。", "Released once all have countersigned."),
        roles=(SeatRole.DIRECTOR,),
    ),
)
PRESETS: Mapping[str, tuple[Text, tuple[Step, ...]]] = {
    "three": (
        Text("三审三校", "Three reviews, three proofreads"),
        THREE_REVIEWS,
    ),
    "two": (
        Text("初审，再由多人会签", "First review, then countersigning by all"),
        (Step(FIRST_REVIEW), Step(COUNTERSIGNING, COUNTERSIGN, StageRule.ALL)),
    ),
    "release": (Text("先会签后签发", "Countersign, then release"), COUNTERSIGN_THEN_APPROVE),
    "one": (Text("只审一次", "One review"), (Step(FIRST_REVIEW),)),
}


def preset(
    name: str, people: Sequence[Sequence[int]] = (), locale: str = "zh"
) -> list[dict[str, Any]]:
    """The stages of a preset, the people of each as far as they are given. KeyError for none."""
    made = [step.data(locale) for step in PRESETS[name][1]]
    for stage, members in zip(made, people, strict=False):
        stage["member_ids"] = list(members)
    return made


def two_stages(reviewers: Sequence[int], countersigners: Sequence[int]) -> list[dict[str, Any]]:
    """A first review by any one, then all countersigners (usually two)."""
    return preset("two", (reviewers, countersigners))
