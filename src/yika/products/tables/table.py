"""What every table of a product file has in common, and the marks its keys can carry."""

from dataclasses import dataclass
from typing import Any, Literal, get_args

from pydantic import BaseModel, ConfigDict, Field
from pydantic.fields import FieldInfo

from yika.products.tables.values import Line


class Table(BaseModel):
    """A table of a product file: it never changes, and it refuses keys it does not know."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)

    @classmethod
    def keys(cls) -> dict[str, FieldInfo]:
        """What may stand in this table, by the key as it is written."""
        return {field.alias or name: field for name, field in cls.model_fields.items()}


@dataclass(frozen=True, slots=True)
class Limit:
    """Marks a key whose larger value lets a card do more: a change of it is tighter or looser.

    `absent` says what leaving the key out means: "nothing" is the tightest there is, "endless"
    the loosest, and "unlike" cannot be compared with a value.
    """

    absent: Literal["nothing", "endless", "unlike"] = "unlike"


class Words(Table):
    """What people read, in every language Yika speaks."""

    en: Line = Field(description="In English.", examples=["City card"])
    zh_hans: Line = Field(
        alias="zh-hans", description="In Simplified Chinese.", examples=["市民卡"]
    )


def inner_table(annotation: Any) -> type[Table] | None:
    """The table a key holds: its own, an optional one, or each of a list; None for a value."""
    if isinstance(annotation, type) and issubclass(annotation, Table):
        return annotation
    return next((table for each in get_args(annotation) if (table := inner_table(each))), None)
