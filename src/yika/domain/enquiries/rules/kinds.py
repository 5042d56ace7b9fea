"""What people turn to us with: a question or a complaint, and what it is about."""

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType

from yika.kit.errors import gettext_noop


class Kind(StrEnum):
    """What somebody wants of us. A complaint is given more time, and is told apart in figures."""

    ENQUIRY = "enquiry"
    COMPLAINT = "complaint"
    SUGGESTION = "suggestion"


class Topic(StrEnum):
    """What it is about; a closed list, so that figures over the years mean the same."""

    CARD = "card"
    ACTIVATION = "activation"
    LOSS = "loss"
    BALANCE = "balance"
    APPLICATION = "application"
    OUTLET = "outlet"
    MACHINE = "machine"
    ACCOUNT = "account"
    WEBSITE = "website"
    OTHER = "other"


KIND_WORDS: Mapping[Kind, str] = MappingProxyType(
    {
        Kind.ENQUIRY: gettext_noop("Enquiry"),
        Kind.COMPLAINT: gettext_noop("Complaint"),
        Kind.SUGGESTION: gettext_noop("Suggestion"),
    }
)
TOPIC_WORDS: Mapping[Topic, str] = MappingProxyType(
    {
        Topic.CARD: gettext_noop("A card of mine"),
        Topic.ACTIVATION: gettext_noop("Activating a card"),
        Topic.LOSS: gettext_noop("A lost or blocked card"),
        Topic.BALANCE: gettext_noop("A balance or a payment"),
        Topic.APPLICATION: gettext_noop("A new card or a delivery"),
        Topic.OUTLET: gettext_noop("An outlet or its staff"),
        Topic.MACHINE: gettext_noop("A kiosk or a reader"),
        Topic.ACCOUNT: gettext_noop("Signing in or my data"),
        Topic.WEBSITE: gettext_noop("This website"),
        Topic.OTHER: gettext_noop("Something else"),
    }
)

STARS = range(1, 6)
STAR_WORDS: Mapping[int, str] = MappingProxyType(
    {
        5: gettext_noop("Very satisfied"),
        4: gettext_noop("Satisfied"),
        3: gettext_noop("In between"),
        2: gettext_noop("Dissatisfied"),
        1: gettext_noop("Very dissatisfied"),
    }
)
