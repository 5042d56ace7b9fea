"""Begins a verification for a product, or goes on with the one that is there."""

from datetime import datetime

from django.db import IntegrityError, transaction
from django.db.models import QuerySet

from yika.domain.identity.models import Verification
from yika.domain.identity.queries.verifications import view
from yika.domain.identity.rules.review import access, policy, refusals
from yika.domain.identity.rules.review.cases import new_case
from yika.domain.identity.rules.review.states import OPEN, Act
from yika.domain.identity.rules.review.views import VerificationView
from yika.domain.identity.verifying.asked import Asked, asked
from yika.domain.identity.verifying.folder import Folder, Visit, note, policy_text
from yika.domain.identity.verifying.settling import let_go
from yika.domain.issuers.queries import issuer as find_house
from yika.domain.people import actions as people
from yika.domain.people.queries import holder as find_holder
from yika.domain.people.queries import seen_holder
from yika.kit import ids
from yika.kit.actor import Actor, ActorKind
from yika.products.tables.real_name import RealName

ATTEMPTS = 5


def begin_verification(  # noqa: PLR0913  all that it is about
    *,
    holder: str,
    issuer: str,
    product: str,
    edition: int,
    real_name: RealName,
    document: str,
    subject: str = "",
    by: Actor,
    now: datetime,
    request_id: str,
) -> VerificationView:
    """Begin to prove who a holder is, with this document, under this policy.

    `subject` names the errand or the card it is for, if it is for one. What is open for the same
    thing goes on, also on another face; one with another document or edition is replaced. Safe
    to repeat.
    """
    house, visit = find_house(issuer), Visit(by, now, request_id)
    _check_who(holder, by, house.code)
    if real_name.need == "never":
        raise refusals.NotNeeded
    chosen = policy.first_document(real_name, document)
    row = Verification(
        case=new_case(),
        holder=ids.read("hld", holder),
        issuer=house.code,
        product=product,
        edition=edition,
        subject=subject,
        policy=policy_text(real_name),
        channel=by.channel.value,
        document=chosen,
        begun_at=now,
    )
    request = asked(request_id, "begin", holder, house.code, product, edition, chosen, subject)
    row.request, row.digest = request.request, request.digest
    return view(_kept(row, visit, request), by=by, now=now)


def _check_who(holder: str, by: Actor, issuer: str) -> None:
    access.check_gives(by, access.Standing(issuer, holder))
    if by.kind in access.OFFICE:
        seen_holder(holder, by)
    elif by.kind is ActorKind.DEVICE:
        raise refusals.NotTheHolder


def _kept(row: Verification, visit: Visit, request: Asked) -> Folder:
    """Keep it under a number that nothing else has; or find what is there already."""
    for attempt in range(1, ATTEMPTS + 1):
        if seen := _seen(request) or _open_one(row):
            return seen
        try:
            return _keep_once(row, visit, request)
        except IntegrityError:
            row.case = new_case()
            if attempt == ATTEMPTS:
                raise
    raise AssertionError("the last attempt answers or raises")


@transaction.atomic
def _keep_once(row: Verification, visit: Visit, request: Asked) -> Folder:
    if there := _replaced(row, visit):
        return there
    folder = Folder(row)
    row.version, row._state.adding = 0, True
    row.save(force_insert=True)
    folder.rest(visit.now)
    folder.write(Act.BEGUN, visit, asked=request)

    holder = find_holder(folder.holder, now=visit.now).id
    people.acquaint(
        holder=holder, issuer=row.issuer, by=visit.by, now=visit.now, request_id=visit.request_id
    )
    note("identity.begun", folder, visit, holder=folder.holder, document=row.document)
    return folder


def _replaced(row: Verification, visit: Visit) -> Folder | None:
    """What is open already; what is open for another document or edition ends."""
    for old in _same_thing(row).select_for_update():
        folder = Folder(old, list(old.turns.order_by("version")))
        if (old.document, old.edition) == (row.document, row.edition):
            return folder
        let_go(folder, visit, keep=folder.policy.keep_refused)
        folder.write(Act.SUPERSEDED, visit)
        note("identity.superseded", folder, visit)
    return None


def _same_thing(row: Verification) -> QuerySet[Verification]:
    return Verification.objects.filter(
        holder=row.holder,
        issuer=row.issuer,
        product=row.product,
        subject=row.subject,
        state__in=[state.value for state in OPEN],
    )


def _open_one(row: Verification) -> Folder | None:
    found = _same_thing(row).filter(document=row.document, edition=row.edition).first()
    return Folder(found, list(found.turns.order_by("version"))) if found else None


def _seen(request: Asked) -> Folder | None:
    """What this request began before. The same request id for something else is refused."""
    row = Verification.objects.filter(request=request.request).first()
    if row is None:
        return None
    if bytes(row.digest) not in request.digests:
        raise refusals.RequestReused
    return Folder(row, list(row.turns.order_by("version")))
