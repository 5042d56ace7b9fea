"""Every way an import can change: it is received, advanced, approved, resumed or cancelled."""

from yika.domain.imports.actions.advance_import import WORK, advance_import
from yika.domain.imports.actions.approve_import import approve_import
from yika.domain.imports.actions.cancel_import import cancel_import
from yika.domain.imports.actions.receive_import import receive_import
from yika.domain.imports.actions.resume_import import resume_import

__all__ = [
    "WORK",
    "advance_import",
    "approve_import",
    "cancel_import",
    "receive_import",
    "resume_import",
]
