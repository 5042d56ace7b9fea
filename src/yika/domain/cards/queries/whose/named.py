"""All cards in somebody's name, over all issuers: for himself, after a fresh proof."""

from collections.abc import Iterable
from datetime import datetime

from yika.domain.cards import rules
from yika.domain.cards.models import Card, Stop
from yika.domain.cards.queries import scope
from yika.domain.cards.queries.cards import as_card_views
from yika.domain.cards.rules.names import SEES_OTHERS_FROM, InMyName, NamedCard
from yika.domain.cards.rules.states import Reason, State
from yika.domain.cards.rules.stops import StopKind, standing
from yika.domain.identity import queries as identity
from yika.domain.people.queries import proven_contact
from yika.domain.people.rules import Purpose, UnknownCode
from yika.kit.actor import WORKER, Actor

IN_NAME = (State.HANDED_OUT.value, State.ACTIVE.value, State.BLOCKED.value)


def in_my_name(*, proof: str, by: Actor, now: datetime) -> InMyName:
    """The cards of a holder under this and every other account of his; numbers are masked.

    `proof` is a code to step up that he has used a moment ago, or he is refused. What is under
    other accounts is only for whom staff of some issuer have seen with his document.
    """
    check_himself(by, proof, now=now)
    return named_cards(by, now=now)


def named_cards(by: Actor, *, now: datetime) -> InMyName:
    """The same for whom it is certain that he is there himself. For this noun only."""
    whole = identity.is_known_at(by.id, level=SEES_OTHERS_FROM, now=now)
    found = as_named(_rows(by.id, now=now), by)
    return InMyName(cards=tuple(found), whole=whole)


def named_row(card: str, by: Actor, *, now: datetime) -> Card:
    """One of these cards; UnknownCard for any other. For this noun only."""
    key = scope.key_of("card", card)
    row = next((row for row in _rows(by.id, now=now) if row.pk == key), None)
    if row is None:
        raise rules.UnknownCard
    return row


def as_named(rows: Iterable[Card], by: Actor) -> list[NamedCard]:
    """Rows as their person may see them: of another account neither labels nor who it is."""
    rows = list(rows)
    gone = disowned(rows, by)
    return [
        NamedCard(
            id=view.id,
            issuer=view.issuer,
            product=view.product,
            name=view.name,
            masked_number=view.masked_number,
            standing=standing(view.state, view.stops, own=view.holder == by.id),
            since=view.activated_at,
            mine=view.holder == by.id,
            disowned=row.pk in gone,
        )
        for row, view in zip(rows, as_card_views(rows, WORKER), strict=True)
    ]


def disowned(rows: Iterable[Card], by: Actor) -> set[object]:
    """The keys of those cards that are stopped because this holder did not apply for them."""
    stops = Stop.objects.filter(
        card__in=[row.pk for row in rows],
        kind=StopKind.BLOCKED.value,
        reason=Reason.DISOWNED.value,
        actor_id=by.id,
        ended_at=None,
    )
    return set(stops.values_list("card_id", flat=True))


def check_himself(by: Actor, proof: str, *, now: datetime) -> None:
    """Refuse anybody but a holder who has just shown that he still reads what we send him."""
    if not scope.is_known(by):
        raise rules.UnknownCard
    try:
        proven = proven_contact(proof, purpose=Purpose.STEP_UP, now=now)
    except UnknownCode:
        raise rules.ProofNeeded from None
    if proven.holder != by.id:
        raise rules.ProofNeeded


def _rows(holder: str, *, now: datetime) -> list[Card]:
    same = identity.same_person_anywhere(holder, level=SEES_OTHERS_FROM, now=now)
    keys = [scope.key_of("hld", one) for one in same]
    rows = Card.objects.filter(holder__in=keys, state__in=IN_NAME)
    return list(rows.order_by("issuer", "product", "id"))
