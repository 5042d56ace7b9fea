"""What a person can agree to, in which words, and who may say so for him."""

from yika.domain.identity.rules.consents.purposes import (
    LANGUAGES,
    ConsentMissing,
    ConsentRequestReused,
    ConsentView,
    NotHimself,
    Purpose,
    TextChanged,
    UnknownConsent,
    UnknownPurpose,
    check_speaks,
    purpose_of,
)
from yika.domain.identity.rules.consents.shown import SHOWN_MAX, Shown
from yika.domain.identity.rules.consents.texts import ConsentText, current, text_of, versions

__all__ = [
    "LANGUAGES",
    "SHOWN_MAX",
    "ConsentMissing",
    "ConsentRequestReused",
    "ConsentText",
    "ConsentView",
    "NotHimself",
    "Purpose",
    "Shown",
    "TextChanged",
    "UnknownConsent",
    "UnknownPurpose",
    "check_speaks",
    "current",
    "purpose_of",
    "text_of",
    "versions",
]
