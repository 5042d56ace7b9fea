"""Every way a home visit can change, from the wish to what was brought back."""

from yika.domain.visits.actions.cancel_visit import cancel_visit
from yika.domain.visits.actions.follow_visit import follow_visit
from yika.domain.visits.actions.request_visit import request_visit
from yika.domain.visits.actions.return_bundle import return_bundle
from yika.domain.visits.actions.schedule_visit import schedule_visit
from yika.domain.visits.actions.settle_bundle import settle_bundle
from yika.domain.visits.actions.take_bundle import take_bundle

__all__ = [
    "cancel_visit",
    "follow_visit",
    "request_visit",
    "return_bundle",
    "schedule_visit",
    "settle_bundle",
    "take_bundle",
]
