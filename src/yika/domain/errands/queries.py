"""Questions others may ask about errands. Each answer is made for the one who asks."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet

from yika.domain.applications.queries import applications_of
from yika.domain.applications.rules import OPEN as OPEN_APPLICATIONS
from yika.domain.cards import queries as cards
from yika.domain.cards.rules import State as CardState
from yika.domain.enquiries.queries import enquiries
from yika.domain.enquiries.rules.states import State as EnquiryState
from yika.domain.errands import telling
from yika.domain.errands.folder import folders_of, open_folder, opened
from yika.domain.errands.kinds.guides import guides_of
from yika.domain.errands.models import CaseNumber, Errand, ErrandTurn, FailedBegin
from yika.domain.errands.rules import access, cases, refusals
from yika.domain.errands.rules.asks import StepForm
from yika.domain.errands.rules.guides import CardGuide, Guide
from yika.domain.errands.rules.plan import State, Turn
from yika.domain.errands.rules.views import (
    ErrandLine,
    ErrandView,
    Found,
)
from yika.domain.errands.steps import STEPS
from yika.domain.identity.queries.retention import has_open_check, is_held
from yika.domain.identity.rules.retention.erasure import Obstacle
from yika.domain.organizations.queries import organizations_of
from yika.domain.outlets.queries import coming
from yika.domain.visits.queries import has_open_visit
from yika.kit import ids
from yika.kit.actor import Actor, ActorKind
from yika.kit.errors import Fault
from yika.products.product import CardProduct
from yika.products.tables.values import nearest, shown

LINES_MAX = 200
NOBODY = UUID(int=0)
ENDED_CARDS = frozenset({CardState.CLOSED, CardState.DESTROYED})
WITH_STEPS = ("activation", "application", "loss")
"""The tables of a product that name steps of an errand."""


def errand(errand: str, *, by: Actor, now: datetime) -> ErrandView:
    """One errand and what comes next in it, for this actor. UnknownErrand when not for him."""
    return telling.view(open_folder(errand, by=by), by=by, now=now)


def find_case(text: str, *, by: Actor, now: datetime) -> Found:
    """What a case number leads to, however it was typed; UnknownErrand when to nothing of his."""
    number = cases.find_case(text)
    kept = CaseNumber.objects.filter(number=number).first() if number else None
    if kept is None:
        raise refusals.UnknownErrand
    if kept.subject.startswith("err_"):
        return Found(errand=errand(kept.subject, by=by, now=now))
    row = FailedBegin.objects.get(pk=ids.read("trouble", kept.subject))
    mine = row.holder is not None and ids.show("hld", row.holder) == by.id
    if not (mine or access.looks_on(by, row.issuer)):
        raise refusals.UnknownErrand
    return Found(trouble=telling.trouble(row))


def open_errands(
    *,
    by: Actor,
    now: datetime,
    card: str = "",
    holder: str = "",
    limit: int = 50,
    after: str = "",
    before: str = "",
) -> list[ErrandLine]:
    """The open errands this actor may know of, the newest first: all, of a card, of a holder.

    `after` and `before` are errands of an earlier page; what is no id of one is passed over.
    """
    rows = _known_to(by).filter(state=State.OPEN.value, expires_at__gt=now)
    if card:
        rows = rows.filter(card=find_key("card", card) or NOBODY)
    if holder:
        rows = rows.filter(holder=find_key("hld", holder) or NOBODY)
    return [telling.line(folder) for folder in folders_of(_page(rows, limit, after, before))]


def errands_of(holder: str, *, by: Actor, limit: int = 50, after: str = "") -> list[ErrandLine]:
    """All errands of a holder that this actor may know of, ended ones too, the newest first."""
    rows = _known_to(by).filter(holder=find_key("hld", holder) or NOBODY)
    return [telling.line(folder) for folder in folders_of(_page(rows, limit, after, ""))]


def busy_holders(issuer: str, holders: Collection[UUID]) -> frozenset[UUID]:
    """Those of these holders who have an errand under way at the issuer."""
    rows = Errand.objects.filter(issuer=issuer, holder__in=holders, state=State.OPEN.value)
    return frozenset(holder for holder in rows.values_list("holder", flat=True) if holder)


def unfinished(holder: str, *, by: Actor, now: datetime) -> list[Obstacle]:
    """All that has to end, over all nouns, before this holder can be forgotten. For himself."""
    mine = cards.cards_of(holder, by)
    asked_for = applications_of(holder, by=by)
    stands = {
        Obstacle.HOLD: is_held(holder, now=now),
        Obstacle.OPEN_CHECKS: has_open_check(ids.read("hld", holder)),
        Obstacle.OPEN_CARDS: any(one.state not in ENDED_CARDS for one in mine),
        Obstacle.OPEN_ERRANDS: bool(open_errands(by=by, now=now, holder=holder, limit=1)),
        Obstacle.OPEN_APPLICATIONS: any(one.state in OPEN_APPLICATIONS for one in asked_for),
        Obstacle.OPEN_ENQUIRIES: bool(enquiries(by=by, now=now, state=EnquiryState.OPEN, limit=1)),
        Obstacle.COMING_APPOINTMENTS: bool(coming(holder, by=by, now=now)),
        Obstacle.ACTS_FOR_OTHERS: bool(organizations_of(by, now=now)),
        Obstacle.OPEN_VISIT: has_open_visit(holder),
    }
    return [one for one, there in stands.items() if there]


def history(errand: str, *, by: Actor) -> tuple[Turn, ...]:
    """Everything that happened in an errand, in its order."""
    return tuple(open_folder(errand, by=by).record)


def evidence(errand: str, *, by: Actor) -> Mapping[int, Mapping[str, str]]:
    """What the turns of an errand rest on, by version: which document was seen, which code used.

    For the staff of the issuer and for the holder; it names nobody.
    """
    row = open_folder(errand, by=by).row
    turns = ErrandTurn.objects.filter(errand=row, facts__isnull=False).order_by("version")
    return {turn.version: opened(turn.facts, where=turn.where) for turn in turns}


def forms() -> Mapping[str, tuple[type[StepForm], ...]]:
    """The forms of every step, for whoever describes them to programs."""
    return {name: step.forms() for name, step in STEPS.items()}


def card_guides(*, now: datetime, issuer: str | None = None) -> list[CardGuide]:
    """The guides of every kind of card on offer, of one issuer or of all. Anybody may read them."""
    return [
        CardGuide(one.issuer, one.product, guides_of(one.product))
        for one in cards.editions_on_offer(now=now, issuer=issuer)
    ]


def card_guide(issuer: str, product: str, *, now: datetime) -> CardGuide:
    """The guides of one kind of card; UnknownGuide when it is not on offer."""
    for one in card_guides(now=now, issuer=issuer):
        if one.code == product:
            return one
    raise refusals.UnknownGuide


def guide(card: CardGuide, kind: str) -> Guide:
    """The guide of one errand with a kind of card; UnknownGuide when there is no such errand."""
    for one in card.guides:
        if one.kind == kind:
            return one
    raise refusals.UnknownGuide


def policy_faults(product: CardProduct) -> list[Fault]:
    """Steps that a product's policy names and that are not here, with what was likely meant."""
    tables = [(table, getattr(product, table)) for table in WITH_STEPS]
    return [
        Fault(f"{product.code}.toml", f"{table}.steps", fault)
        for table, policy in tables
        if policy is not None
        for fault in _faults(policy.steps, has_card=table != "application")
    ]


