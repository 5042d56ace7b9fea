"""Gives one device what two members of staff need at somebody's home, and nothing more."""

import json
from base64 import b64encode
from datetime import datetime
from typing import Any

from django.db import transaction

from yika.domain.identity.queries.consents import check_consent, find_consent
from yika.domain.identity.rules.consents import Purpose as Consent
from yika.domain.issuers.queries import issuer
from yika.domain.people.queries import handles
from yika.domain.staff.rules import Right
from yika.domain.visits.keeping.reach import check_goes, reached
from yika.domain.visits.keeping.stepping import Asked, check_step, follow, note, take_step
from yika.domain.visits.keeping.taking_in import policy_of
from yika.domain.visits.models import Bundle, HomeVisit
from yika.domain.visits.rules import boxes, bundles, refusals
from yika.domain.visits.rules.states import Act
from yika.domain.visits.rules.views import PackedView
from yika.kit import ids
from yika.kit.actor import Actor, ActorKind, check_may


@transaction.atomic
def take_bundle(
    *, visit: str, beside: Actor, device: bytes, by: Actor, now: datetime, request_id: str
) -> PackedView:
    """Seal what the two need for the device with this public key; `beside` signed in with him.

    From twelve hours before the visit until its end. Taking it again, on this device or another,
    voids what was taken before. Safe to repeat with the same `request_id`.
    """
    row = reached(visit, by=by, lock=True)
    _check_both(row, by, beside)
    try:
        boxes.check_public(device)
    except boxes.NoKey:
        raise refusals.DeviceKeyNeeded from None
    request = ids.request_key(request_id)
    if seen := Bundle.objects.filter(taken_by_request=request).first():
        if seen.visit_id != row.pk or seen.device_public != device:
            raise refusals.VisitRequestReused
        return _sealed(row, seen, now)

    check_step(row, Act.PACKED)
    begins, ends = row.span
    bundles.check_packing(begins, ends, now)
    check_consent(row.holder_id, purpose=Consent.HOME_VISIT, issuer=row.issuer)

    row.bundles.filter(replaced_at=None).update(replaced_at=now)
    private, public = boxes.new_pair()
    bundle = Bundle(
        visit=row,
        device_public=device,
        server_public=public,
        taken_at=now,
        taken_by=by.id,
        beside=beside.id,
        taken_by_request=request,
        expires_at=ends + bundles.LASTS,
    )
    bundle.keep_key(private)
    bundle.save(force_insert=True)
    asked = Asked(by, now, request_id)
    take_step(row, Act.PACKED, asked)
    follow(row, bundle.expires_at)

    note("visit.packed", row, asked, bundle=str(bundle), beside=beside.id)
    return _sealed(row, bundle, now)


def _check_both(row: HomeVisit, by: Actor, beside: Actor) -> None:
    """Both go, both signed in, and they are two."""
    check_goes(row, by)
    if beside.id == by.id or beside.kind is not ActorKind.STAFF or beside.id not in row.staff:
        raise refusals.SecondPersonNeeded
    for one in (by, beside):
        check_may(one, Right.IDENTITY_SERVE, row.issuer)


def _sealed(row: HomeVisit, bundle: Bundle, now: datetime) -> PackedView:
    plain = json.dumps(_told(row, bundle, now), ensure_ascii=False).encode()
    box = boxes.seal_to(bundle.device_public, plain, about=bundle.about("bundle"))
    return PackedView(bundle=str(bundle), box=box, expires_at=bundle.expires_at)


def _told(row: HomeVisit, bundle: Bundle, now: datetime) -> dict[str, Any]:
    """No name but the one at the door: the document is shown to them there."""
    begins, ends = row.span
    door = row.told_door()
    assert door is not None, "an open visit has its door"
    known, (_, asks) = handles(row.staff), policy_of(row, now)
    return {
        "bundle": str(bundle),
        "number": row.number,
        "server": b64encode(bundle.server_public).decode(),
        "begins_at": begins.isoformat(),
        "ends_at": ends.isoformat(),
        "expires_at": bundle.expires_at.isoformat(),
        "zone": issuer(row.issuer).zone,
        "staff": [known.get(one, one) for one in row.staff],
        "code": door[1],
        "door": {
            "name": door[0].name,
            "address": door[0].address,
            "phone": door[0].phone,
            "note": door[0].note,
        },
        "documents": bundles.wanted(asks),
        "face": find_consent(row.holder_id, purpose=Consent.FACE, issuer=row.issuer) is not None,
    }
