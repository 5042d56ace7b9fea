"""What a message may say, to whom it may go, and how it reads."""

from yika.domain.messages.rules.catalog import template, templates
from yika.domain.messages.rules.language import LANGUAGES, Language
from yika.domain.messages.rules.recipient import Recipient, Way, check_recipient, masked
from yika.domain.messages.rules.refusals import ReferenceReused
from yika.domain.messages.rules.rendering import (
    Note,
    check_secret,
    email,
    note,
    sms,
    sms_forms,
)
from yika.domain.messages.rules.text import moment_words, sms_parts

__all__ = [
    "LANGUAGES",
    "Language",
    "Note",
    "Recipient",
    "ReferenceReused",
    "Way",
    "check_recipient",
    "check_secret",
    "email",
    "masked",
    "moment_words",
    "note",
    "sms",
    "sms_forms",
    "sms_parts",
    "template",
    "templates",
]
