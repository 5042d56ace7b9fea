"""What others are shown of organizations."""

import dataclasses
from dataclasses import dataclass
from datetime import date, datetime

from yika.domain.organizations.rules.standing import Role


@dataclass(frozen=True, slots=True, kw_only=True)
class MandateView:
    """Who acts for an organization as what, and whether his letter is good today."""

    id: str
    person: str
    masked_name: str
    role: Role
    since: date
    until: date
    good: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class OrganizationView:
    """An organization with all that may act for it, as staff and these see it."""

    id: str
    issuer: str
    name: str
    code: str
    registered_at: datetime
    mandates: tuple[MandateView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ActingView:
    """An organization that somebody acts for, as he sees it."""

    organization: str
    issuer: str
    name: str
    role: Role
    until: date
    good: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class UserView:
    """Who uses a card of an organization, and what he was told about it."""

    id: str
    organization: str
    organization_name: str
    card: str
    person: str
    masked_name: str
    words: str = dataclasses.field(repr=False)
    since: datetime
