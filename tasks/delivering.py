"""Deliver one message: claim; send without a transaction; write down how it went."""

from __future__ import annotations

import structlog
from flask import current_app

from workflow.actions import deliveries
from workflow.actions.work import transaction
from workflow.notify.channels import PermanentFailure, TemporaryFailure, channel_named
from workflow.notify.message import message_of

log = structlog.get_logger(__name__)


def run_delivery(delivery_id: int) -> None:
    """Send it if it is still to be sent; each outcome stands in the delivery's row."""
    settings = current_app.extensions["settings"]
    with transaction() as work:
        delivery = deliveries.claim(work, delivery_id)
        if delivery is None:
            return
        attempt = delivery.attempts
        message = message_of(delivery, settings)
        channel = channel_named(delivery.channel, settings)
    try:
        kept = channel.send(message)
    except TemporaryFailure as failure:
        with transaction() as work:
            deliveries.try_again(work, delivery_id, attempt, str(failure))
        return
    except PermanentFailure as failure:
        with transaction() as work:
            deliveries.give_up(work, delivery_id, attempt, str(failure))
        return
    with transaction() as work:
        deliveries.arrived(work, delivery_id, attempt, message.id, kept)
    log.info("delivered", delivery=delivery_id, attempt=attempt, kept=kept)
