"""The tables of real names."""

from yika.domain.identity.models.consent import Consent
from yika.domain.identity.models.evidence import CheckResult, Evidence
from yika.domain.identity.models.proven import PersonPlaces, ProvenIdentity, StaffTie
from yika.domain.identity.models.retention import (
    DataCopy,
    EraseRequest,
    KeepingTime,
    RetentionHold,
)
from yika.domain.identity.models.second_look import SecondLook
from yika.domain.identity.models.verification import Verification, VerificationTurn

__all__ = [
    "CheckResult",
    "Consent",
    "DataCopy",
    "EraseRequest",
    "Evidence",
    "KeepingTime",
    "PersonPlaces",
    "ProvenIdentity",
    "RetentionHold",
    "SecondLook",
    "StaffTie",
    "Verification",
    "VerificationTurn",
]
