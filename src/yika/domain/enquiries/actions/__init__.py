"""Every way an enquiry can come to be or change."""

from yika.domain.enquiries.actions.add_words import add_words
from yika.domain.enquiries.actions.answer_enquiry import answer_enquiry
from yika.domain.enquiries.actions.ask_enquiry import ask_enquiry
from yika.domain.enquiries.actions.close_enquiry import close_enquiry
from yika.domain.enquiries.actions.escalate_enquiry import escalate_enquiry, look_after_enquiry
from yika.domain.enquiries.actions.forget_words import sweep_contacts, sweep_words
from yika.domain.enquiries.actions.rate_enquiry import rate_enquiry
from yika.domain.enquiries.actions.take_enquiry import hand_over_enquiry, take_enquiry

__all__ = [
    "add_words",
    "answer_enquiry",
    "ask_enquiry",
    "close_enquiry",
    "escalate_enquiry",
    "hand_over_enquiry",
    "look_after_enquiry",
    "rate_enquiry",
    "sweep_contacts",
    "sweep_words",
    "take_enquiry",
]
