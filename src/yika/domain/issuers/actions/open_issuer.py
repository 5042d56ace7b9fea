"""Lets an organization issue cards here."""

from datetime import datetime

from django.db import IntegrityError, transaction

from yika.domain.issuers import queries, rules
from yika.domain.issuers.models import Issuer
from yika.domain.issuers.queries import IssuerView
from yika.domain.issuers.rules import IssuerKind, Text
from yika.domain.journal.actions import record
from yika.kit import ids
from yika.kit.actor import Actor, check_may

ASKED = ("code", "name_en", "name_zh", "kind", "hotline", "zone", "seal")


@transaction.atomic
def open_issuer(  # noqa: PLR0913  all that is known of an issuer from its first day
    *,
    code: str,
    name: Text,
    kind: IssuerKind,
    hotline: str,
    zone: str,
    seal: str,
    by: Actor,
    now: datetime,
    request_id: str,
) -> IssuerView:
    """Open an issuer. Only who runs the installation may; its zone stays for life.

    Safe to repeat: the same `request_id` gives the same issuer.
    """
    row = Issuer(
        code=code,
        name_en=name.en,
        name_zh=name.zh_hans,
        kind=kind,
        hotline=hotline,
        zone=zone,
        seal=seal,
        created_at=now,
        created_by_request=ids.request_key(request_id),
    )
    if seen := _seen(row):
        return seen

    check_may(by, rules.ISSUERS_OPEN, code)
    rules.check_code(code)
    rules.check_issuer(name=name, hotline=hotline, zone=zone, seal=seal)

    if seen := _insert(row):
        return seen

    record(
        "issuer.opened",
        subject=code,
        issuer=code,
        by=by,
        now=now,
        request_id=request_id,
        facts={"kind": row.kind, "zone": zone, "hotline": hotline},
    )
    return queries.issuer_view(row)


def _seen(row: Issuer) -> IssuerView | None:
    """What this request opened before. The same request id for something else is refused."""
    seen = Issuer.objects.filter(created_by_request=row.created_by_request).first()
    if seen is None:
        return None
    if any(getattr(seen, name) != getattr(row, name) for name in ASKED):
        raise rules.RequestReused
    return queries.issuer_view(seen)


def _insert(row: Issuer) -> IssuerView | None:
    """Store the row; gives back what the same request has stored at this very moment instead."""
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError as error:
        if seen := _seen(row):
            return seen
        raise rules.CodeTaken(name=row.code) from error
    return None
