"""Every way appointments and queues can change."""

from yika.domain.outlets.actions.book import book
from yika.domain.outlets.actions.call_next import call_next
from yika.domain.outlets.actions.cancel_appointment import cancel_appointment
from yika.domain.outlets.actions.check_in import check_in
from yika.domain.outlets.actions.end_turn import end_turn, sweep_queues
from yika.domain.outlets.actions.follow import follow_appointment
from yika.domain.outlets.actions.move_appointment import move_appointment
from yika.domain.outlets.actions.offer_service import offer_service
from yika.domain.outlets.actions.take_number import take_number

__all__ = [
    "book",
    "call_next",
    "cancel_appointment",
    "check_in",
    "end_turn",
    "follow_appointment",
    "move_appointment",
    "offer_service",
    "sweep_queues",
    "take_number",
]
