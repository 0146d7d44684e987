"""One small class a channel; a channel either takes a message or says why not."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from workflow.domain.channels import MAIL
from workflow.notify.channels.base import Channel, Limit, PermanentFailure, TemporaryFailure
from workflow.notify.channels.dingtalk import DingTalk
from workflow.notify.channels.feishu import Feishu
from workflow.notify.channels.mail import Mail
from workflow.notify.channels.mailbox import Mailbox
from workflow.notify.channels.other import Other
from workflow.notify.channels.webhook import Webhook
from workflow.notify.channels.wecom import WeCom
from workflow.notify.channels.wecom_app import WeComApp
from workflow.notify.posting import Poster
from workflow.settings import Settings

__all__ = ["Channel", "Limit", "Mail", "PermanentFailure", "TemporaryFailure", "channel_named"]

BY_POST: Mapping[str, Callable[[Mapping[str, str], Poster], Channel]] = {
    "wecom": WeCom,
    "wecom_app": WeComApp,
    "dingtalk": DingTalk,
    "feishu": Feishu,
    "webhook": Webhook,
}


def channel_named(name: str, settings: Settings, fields: Mapping[str, str]) -> Channel:
    """The channel of a delivery at an address; mail stays in the local mailbox where no server
    is set. Raises PermanentFailure where the channel or its address is missing.
    """
    if name == MAIL:
        return Mail(settings.smtp_url) if settings.smtp_url else Mailbox()
    if not fields:
        raise PermanentFailure(f"“{name}”还没有可用的地址 / there is no address for “{name}” yet")
    if name == "apprise":
        return Other(fields)
    if name not in BY_POST:
        raise PermanentFailure(f"没有“{name}”这种渠道 / there is no channel “{name}”")
    return BY_POST[name](fields, Poster(settings.webhook_hosts))