def _faults(names: Sequence[str], *, has_card: bool) -> Iterator[str]:
    known = has_card
    for name in names:
        step = STEPS.get(name)
        if step is None:
            yield _no_such_step(name)
        elif step.of_card and not has_card:
            yield f"`{name}` needs a card, which there is none of yet"
        elif step.of_holder and not known:
            yield f"`{name}` needs somebody who is known: put `one-time-code` before it"
        known = known or (step is not None and step.finds_holder)


def _no_such_step(name: str) -> str:
    meant = nearest(name, STEPS)
    hint = f"did you mean `{meant}`?" if meant else f"there are {', '.join(STEPS)}"
    return f"no such step as {shown(name)}; {hint}"


def _known_to(by: Actor) -> QuerySet[Errand]:
    """Those that exist for this actor: his own, those at this machine, those of his issuer."""
    rows = Errand.objects.all()
    match by.kind:
        case ActorKind.SYSTEM:
            return rows
        case ActorKind.HOLDER:
            return rows.filter(holder=find_key("hld", by.id) or NOBODY)
        case ActorKind.DEVICE:
            return rows.filter(issuer=by.issuer, machine=find_key("dev", by.id) or NOBODY)
        case _:
            access.check_looks(by)
            return rows.filter(issuer=by.issuer)


def _page(rows: QuerySet[Errand], limit: int, after: str, before: str) -> list[Errand]:
    most = min(limit, LINES_MAX)
    if above := find_key("err", before):
        return list(rows.filter(pk__gt=above).order_by("id")[:most])[::-1]
    if below := find_key("err", after):
        rows = rows.filter(pk__lt=below)
    return list(rows.order_by("-id")[:most])


def find_key(prefix: str, shown: str) -> UUID | None:
    """The key behind a public id; None for anything that is none."""
    try:
        return ids.read(prefix, shown)
    except ValueError:
        return None
