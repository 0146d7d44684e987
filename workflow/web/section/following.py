"""What follows if somebody presses a button on a section, told before they do."""

from __future__ import annotations

from collections.abc import Sequence

from workflow.actions.scene import Scene
from workflow.actions.whereabouts import listed_names
from workflow.domain.cases import asks_the_director
from workflow.domain.machine import Offer
from workflow.domain.stages import Standing
from workflow.domain.terms import ReportState, SectionState, Verb
from workflow.domain.text import Text, say
from workflow.store import Section

UPON_CONDITIONS = frozenset({Verb.SUBMIT, Verb.CARRY_OUT, Verb.CONFIRM_EDITS})
SOMEWHERE_BACK = Text(
    "退给您选定的一方，附上您写的理由。退给责任人的，改好后再送审。",
    "It goes back to whom you choose, with your reason; its owner submits it again afterwards.",
)
FOLLOWS = {
    Verb.DROP: Text(
        "该部分退出报告和编号，历史稿件和意见都保留。",
        "The section leaves the report and its numbering; drafts and comments are kept.",
    ),
    Verb.DECLINE: Text(
        "该部分退回统稿人重新分派，您的稿件保留。",
        "The editor assigns it to somebody else; what you wrote is kept.",
    ),
    Verb.ADD_REVIEWER: Text(
        "此人也须审定这一稿，会收到通知；未审定之前可以减签。",
        "They have to decide on this draft too and are told; until they have, you can take "
        "them out again.",
    ),
    Verb.REMOVE_REVIEWER: Text(
        "不再等此人审定，对方会收到通知。", "Nobody waits for them any more, and they are told."
    ),
    Verb.HAND_OVER: Text(
        "由新的人员接手，双方都会收到通知。", "Somebody else takes it; both of you are told."
    ),
    Verb.CIRCULATE: Text(
        "对方可以阅读这一部分并提意见，阅后点“已阅”；您会收到通知。",
        "They can read this section and comment on it, and confirm that they have read it; you "
        "are told.",
    ),
    Verb.DELEGATE: Text(
        "这一部分仍是您的，其间由对方代办，记录写明两人；您随时可以收回。",
        "It stays yours; your colleague acts meanwhile, and the record names you both. You can "
        "take it back at any time.",
    ),
    Verb.REVOKE: Text(
        "对方立即不能再代办，已办的仍然有效。",
        "Your colleague can do nothing more at once; what was done stands.",
    ),
    Verb.ASK_EXTENSION: Text(
        "统稿人会收到申请；批准之前期限不变。",
        "The editor gets your request; until it is granted the deadline stands.",
    ),
    Verb.REFUSE_EXTENSION: Text(
        "期限不变，责任人会收到您写的理由。",
        "The deadline stands, and the owner gets your reason.",
    ),
    Verb.EXTEND: Text(
        "新的期限立即生效，提醒随之顺延。", "It holds at once, and the reminders move with it."
    ),
}


def what_follows(scene: Scene, section: Section, offer: Offer, person_id: int) -> Text | None:
    """What happens if one presses it; None where it happens at once and can be undone."""
    verb = offer.row.verb
    if verb is Verb.PASS:
        return _after_pass(scene, section, offer, person_id)
    if verb is Verb.SEND_BACK and scene.chain(section).turn_back(person_id):
        return SOMEWHERE_BACK
    if scene.report.state is ReportState.CONDITIONAL and verb in UPON_CONDITIONS:
        return _to_the_director(offer)
    if verb in (Verb.SEND_BACK, Verb.REOPEN):
        return _back_to_owner(section)
    return FOLLOWS.get(verb)


def _after_pass(scene: Scene, section: Section, offer: Offer, person_id: int) -> Text:
    if offer.row.leads is SectionState.SIGNED_OFF:
        return Text(
            "这是最后一道审定。通过后本部分定稿，统稿人和责任人会收到通知。",
            "This is the last decision: the section is then signed off, "
            "and its owner and the editor are told.",
        )
    chain = scene.chain(section)
    step = chain.turn(person_id)
    after = chain.plus(chain.passing(person_id)).open
    left = next((one for one in after if step and one.stage.id == step.stage.id), None)
    if left is not None:
        return say(
            "通过后“{stage}”还需另外 {n} 人。",
            "“{stage}” then still needs {n} more.",
            stage=left.stage.name,
            n=left.required - len(left.passed),
        )
    return _next_stages(after)


def _next_stages(after: Sequence[Standing]) -> Text:
    people = [one for step in after for one in step.waiting]
    if not people:
        return Text("通过后转下一环节。", "It then goes on to the next stage.")
    return say(
        "通过后转“{stage}”：{people}。",
        "It then goes on to “{stage}”: {people}.",
        stage="、".join(step.stage.name for step in after),
        people=listed_names(people),
    )


def _back_to_owner(section: Section) -> Text:
    owner = section.owner.name if section.owner else "—"
    return say(
        "退给责任人 {owner} 修改，附上您写的理由；改好后再送审。",
        "It goes back to {owner} with your reason, and comes to review again afterwards.",
        owner=owner,
    )


def _to_the_director(offer: Offer) -> Text:
    """What becomes of a section that the director named, in a report approved upon edits."""
    if offer.row.leads is SectionState.SIGNED_OFF:
        return Text(
            "本部分随即定稿。所列修改全部改好、重新合稿后，签批自动生效。",
            "The section is then signed off. Once all listed edits were made and the report is "
            "assembled again, the approval is in force by itself.",
        )
    if offer.row.when is asks_the_director:
        return Text(
            "送主任过目：主任认可改动后，本部分定稿。",
            "The office director looks at what was changed; the section is then signed off.",
        )
    return Text(
        "改动与主任所列不同：送出后有条件同意失效，报告重新呈主任签批。",
        "The text was changed otherwise than listed: the approval lapses, and the report is "
        "before the director again.",
    )
