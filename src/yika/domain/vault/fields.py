"""The kinds of column and row that the vault gives to the rest of the domain."""

from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any, TypeVar

from django.core import checks
from django.db import models

from yika.kit.moments import from_day, from_micros, to_day, to_micros

if TYPE_CHECKING:
    from django.db.models import BinaryField, Field
else:
    # Django's fields are generic for the type checker only.
    class Field(models.Field):
        def __class_getitem__(cls, _: object) -> type:
            return cls

    class BinaryField(models.BinaryField):
        def __class_getitem__(cls, _: object) -> type:
            return cls


# What somebody who tampers put in place of a moment or a day reads as this, so that the row can
# still be read and reported.
NO_DATE = datetime.min.replace(tzinfo=UTC)

_Set_contra = TypeVar("_Set_contra", contravariant=True)
_Get_co = TypeVar("_Get_co", covariant=True)


class BytesField(BinaryField[_Set_contra, _Get_co]):
    """A binary column that gives plain bytes on every engine, never a memoryview."""

    _pyi_private_set_type: bytes | memoryview
    _pyi_private_get_type: bytes

    def from_db_value(self, value: Any, *_: Any) -> bytes | None:
        # SQLite also keeps a text or a number here when somebody who tampers puts one in.
        if isinstance(value, str | int | float):
            return str(value).encode()
        return value and bytes(value)


class SealedField(BytesField[_Set_contra, _Get_co]):
    """A column that only ever holds envelopes (`kit.envelope`), or nothing.

    The vault finds these columns by their class: it counts the keys they need and re-wraps
    them. Empty or null means that nothing is kept, also after a value was destroyed.
    """


class MomentField(Field[_Set_contra, _Get_co]):
    """Microseconds since 1970 in a 64-bit integer; in Python an aware datetime in UTC.

    So every engine compares, indexes and gives back a moment alike, to the microsecond, and a
    keyed hash over it never depends on a session's time zone.
    """

    _pyi_private_set_type: datetime
    _pyi_private_get_type: datetime
    _pyi_lookup_exact_type: datetime

    description = "Moment (microseconds since 1970, UTC)"

    def get_internal_type(self) -> str:
        return "BigIntegerField"

    def get_prep_value(self, value: Any) -> Any:
        value = self.to_python(super().get_prep_value(value))
        if value is None:
            return None
        if not isinstance(value, datetime):
            raise TypeError(f"{self.name}: expected a datetime, not {value!r}")
        return to_micros(value)

    def from_db_value(self, value: Any, *_: Any) -> datetime | None:
        if value is None:
            return None
        try:
            return from_micros(value)
        except (OverflowError, TypeError):
            return NO_DATE

    def to_python(self, value: Any) -> Any:
        return datetime.fromisoformat(value) if isinstance(value, str) else value


class DayField(Field[_Set_contra, _Get_co]):
    """Days since 1970 in a whole number; in Python a date. Every engine hashes it alike."""

    _pyi_private_set_type: date
    _pyi_private_get_type: date
    _pyi_lookup_exact_type: date

    description = "Day (days since 1970)"

    def get_internal_type(self) -> str:
        return "IntegerField"

    def get_prep_value(self, value: Any) -> Any:
        value = self.to_python(super().get_prep_value(value))
        if value is None:
            return None
        if not isinstance(value, date) or isinstance(value, datetime):
            raise TypeError(f"{self.name}: expected a date, not {value!r}")
        return to_day(value)

    def from_db_value(self, value: Any, *_: Any) -> date | None:
        if value is None:
            return None
        try:
            return from_day(value)
        except (OverflowError, TypeError, ValueError):
            return NO_DATE.date()

    def to_python(self, value: Any) -> Any:
        return date.fromisoformat(value) if isinstance(value, str) else value


class SealedRow(models.Model):
    """A row that is written once and then vouched for, first by itself and then in its chain.

    `mac` is the keyed hash of the row's content under version `key_version` of the seal key,
    made by who writes it; `seal` is the number of the seal that covers it, null until then.
    The subclass has an `id`, and `SealedRow.Meta.indexes` among its indexes.
    """

    mac = BytesField(max_length=32, editable=False)
    key_version = models.PositiveSmallIntegerField(editable=False)
    seal = models.BigIntegerField(null=True, editable=False)

    class Meta:
        abstract = True
        indexes = [
            # Both the unsealed tail and the rows of a seal are read in the order of this index.
            models.Index(fields=["seal", "id"], name="%(app_label)s_%(class)s_by_seal"),
        ]

    @classmethod
    def check(cls, **kwargs: Any) -> list[checks.CheckMessage]:
        found = super().check(**kwargs)
        if not any(index.fields == ["seal", "id"] for index in cls._meta.indexes):
            advice = "Add *SealedRow.Meta.indexes to the indexes of its Meta."
            message = f"{cls._meta.label} has no index to seal its rows by."
            found.append(checks.Error(message, hint=advice, obj=cls, id="vault.E001"))
        return found
