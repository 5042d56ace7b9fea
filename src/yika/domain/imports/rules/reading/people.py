"""Reads the columns of a file that are about the holder of a card."""

import json
from collections.abc import Callable
from typing import NamedTuple, Protocol, Self

from yika.domain.cards.rules import State as CardState
from yika.domain.imports.rules.reading.columns import Field
from yika.domain.imports.rules.reasons import Reason
from yika.domain.people.rules.contacts import normal_email, normal_phone
from yika.domain.people.rules.holders import normal_name
from yika.kit.errors import Invalid


class Refuse(Protocol):
    """Notes what is wrong. What people are called and how they are reached is not repeated."""

    def __call__(self, field: Field, reason: Reason) -> None: ...


class Holder(NamedTuple):
    """Who has a card: a name, and how he is reached, in the normal form; empty where unknown."""

    name: str
    phone: str
    email: str

    def written(self) -> bytes:
        """The one way to write it, to be sealed, and to know the same person by."""
        return json.dumps(self, ensure_ascii=False, separators=(",", ":")).encode()

    @classmethod
    def parse(cls, written: bytes) -> Self:
        return cls(*json.loads(written))


def read_holder(
    name: str, phone: str, email: str, *, state: CardState, refuse: Refuse
) -> Holder | None:
    """The holder of a card; None where the line names nobody."""
    name, phone, email = name.strip(), phone.strip(), email.strip()
    if not (name or phone or email):
        return None
    if state is CardState.IN_STOCK:
        refuse(Field.NAME, Reason.HOLDER_IN_STOCK)
    if not name:
        refuse(Field.NAME, Reason.NAME_MISSING)
    return Holder(
        _normal(name, normal_name, lambda: refuse(Field.NAME, Reason.NAME_FORM)),
        _normal(phone, normal_phone, lambda: refuse(Field.PHONE, Reason.PHONE_FORM)),
        _normal(email, normal_email, lambda: refuse(Field.EMAIL, Reason.EMAIL_FORM)),
    )


def _normal(text: str, normal: Callable[[str], str], refuse: Callable[[], None]) -> str:
    try:
        return normal(text) if text else ""
    except Invalid:
        refuse()
        return ""
