"""How long what is kept about people is kept, why, and how it ends. Pure."""

from yika.domain.identity.rules.retention.classes import (
    BY_CODE,
    CLASSES,
    DataClass,
    Disposal,
    Held,
    OnErasure,
)
from yika.domain.identity.rules.retention.plan import (
    check_days,
    class_of,
    days_kept,
    over_before,
    purge_after,
    swept_classes,
)

__all__ = [
    "BY_CODE",
    "CLASSES",
    "DataClass",
    "Disposal",
    "Held",
    "OnErasure",
    "check_days",
    "class_of",
    "days_kept",
    "over_before",
    "purge_after",
    "swept_classes",
]
