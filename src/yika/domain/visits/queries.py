"""Questions others may ask about home visits. Each answer is made for the one who asks."""

from collections.abc import Collection, Iterable
from datetime import datetime
from uuid import UUID

from django.db.models import Q

from yika.domain.cards import queries as cards
from yika.domain.issuers import queries as issuers
from yika.domain.issuers.queries import OutletView
from yika.domain.issuers.rules import Service
from yika.domain.people.queries import handles
from yika.domain.staff.queries import staff_of
from yika.domain.staff.rules import Right
from yika.domain.visits.keeping.reach import key, reached
from yika.domain.visits.models import Bundle, HomeVisit
from yika.domain.visits.rules import bundles
from yika.domain.visits.rules.bundles import Why
from yika.domain.visits.rules.refusals import UnknownVisit
from yika.domain.visits.rules.states import TAKES_TIME, Purpose, State
from yika.domain.visits.rules.views import HeldView, ReturnedView, VisitView
from yika.domain.visits.rules.wishes import Door, Part
from yika.kit.actor import WORKER, Actor, ActorKind, check_may
from yika.products.product import CardProduct

LIMIT = 50


def offering(issuer: str) -> list[OutletView]:
    """The outlets from which somebody comes home to holders of an issuer. Anybody may know."""
    return issuers.directory(issuer, Service.HOME_VISIT)


def provable(issuer: str, *, now: datetime) -> list[CardProduct]:
    """The kinds of card for which a name can be proven at home. Anybody may know."""
    if not offering(issuer):
        return []
    return [
        one.product
        for one in cards.editions_on_offer(now=now, issuer=issuer)
        if one.product.real_name and one.product.real_name.need != "never"
    ]


def visit(id: str, *, by: Actor) -> VisitView:  # noqa: A002  it is the visit's
    """One visit; UnknownVisit for whom it is not."""
    return view(reached(id, by=by), by=by)


def visits_of(holder: str, *, by: Actor) -> list[VisitView]:
    """All visits of a holder, the newest first: his own, for staff those of their issuer."""
    rows = HomeVisit.objects.filter(holder=key("hld", holder, UnknownVisit))
    if by.kind is ActorKind.HOLDER:
        rows = rows if by.id == holder else rows.none()
    elif by.kind is not ActorKind.SYSTEM:
        check_may(by, Right.VISITS_SERVE, by.issuer)
        rows = rows.filter(issuer=by.issuer)
    return [view(row, by=by) for row in rows.order_by("-id")]


def has_open_visit(holder: str) -> bool:
    """Whether somebody waits for a visit, which has to end before he can be forgotten."""
    rows = HomeVisit.objects.filter(holder=key("hld", holder, UnknownVisit), ended_at=None)
    return rows.exists()


def busy_holders(issuer: str, holders: Collection[UUID]) -> frozenset[UUID]:
    """Those of these holders who wait for a visit of the issuer."""
    rows = HomeVisit.objects.filter(issuer=issuer, holder__in=holders, ended_at=None)
    return frozenset(rows.values_list("holder", flat=True))


def visits(*, by: Actor, state: str = "", limit: int = LIMIT, after: str = "") -> list[VisitView]:
    """The visits of an issuer for its staff, the newest first."""
    check_may(by, Right.VISITS_SERVE, by.issuer)
    rows = HomeVisit.objects.filter(issuer=by.issuer)
    if state == "held":
        rows = rows.filter(bundles__in=_held())
    elif state:
        rows = rows.filter(state=state)
    if after:
        rows = rows.filter(pk__lt=key("vis", after, UnknownVisit))
    return [view(row, by=by) for row in rows.order_by("-id")[:limit]]


def my_visits(*, by: Actor) -> list[VisitView]:
    """Those on which this member of staff goes, the next one first."""
    check_may(by, Right.VISITS_SERVE, by.issuer)
    rows = HomeVisit.objects.filter(Q(first=by.id) | Q(second=by.id), issuer=by.issuer)
    open_ = rows.filter(state__in=TAKES_TIME).order_by("begins_at", "id")
    return [view(row, by=by) for row in open_[:LIMIT]]


def goers(*, by: Actor) -> dict[str, str]:
    """Who of an issuer may go on visits, by their ids, with what they are called."""
    check_may(by, Right.VISITS_SERVE, by.issuer)
    needed = {Right.VISITS_SERVE, Right.IDENTITY_SERVE}
    found = [one.standing for one in staff_of(WORKER, issuer=by.issuer)]
    names = handles(one.login for one in found if needed <= one.rights)
    return dict(sorted(names.items(), key=lambda one: one[1]))


def names_of(some: VisitView) -> tuple[str, ...]:
    """What those who go are called, as their badges say."""
    known = handles(some.staff)
    return tuple(known.get(one, one) for one in some.staff)


def view(row: HomeVisit, *, by: Actor) -> VisitView:
    """The visit as this actor sees it."""
    own = by.kind is ActorKind.HOLDER
    door, code = row.told_door() or (None, "")
    along = list(row.bundles.order_by("taken_at"))
    return VisitView(
        id=str(row),
        number=row.number,
        issuer=row.issuer,
        outlet=row.outlet_id,
        product=row.product,
        purpose=Purpose(row.purpose),
        holder=row.holder_id,
        state=State(row.state),
        days=row.wished,
        part=Part(row.part),
        door=door if own or door is None else _masked(door),
        begins_at=row.begins_at,
        ends_at=row.ends_at,
        zone=issuers.issuer(row.issuer).zone,
        staff=row.staff,
        code=code if own and State(row.state) in TAKES_TIME else "",
        verification=row.verification,
        troubles=tuple(row.troubles),
        packed_at=along[-1].taken_at if along else None,
        requested_at=row.requested_at,
        ended_at=row.ended_at,
        held=None if own else _waiting(along),
    )


def returned_view(row: HomeVisit) -> ReturnedView:
    """What became of what was brought back."""
    return ReturnedView(
        visit=str(row),
        state=State(row.state),
        verification=row.verification,
        troubles=tuple(row.troubles),
    )


def _masked(door: Door) -> Door:
    return Door(name="", address=door.masked, phone="", note="")


def _waiting(along: Iterable[Bundle]) -> HeldView | None:
    for one in along:
        if one.is_held and one.came_at:
            return HeldView(
                bundle=str(one),
                why=Why(one.why_held),
                at=one.came_at,
                by=one.came_by,
                until=one.waits_until(bundles.HELD_FOR),
            )
    return None


def _held() -> object:
    return Bundle.objects.exclude(why_held="").filter(settled_at=None)
