"""What is held, wished and copied of people's data, and how long each class is kept, as values."""

from yika.domain.identity.queries.retention.about import about_holder
from yika.domain.identity.queries.retention.copies import copies_of, copy, copy_view
from yika.domain.identity.queries.retention.due import due
from yika.domain.identity.queries.retention.erasures import (
    erase_view,
    erasure,
    erasures_of,
)
from yika.domain.identity.queries.retention.holds import (
    hold,
    hold_view,
    holds,
    is_held,
    spared,
)
from yika.domain.identity.queries.retention.keeping import (
    Keeping,
    face_kept,
    keeping_of,
    plan,
    purge_after,
)
from yika.domain.identity.queries.retention.looks import DocumentLook, document_looks
from yika.domain.identity.queries.retention.pictures import face_count, has_open_check

__all__ = [
    "DocumentLook",
    "Keeping",
    "about_holder",
    "copies_of",
    "copy",
    "copy_view",
    "document_looks",
    "due",
    "erase_view",
    "erasure",
    "erasures_of",
    "face_count",
    "face_kept",
    "has_open_check",
    "hold",
    "hold_view",
    "holds",
    "is_held",
    "keeping_of",
    "plan",
    "purge_after",
    "spared",
]
