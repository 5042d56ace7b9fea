"""What an issuer and an outlet are, and when an outlet is open."""

from yika.domain.issuers.rules.hours import DAYS, Hours
from yika.domain.issuers.rules.issuers import (
    ADDRESS_MAX,
    CODE_MAX,
    HOTLINE_MAX,
    NAME_MAX,
    OUTLETS_MANAGE,
    CodeTaken,
    IssuerKind,
    OutletClosed,
    RequestReused,
    Text,
    UnknownIssuer,
    UnknownOutlet,
    check_code,
    check_issuer,
    check_may_manage,
    check_outlet,
)

__all__ = [
    "ADDRESS_MAX",
    "CODE_MAX",
    "DAYS",
    "HOTLINE_MAX",
    "NAME_MAX",
    "OUTLETS_MANAGE",
    "CodeTaken",
    "Hours",
    "IssuerKind",
    "OutletClosed",
    "RequestReused",
    "Text",
    "UnknownIssuer",
    "UnknownOutlet",
    "check_code",
    "check_issuer",
    "check_may_manage",
    "check_outlet",
]
