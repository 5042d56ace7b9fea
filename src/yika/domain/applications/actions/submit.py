"""Takes in an application, once all its steps are done."""

from datetime import datetime

from django.db import IntegrityError, transaction

from yika.domain.applications import queries, rules
from yika.domain.applications.actions.keeping.step import check_outlet, later, sealed, take_step
from yika.domain.applications.actions.keeping.tell import tell
from yika.domain.applications.models import Application
from yika.domain.applications.rules import Act, ApplicationView, Receipt, State, Way
from yika.domain.applications.rules.receipt import check_receipt
from yika.domain.cards import actions as cards
from yika.domain.people.actions import acquaint
from yika.kit import ids
from yika.kit.actor import WORKER, Actor


@transaction.atomic
def submit_application(  # noqa: PLR0913  an application is many things at once
    *,
    errand: str,
    case: str,
    about: str,
    holder: str,
    receipt: Receipt,
    card: str = "",
    by: Actor,
    now: datetime,
    request_id: str,
) -> ApplicationView:
    """Take in an application for a kind of card, `issuer/product`, as an errand has led to it.

    Refused when that kind is not offered any more, and while another one of the same holder is
    open. A card whose number was chosen is kept for him. Safe to repeat: an errand leads to one.
    """
    if seen := Application.objects.filter(errand=ids.read("err", errand)).first():
        return queries.as_view(seen, by)

    offer = queries.offer(about, now=now)
    policy = offer.policy
    receipt = check_receipt(receipt, policy.ways)
    check_outlet(receipt, offer.issuer)
    check_no_other(about, holder=holder)

    row = Application(
        case=case,
        errand=ids.read("err", errand),
        issuer=offer.issuer,
        product=offer.product.code,
        edition=offer.product.edition,
        holder=ids.read("hld", holder),
        way=receipt.way.value,
        outlet=ids.read("out", receipt.outlet) if receipt.outlet else None,
        state=offer.begins_as.value,
        submitted_at=now,
        due_at=later(now, policy.due),
    )
    row.address = sealed(receipt, row.address_place)
    _keep(row, card, now=now, request_id=request_id)
    _insert(row, about, holder)

    acquaint(holder=holder, issuer=row.issuer, by=by, now=now, request_id=request_id)
    take_step(row, Act.SUBMITTED, State(row.state), by=by, now=now, request_id=request_id)
    tell(row, "application-received", now=now)
    return queries.as_view(row, by)


def check_no_other(about: str, *, holder: str) -> None:
    """Refuse a holder who waits for a card of this kind already."""
    issuer, _, product = about.partition("/")
    open_ = Application.objects.filter(
        holder=ids.read("hld", holder), issuer=issuer, product=product, ended_at=None
    ).first()
    if open_:
        raise rules.AlreadyApplied(case=open_.case)


def _keep(row: Application, card: str, *, now: datetime, request_id: str) -> None:
    """The card whose number was chosen: it is prepared where it lies."""
    if not card:
        return
    holder = ids.show("hld", row.holder)
    kept = cards.keep_card(card=card, holder=holder, by=WORKER, now=now, request_id=request_id)
    if row.way == Way.COLLECT and row.outlet != ids.read("out", kept.outlet):
        raise rules.OutletNotOpen
    row.card, row.number_chosen = ids.read("card", card), True
    row.outlet = ids.read("out", kept.outlet)


def _insert(row: Application, about: str, holder: str) -> None:
    """The database lets one be open; whoever lost the race is told like whoever came late."""
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError:
        check_no_other(about, holder=holder)
        raise
