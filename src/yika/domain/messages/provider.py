"""What the ways out of SMS and e-mail are given: the payload of a parcel, in both directions."""

from collections.abc import Mapping
from typing import Any, Self

from pydantic import BaseModel, ConfigDict, ValidationError

from yika.kit.errors import Unavailable


class Payload(BaseModel):
    """Goes into the outbox as a mapping and comes out of it again."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    def payload(self) -> dict[str, Any]:
        """As it stands in the outbox."""
        return self.model_dump()

    @classmethod
    def read(cls, payload: Mapping[str, object]) -> Self:
        """As it was put into the outbox; anything else is of no use for ever."""
        try:
            return cls.model_validate(payload)
        except ValidationError:  # what it says may show what people typed
            raise Unavailable(f"this is no {cls.__name__}", permanent=True) from None


class Sms(Payload):
    """A short message to one phone.

    `text` is all that the person reads but the signature. A provider that only sends texts it has
    approved takes the `form` (the key of the approved text) and the `values` of its gaps, in
    the order in which they stand in the text.
    """

    to: str
    text: str
    form: str
    language: str
    values: tuple[tuple[str, str], ...]


class Email(Payload):
    """An e-mail in plain text to one address."""

    to: str
    subject: str
    text: str
    language: str
