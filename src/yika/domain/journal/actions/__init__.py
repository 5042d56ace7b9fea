"""Every way the journal, the outbox and the due work can change."""

from yika.domain.journal.actions.beat import beat
from yika.domain.journal.actions.deliver_parcel import Delivery, deliver_parcel
from yika.domain.journal.actions.do_due_work import Done, Handler, do_due_work
from yika.domain.journal.actions.drop_parcels import drop_parcels
from yika.domain.journal.actions.record import record
from yika.domain.journal.actions.retry_parcel import retry_parcel
from yika.domain.journal.actions.schedule import schedule
from yika.domain.journal.actions.seal_entries import seal_entries
from yika.domain.journal.actions.send_later import send_later

__all__ = [
    "Delivery",
    "Done",
    "Handler",
    "beat",
    "deliver_parcel",
    "do_due_work",
    "drop_parcels",
    "record",
    "retry_parcel",
    "schedule",
    "seal_entries",
    "send_later",
]
