"""The acts that the table offers on a report, as its page shows them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from workflow.actions.assembly.manifest import is_signed
from workflow.actions.chain.availability import clash_words, clashes
from workflow.actions.placing import Placed
from workflow.actions.scene import Scene
from workflow.domain.facts import ReportFacts
from workflow.domain.machine import offered
from workflow.domain.terms import Note, ReportState, Tone, Verb
from workflow.domain.text import Text, say

# Decided before the assembled text, on the page of its own.
ON_THE_APPROVAL_PAGE = (
    Verb.APPROVE,
    Verb.APPROVE_CONDITIONALLY,
    Verb.RETURN,
    Verb.WITHDRAW_APPROVAL,
)
# Shown with the outline, the chain, the details or the failed assembly that they concern.
ELSEWHERE = frozenset(
    {
        Verb.ADD_SECTION,
        Verb.RENAME,
        Verb.MOVE,
        Verb.SET_CHAIN,
        Verb.SET_DETAILS,
        Verb.SET_REMINDERS,
        Verb.BRING_EARLIER,
        Verb.ASSEMBLE_WITH_GAPS,
        Verb.RENDER,
    }
)
IN_THE_MENU = (Verb.NUDGE, Verb.CIRCULATE, Verb.DELEGATE, Verb.REVOKE, Verb.HAND_OVER, Verb.CANCEL)


@dataclass(frozen=True)
class Button:
    """An act of this page; ``reason`` greys it, ``follows`` is said before it is done, and
    ``place`` is the first section that stands in the way.
    """

    verb: Verb
    tone: str
    note: Note
    reason: Text | None
    follows: Text | None
    place: int | None

    @property
    def label(self) -> Text:
        return self.verb.label


def buttons(scene: Scene, facts: ReportFacts) -> dict[str, Button]:
    """By verb, in the table's order."""
    return {
        str(one.row.verb): Button(
            one.row.verb,
            str(one.row.tone),
            one.row.note,
            one.reason,
            _follows(scene, one.row.verb),
            _place(scene, one.row.verb) if one.reason else None,
        )
        for one in offered(facts)
    }


def _place(scene: Scene, verb: Verb) -> int | None:
    """The first section that is not ready for it."""
    hinders = {Verb.LAUNCH: _unassigned, Verb.PRESENT: _unsigned}.get(verb)
    if hinders is None:
        return None
    return next((one.section.id for one in scene.text_sections if hinders(scene, one)), None)


def _unassigned(scene: Scene, one: Placed) -> bool:
    return one.section.owner_id is None or one.section.due_at is None


def _unsigned(scene: Scene, one: Placed) -> bool:
    return not is_signed(scene, one)


def main_of(found: Mapping[str, Button], facts: ReportFacts) -> Button | None:
    """The one primary act; assembling comes first while that is all that is missing."""
    shown = [one for one in found.values() if one.verb not in ON_THE_APPROVAL_PAGE]
    main = next((one for one in shown if one.tone == Tone.PRIMARY), None)
    ready = facts.text_sections and not facts.not_signed_off and not facts.stale_signatures
    assemble = found.get(Verb.ASSEMBLE)
    if facts.state is ReportState.COLLECTING and assemble and ready and not facts.assembled:
        return assemble
    return main


def beside(found: Mapping[str, Button], main: Button | None) -> list[Button]:
    """What stands next to the main button; the menu holds the rest."""
    hidden = {*ON_THE_APPROVAL_PAGE, *ELSEWHERE, *IN_THE_MENU}
    return [one for one in found.values() if one is not main and one.verb not in hidden]


def in_the_menu(found: Mapping[str, Button]) -> list[Button]:
    return [found[verb] for verb in IN_THE_MENU if verb in found]


def _follows(scene: Scene, verb: Verb) -> Text | None:
    if verb is Verb.LAUNCH:
        return _after_launch(scene)
    if verb is Verb.PRESENT and scene.report.director:
        return say(
            "送 {who} 签批。签批之前您可以收回。",
            "It goes to {who} for approval. You can recall it until then.",
            who=scene.report.director.name,
        )
    return FOLLOWS.get(verb)


def _after_launch(scene: Scene) -> Text:
    texts = scene.text_sections
    owners = {one.section.owner_id for one in texts if one.section.owner_id}
    return say(
        "{n} 位责任人会收到通知，{m} 个部分开始撰写，期限提醒随之开始。"
        "审核流程此后只能改尚未走到的环节，部分仍可增减。{clashes}",
        "{n} owners are told and {m} sections open for writing; reminders begin. "
        "Of the review chain only stages that lie ahead change then; sections can still be "
        "added.{clashes}",
        n=len(owners),
        m=len(texts),
        clashes=_clashes(scene),
    )


def _clashes(scene: Scene) -> Text:
    """Each deadline that lies in an absence of its owner."""
    said = [clash_words(scene, one) for one in clashes(scene)]
    return Text(
        "".join(one.render("zh") for one in said),
        "".join(f" {one.render('en')}" for one in said),
    )


FOLLOWS: Mapping[Verb, Text] = {
    Verb.PRESENT: Text(
        "送签批。还没有指定办公室主任，请先在“报告信息”里指定。",
        "It goes to approval, but no director is named yet: name one in the details first.",
    ),
    Verb.RECALL: Text(
        "收回后可以继续修改，已定稿的部分仍然有效。",
        "You can go on working on it; sections that are signed off stay so.",
    ),
    Verb.CANCEL: Text(
        "报告停止办理，不再提醒任何人。稿件、意见和留痕都保留，但不能恢复办理。",
        "Work on it ends and nobody is reminded. Texts, comments and the trail are kept, "
        "but it cannot be taken up again.",
    ),
    Verb.ARCHIVE: Text(
        "生成归档文件：定稿、审签单、各稿和留痕都在里面，可离线核对谁签了哪些文字。归档后不再改动。",
        "Makes the archive with the final text, the approval sheet, all drafts and the trail; it "
        "proves offline who signed which words. Nothing is changed afterwards.",
    ),
    Verb.CIRCULATE: Text(
        "对方可以阅读整份报告并提意见，阅后点“已阅”；您会收到通知。",
        "They can read the whole report and comment on it, and confirm that they have read it; "
        "you are told.",
    ),
    Verb.DELEGATE: Text(
        "其间由对方代办您在这份报告中的职责，记录写明两人；您随时可以收回。",
        "Your colleague acts in all your parts of this report meanwhile, and the record names you "
        "both. You can take it back at any time.",
    ),
    Verb.REVOKE: Text(
        "对方立即不能再代办，已办的仍然有效。",
        "Your colleague can do nothing more at once; what was done stands.",
    ),
    Verb.HAND_OVER: Text(
        "由另一位同事接手您在这份报告中的职责，双方都会收到通知。",
        "A colleague takes your part in this report; both of you are told.",
    ),
}
