"""Questions others may ask about applications. Each answer is made for the one who asks."""

import json
import re
from collections.abc import Collection, Iterable
from dataclasses import replace
from datetime import datetime
from uuid import UUID

from django.db.models import Q, QuerySet

from yika.domain.applications import rules
from yika.domain.applications.models import Application, ApplicationStep
from yika.domain.applications.rules import (
    OPEN,
    WORK,
    Act,
    ApplicationView,
    Offer,
    Receipt,
    State,
    StepLine,
    Way,
)
from yika.domain.cards import queries as cards
from yika.domain.cards.queries import Sold, products_sold
from yika.domain.staff.rules import Right
from yika.domain.vault.queries import keyring
from yika.kit import envelope, ids
from yika.kit.actor import WORKER, Actor, ActorKind, check_may
from yika.products.product import CardProduct
from yika.products.tables.application import Application as Policy

LIMIT = 50
ABOUT = re.compile(r"[a-z0-9-]{1,48}/[a-z0-9-]{1,40}")
NOBODY = UUID(int=0)


def offers(*, now: datetime, issuer: str | None = None) -> list[Offer]:
    """Every kind of card that can be applied for now. Anybody may know."""
    return [
        Offer(one.issuer, one.product, one.product.application)
        for one in cards.editions_on_offer(now=now, issuer=issuer)
        if one.product.application is not None
    ]


def offer(about: str, *, now: datetime) -> Offer:
    """The one that is named `issuer/product`; NotOffered when it is not, or not any more."""
    if not ABOUT.fullmatch(about):
        raise rules.NotOffered
    issuer, _, product = about.partition("/")
    found = cards.find_edition_in_force(issuer, product, cards.today(issuer, now))
    if found is None or found.product.application is None:
        raise rules.NotOffered
    return Offer(issuer, found.product, found.product.application)


def application(id: str, *, by: Actor) -> ApplicationView:  # noqa: A002  it is the application's
    """One application; UnknownApplication when it is not for the one who asks."""
    return as_view(row_of(id, by), by)


def of_errand(errand: str, *, by: Actor) -> ApplicationView:
    """What an errand has led to."""
    row = Application.objects.filter(errand=_key("err", errand)).first()
    return as_view(_seen(row, by), by)


def find_application(case: str, *, by: Actor) -> ApplicationView:
    """The application with this case number; a kiosk may ask, and is told no address."""
    row = Application.objects.filter(case=case).first()
    return as_view(_seen(row, by, by_case=True), by)


def history(id: str, *, by: Actor) -> list[StepLine]:  # noqa: A002  it is the application's
    """All that happened to an application, the oldest first."""
    row = row_of(id, by)
    steps = ApplicationStep.objects.filter(application=row).order_by("number")
    return [_line(step) for step in steps]


def ways(id: str, *, by: Actor) -> tuple[str, ...]:  # noqa: A002  it is the application's
    """How a card of this application may come to its holder."""
    return policy_of(row_of(id, by)).ways


def applications_of(holder: str, *, by: Actor) -> list[ApplicationView]:
    """What a holder has applied for, the newest first: his own, for staff those at their issuer."""
    rows = _known_to(by).filter(holder=_key("hld", holder))
    return as_views(rows.order_by("-id")[:LIMIT], by)


def busy_holders(issuer: str, holders: Collection[UUID]) -> frozenset[UUID]:
    """Those of these holders who have applied for a card of the issuer, and wait for it."""
    rows = Application.objects.filter(issuer=issuer, holder__in=holders, state__in=rules.OPEN)
    return frozenset(rows.values_list("holder", flat=True))


def applications(
    *,
    by: Actor,
    now: datetime,
    state: str = "",
    outlet: str = "",
    late: bool = False,
    limit: int = LIMIT,
    after: str = "",
    before: str = "",
) -> list[ApplicationView]:
    """The applications this actor may know of, the newest first.

    With an outlet, those that are prepared there, and those that any outlet may send.
    """
    rows = _known_to(by)
    if state:
        rows = rows.filter(state=state)
    if outlet:
        rows = rows.filter(Q(outlet=_key("out", outlet)) | Q(outlet=None))
    if late:
        rows = rows.filter(state__in=[one.value for one in WORK], due_at__lt=now)
    if before:
        newer = list(rows.filter(pk__gt=_key("app", before)).order_by("id")[:limit])
        return as_views(newer[::-1], by)
    if after:
        rows = rows.filter(pk__lt=_key("app", after))
    return as_views(rows.order_by("-id")[:limit], by)


def to_do(*, by: Actor, outlet: str = "", limit: int = LIMIT) -> list[ApplicationView]:
    """What waits for the people of an outlet, the most urgent first."""
    open_ = [state.value for state in OPEN if state is not State.SENT]
    rows = _known_to(by).filter(state__in=open_)
    if outlet:
        rows = rows.filter(Q(outlet=_key("out", outlet)) | Q(outlet=None))
    return as_views(rows.order_by("due_at", "id")[:limit], by)


