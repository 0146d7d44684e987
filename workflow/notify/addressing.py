"""Where a channel reaches a person: their own address, else the office's."""

from __future__ import annotations

from workflow.domain.channels import KINDS, MAIL
from workflow.domain.told import Reader
from workflow.notify.channels.base import PermanentFailure
from workflow.sealing import Unreadable, unseal
from workflow.settings import Settings
from workflow.store.channel_address import addresses_for


def fields_for(person: Reader, channel: str, settings: Settings) -> dict[str, str]:
    """The open fields for one channel, {} where nobody gave an address.

    Raises PermanentFailure with the sentence for what cannot be used.
    """
    if channel == MAIL or channel not in KINDS:
        return {}
    found = [one for one in addresses_for(person.office_id, person.id) if one.channel == channel]
    try:
        opened = {one.person_id is None: unseal(settings.secret_key, one.sealed) for one in found}
    except Unreadable as error:
        raise PermanentFailure(
            "密钥已更换，渠道地址无法读出，请重新填写 / "
            "the installation's key has changed: enter the channel's address again"
        ) from error
    return KINDS[channel].combined(office=opened.get(True, {}), own=opened.get(False, {}))
