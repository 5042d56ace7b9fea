"""Every way an application can change, from what was asked for to a card in its holder's hands."""

from yika.domain.applications.actions.arrive import (
    note_activated,
    note_delivered,
    note_undeliverable,
)
from yika.domain.applications.actions.decide import accept_application, refuse_application
from yika.domain.applications.actions.deliver import give_at_counter, send_card
from yika.domain.applications.actions.end import expire_application, withdraw_application
from yika.domain.applications.actions.prepare import assign_card, ready_to_collect
from yika.domain.applications.actions.redirect import change_receipt
from yika.domain.applications.actions.show_address import show_address
from yika.domain.applications.actions.submit import check_no_other, submit_application

__all__ = [
    "accept_application",
    "assign_card",
    "change_receipt",
    "check_no_other",
    "expire_application",
    "give_at_counter",
    "note_activated",
    "note_delivered",
    "note_undeliverable",
    "ready_to_collect",
    "refuse_application",
    "send_card",
    "show_address",
    "submit_application",
    "withdraw_application",
]
