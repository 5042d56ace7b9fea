"""What others are shown of people."""

import dataclasses
from dataclasses import dataclass
from datetime import date, datetime

from yika.domain.people.rules.contacts import Kind
from yika.domain.people.rules.holders import Field


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactView:
    """One of a holder's contacts, as he sees it.

    A `usable` one may be used to get back into the account. A new one is so `usable_from` a
    time on, and one that was taken away until `leaves_at`.
    """

    id: str
    kind: Kind
    value: str = dataclasses.field(repr=False)
    masked: str
    proven: bool
    usable: bool
    usable_from: datetime | None
    leaves_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class HolderView:
    """A holder as he sees himself. For his own pages only."""

    id: str
    name: str = dataclasses.field(repr=False)
    masked_name: str
    language: str
    phrase: str = dataclasses.field(repr=False)
    born_on: date | None = dataclasses.field(repr=False)
    contacts: tuple[ContactView, ...]
    has_password: bool
    passkeys: int
    old_secret: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class MaskedContact:
    """One of a holder's contacts, as staff see it. A new one is not usable at once."""

    id: str
    kind: Kind
    masked: str
    proven: bool
    usable_from: datetime | None
    leaves_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class MaskedHolder:
    """A holder as staff see him. Phone and e-mail are those that `reveal` would show."""

    id: str
    masked_name: str
    masked_phone: str
    masked_email: str
    language: str
    contacts: tuple[MaskedContact, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class LookView:
    """Who looked at something of a holder, for whom he works, when, and what for."""

    id: str
    by: str
    issuer: str
    field: Field
    purpose: str = dataclasses.field(repr=False)
    at: datetime
