"""Decides about what came back from a home visit in another way than it should have."""

from datetime import datetime

from django.db import transaction

from yika.domain.identity.actions import Witness
from yika.domain.staff.rules import Right
from yika.domain.vault.actions import destroy_file
from yika.domain.vault.queries import open_file
from yika.domain.visits.actions.return_bundle import close
from yika.domain.visits.keeping.reach import held_bundle
from yika.domain.visits.keeping.stepping import Asked, note
from yika.domain.visits.keeping.taking_in import opened, take_in, unpacked
from yika.domain.visits.models import Bundle, HomeVisit
from yika.domain.visits.queries import view
from yika.domain.visits.rules import refusals
from yika.domain.visits.rules.boxes import Unopenable
from yika.domain.visits.rules.bundles import NoSheet
from yika.domain.visits.rules.views import VisitView
from yika.kit import ids
from yika.kit.actor import Actor, check_may


@transaction.atomic
def settle_bundle(
    *, bundle: str, take: bool, by: Actor, now: datetime, request_id: str
) -> VisitView:
    """Take in what was kept, or destroy it; by somebody who decides and was not on the visit.

    Nobody's word is taken for what was seen: the verification is one from afar. Safe to repeat.
    """
    visit, row = held_bundle(bundle, by=by)
    check_may(by, Right.APPROVALS_DECIDE, visit.issuer)
    if by.id in visit.staff:
        raise refusals.NotYourVisit
    request = ids.request_key(request_id)
    if row.settled_by_request == request:
        return view(visit, by=by)
    if not row.is_held:
        raise refusals.NothingHeld

    asked = Asked(by, now, request_id)
    row.settled_at, row.settled_by_request = now, request
    if take:
        _take(visit, row, asked)
    destroy_file(row.file, now=now)
    row.server_key = None
    row.save()
    note("visit.settled", visit, asked, bundle=str(row), taken=take, reason=row.why_held)
    return view(visit, by=by)


def _take(visit: HomeVisit, row: Bundle, asked: Asked) -> None:
    try:
        captured = opened(row, unpacked(open_file(row.file, where=row.file_place)))
    except (Unopenable, NoSheet):
        raise refusals.NoSuchVisitStep from None
    visit.troubles = take_in(visit, captured, Witness(), asked)
    close(visit, row, captured, asked)
