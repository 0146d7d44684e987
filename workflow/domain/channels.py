"""The ways by which a message leaves the house, and what each needs to be told.

A channel is a plain string in the database, so that another one needs no migration.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from workflow.domain.text import Text

MAIL = "mail"
"""The last resort of everybody: an address of this kind is always there."""
URL, SECRET, USER, CORP, AGENT = "url", "secret", "user", "corp", "agent"
SECRETS = frozenset({URL, SECRET})
"""What is written and never shown again: a robot's address is its key."""
MOST = 3
"""So many channels has a person in turn, before mail as the last one."""


@dataclass(frozen=True)
class ChannelKind:
    """``office``: what the administrator gives for all; ``person``: what one gives for oneself;
    ``needs``: what the two together must have. A robot of one's own takes the office's place.
    """

    name: str
    label: Text
    office: tuple[str, ...]
    person: tuple[str, ...]
    needs: frozenset[str]

    def combined(self, office: Mapping[str, str], own: Mapping[str, str]) -> dict[str, str]:
        """What the channel is spoken to with; {} where something is missing."""
        added = {name: value for name, value in own.items() if name not in self.office}
        fields = dict(own) if own.get(URL) else {**office, **added}
        return fields if all(fields.get(name) for name in self.needs) else {}

    def missing(self, fields: Mapping[str, str], asked: Sequence[str]) -> str | None:
        """The first of the fields asked for that has to be filled in, and is not."""
        own_robot = asked == self.person and URL in self.person and not fields.get(URL)
        spared = frozenset(self.office) if own_robot and USER in self.person else frozenset()
        empty = (one for one in asked if one in self.needs - spared and not fields.get(one))
        return next(empty, None)


ROBOT, ROBOT_OF_ONE = (URL, SECRET), (USER, URL, SECRET)
KINDS: Mapping[str, ChannelKind] = {
    name: ChannelKind(name, label, office, person, frozenset(needs))
    for name, label, office, person, needs in (
        (
            "wecom_app",
            Text("企业微信应用", "WeCom app"),
            (CORP, AGENT, SECRET),
            (USER,),
            (CORP, AGENT, SECRET, USER),
        ),
        ("wecom", Text("企业微信群机器人", "WeCom group robot"), (URL,), (USER, URL), (URL,)),
        ("dingtalk", Text("钉钉群机器人", "DingTalk group robot"), ROBOT, ROBOT_OF_ONE, (URL,)),
        ("feishu", Text("飞书群机器人", "Feishu group robot"), ROBOT, ROBOT_OF_ONE, (URL,)),
        (
            "webhook",
            Text("其他系统（Webhook）", "Another system (webhook)"),
            ROBOT,
            ROBOT,
            ROBOT,
        ),
        (
            "apprise",
            Text("其他渠道（Apprise）", "Anything else (Apprise)"),
            (URL,),
            (USER,),
            (URL,),
        ),
    )
}
MAIL_LABEL = Text("邮件", "Mail")


def label_of(channel: str) -> Text:
    kind = KINDS.get(channel)
    return kind.label if kind else MAIL_LABEL if channel == MAIL else Text(channel, channel)


def route(chosen: Sequence[str]) -> list[str]:
    """The channels in turn; mail is the last one, unless nothing is wanted at all."""
    known = [one for one in dict.fromkeys(chosen) if one in KINDS or one == MAIL][:MOST]
    return known if MAIL in known or not known else [*known, MAIL]


def after(channel: str, chosen: Sequence[str], tried: Collection[str]) -> str | None:
    """Where a message goes that this channel could not take; None after the last one.

    Also one that is chosen no longer leads on: the message is not lost with the choice.
    """
    way = route(chosen)
    rest = way[way.index(channel) + 1 :] if channel in way else way
    return next((one for one in rest if one not in tried), None)