def late_count(*, by: Actor, now: datetime) -> int:
    """How many of the issuer wait for longer than was promised."""
    return _known_to(by).filter(state__in=[one.value for one in WORK], due_at__lt=now).count()


def row_of(id: str, by: Actor) -> Application:  # noqa: A002  it is the application's
    """The row of an application, for this noun only."""
    return _seen(Application.objects.filter(pk=_key("app", id)).first(), by)


def check_sees(row: Application, by: Actor) -> None:
    """Refuse what is not for the one who asks, as if it did not exist."""
    _seen(row, by)


def as_view(row: Application, by: Actor) -> ApplicationView:
    """One row as a value, with the masked number of its card. Whether he may ask is checked."""
    [view] = as_views([row], by)
    if row.card and by.kind is not ActorKind.DEVICE:
        card = cards.card(ids.show("card", row.card), WORKER)
        return replace(view, card=card.id, number=card.masked_number)
    return view


def as_views(rows: Iterable[Application], by: Actor) -> list[ApplicationView]:
    """Rows as values for the one who asks, for a list."""
    rows = list(rows)
    products = products_sold({_sold(row) for row in rows})
    return [_view(row, products[_sold(row)], by) for row in rows]


def receipt_of(row: Application) -> Receipt:
    """Where the card goes, opened, for this noun only."""
    outlet = ids.show("out", row.outlet) if row.outlet else ""
    told = {}
    if row.address:
        told = json.loads(envelope.open_(keyring(), row.address, where=row.address_place))
    return Receipt(way=Way(row.way), outlet=outlet, **told)


def policy_of(row: Application) -> Policy:
    """The table of the edition that was applied under."""
    return _policy(cards.product_sold(_sold(row)))


def _policy(product: CardProduct) -> Policy:
    assert product.application is not None  # nobody could have applied otherwise
    return product.application


def _sold(row: Application) -> Sold:
    return Sold(row.issuer, row.product, row.edition)


def _view(row: Application, product: CardProduct, by: Actor) -> ApplicationView:
    receipt = receipt_of(row)
    own = by.kind is ActorKind.HOLDER
    at_machine = by.kind is ActorKind.DEVICE
    return ApplicationView(
        id=str(row),
        case=row.case,
        issuer=row.issuer,
        product=row.product,
        edition=row.edition,
        name=product.name,
        holder="" if at_machine else ids.show("hld", row.holder),
        card=ids.show("card", row.card) if row.card and not at_machine else "",
        number="",
        number_chosen=row.number_chosen,
        receipt=receipt if own else Receipt(way=receipt.way, outlet=receipt.outlet),
        masked_address="" if at_machine else receipt.masked,
        documents=_policy(product).documents,
        state=State(row.state),
        reason=row.reason,
        carrier=row.carrier,
        tracking=row.tracking,
        submitted_at=row.submitted_at,
        due_at=row.due_at,
        collect_until=row.collect_until,
        ended_at=row.ended_at,
    )


def _line(step: ApplicationStep) -> StepLine:
    note = ""
    if step.note:
        note = envelope.open_(keyring(), step.note, where=step.note_place).decode()
    return StepLine(
        at=step.at,
        act=Act(step.act),
        after=State(step.after),
        reason=step.reason,
        note=note,
        actor_kind=step.actor_kind,
        actor=step.actor_id,
        channel=step.channel,
    )


def _seen(row: Application | None, by: Actor, *, by_case: bool = False) -> Application:
    if row is None or not _exists_for(row, by, by_case=by_case):
        raise rules.UnknownApplication
    if by.kind in {ActorKind.STAFF, ActorKind.API_KEY}:
        check_looks(by)
    return row


def _exists_for(row: Application, by: Actor, *, by_case: bool) -> bool:
    match by.kind:
        case ActorKind.HOLDER:
            return ids.show("hld", row.holder) == by.id
        case ActorKind.DEVICE:
            return by_case and by.sees(row.issuer)
        case _:
            return by.sees(row.issuer)


def _known_to(by: Actor) -> "QuerySet[Application]":
    rows = Application.objects.all()
    match by.kind:
        case ActorKind.SYSTEM:
            return rows
        case ActorKind.HOLDER:
            return rows.filter(holder=_key("hld", by.id))
        case ActorKind.DEVICE:
            return rows.none()
        case _:
            check_looks(by)
            return rows.filter(issuer=by.issuer)


def check_looks(by: Actor) -> None:
    """Refuse staff and programs that have nothing to do with applications."""
    if not by.may(Right.APPLICATIONS_SERVE, by.issuer):
        check_may(by, Right.APPLICATIONS_VIEW, by.issuer)


def _key(prefix: str, text: str) -> UUID:
    try:
        return ids.read(prefix, text)
    except ValueError:
        return NOBODY
