"""Changes what an issuer tells its holders about itself."""

from datetime import datetime

from django.db import transaction

from yika.domain.issuers import queries, rules
from yika.domain.issuers.actions.change import changes
from yika.domain.issuers.models import Issuer
from yika.domain.issuers.queries import IssuerView
from yika.domain.issuers.rules import IssuerKind, Text
from yika.domain.journal.actions import record
from yika.kit.actor import Actor, check_may


@transaction.atomic
def change_issuer(
    *,
    issuer: str,
    name: Text | None = None,
    kind: IssuerKind | None = None,
    hotline: str | None = None,
    seal: str | None = None,
    by: Actor,
    now: datetime,
    request_id: str,
) -> IssuerView:
    """Change an issuer; what is not named stays. Its code and its zone never change.

    Safe to repeat: what already is so is not changed again.
    """
    row = Issuer.objects.select_for_update().filter(code=issuer).first()
    if row is None or not by.sees(issuer):
        raise rules.UnknownIssuer(issuer=issuer)

    check_may(by, rules.OUTLETS_MANAGE, issuer)
    given = {"kind": kind, "hotline": hotline, "seal": seal}
    if name is not None:
        given |= {"name_en": name.en, "name_zh": name.zh_hans}
    before, after = changes(row, given)
    if not after:
        return queries.issuer_view(row)
    rules.check_issuer(
        name=Text(row.name_en, row.name_zh), hotline=row.hotline, zone=row.zone, seal=row.seal
    )

    row.save(update_fields=list(after))

    record(
        "issuer.changed",
        subject=issuer,
        issuer=issuer,
        by=by,
        now=now,
        request_id=request_id,
        before=before,
        after=after,
    )
    return queries.issuer_view(row)
