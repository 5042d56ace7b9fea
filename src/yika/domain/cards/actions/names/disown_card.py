"""Somebody finds a card in his name that he did not apply for: it is stopped and looked into."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext

from yika.domain.cards.actions.life.hold_card import hold_card
from yika.domain.cards.actions.life.tell_holder import tell_holder
from yika.domain.cards.actions.stops.hold import stops_of
from yika.domain.cards.actions.stops.place import place, placed_before
from yika.domain.cards.models import Card, Stop
from yika.domain.cards.queries import scope
from yika.domain.cards.queries.editions import zone_of
from yika.domain.cards.queries.sold import product_sold, sold_as
from yika.domain.cards.queries.whose.named import as_named, check_himself, disowned, named_row
from yika.domain.cards.rules import names
from yika.domain.cards.rules import stops as rules
from yika.domain.cards.rules.names import Disowned
from yika.domain.cards.rules.states import Reason, State
from yika.domain.cards.rules.stops import StopKind, policy
from yika.domain.enquiries.actions import ask_enquiry
from yika.domain.enquiries.rules.kinds import Kind, Topic
from yika.domain.enquiries.rules.questions import Asker, Question
from yika.domain.enquiries.rules.views import EnquiryView
from yika.domain.journal.actions import record
from yika.domain.vault.actions import spend_try
from yika.kit.actor import WORKER, Actor
from yika.kit.ids import request_key

SCOPE = "card.disown"


def disown_card(
    *,
    card: str,
    proof: str,
    words: str = "",
    address: str = "",
    by: Actor,
    now: datetime,
    request_id: str,
) -> Disowned:
    """Say that a card is in one's name without having applied for it.

    Its issuer gets a complaint to answer. The card is stopped for as long as one person may stop
    it, where the policy lets holders freeze such cards at all, and whoever has it is told.
    `proof` is a code to step up, used a moment ago. Counted, also when refused: never call this
    inside a transaction of your own. Safe to repeat: the same `request_id` is one complaint.
    """
    check_himself(by, proof, now=now)
    return disown(card=card, words=words, address=address, by=by, now=now, request_id=request_id)


def disown(
    *, card: str, words: str, address: str, by: Actor, now: datetime, request_id: str
) -> Disowned:
    """The same for whom it is certain that he is there himself. For this noun only."""
    row = named_row(card, by, now=now)
    if not _seen(row, request_id):
        spend_try(scope=SCOPE, subject=by.id, allowance=names.DISOWNED_BY_HOLDER, now=now)
        if disowned([row], by):
            raise names.AlreadyDisowned
    enquiry = ask_enquiry(
        issuer=row.issuer,
        question=_question(row, words),
        asker=Asker(),
        address=address,
        by=by,
        now=now,
        request_id=f"{request_key(request_id)}:enquiry",
    )
    with transaction.atomic():
        stop = _stop(card, enquiry, by=by, now=now, request_id=request_id)
    row.refresh_from_db()
    return Disowned(
        card=as_named([row], by)[0],
        stopped_until=stop.until if stop else None,
        enquiry=enquiry.id,
        number=enquiry.number,
    )


def _seen(row: Card, request_id: str) -> bool:
    return Stop.objects.filter(card=row, request=request_key(request_id)).exists()


def _question(row: Card, words: str) -> Question:
    said = gettext(names.NOT_APPLIED)
    return Question(
        kind=Kind.COMPLAINT.value,
        topic=Topic.CARD.value,
        words=f"{said}\n{words}".strip(),
        about=row.public_id,
    )


def _stop(
    card: str, enquiry: EnquiryView, *, by: Actor, now: datetime, request_id: str
) -> Stop | None:
    """Stop the card if it can be stopped; the complaint stands in any case."""
    row = hold_card(card, by=WORKER, now=now)
    if placed_before(row, StopKind.BLOCKED, by=by, request_id=request_id):
        return Stop.objects.get(card=row, request=request_key(request_id))
    product, zone = product_sold(sold_as(row)), zone_of(row.issuer)
    stop = None
    if product.freeze and len(stops_of(row, WORKER)) < policy.OPEN_MAX:
        policy.check_stoppable(State(row.state))
        stop = Stop(
            kind=StopKind.BLOCKED.value,
            reason=Reason.DISOWNED.value,
            until=rules.alone_until(product, now=now, zone=zone),
            everywhere_at=rules.everywhere_at(product, since=now, zone=zone),
        )
        place(row, stop, by=by, now=now, request_id=request_id)
        if scope.holder_id(row) != by.id:
            tell_holder(row, "card-disputed", reference=f"disputed:{stop}", now=now)
    record(
        "card.disowned",
        subject=card,
        issuer=row.issuer,
        by=by,
        now=now,
        request_id=request_id,
        facts={"enquiry": enquiry.id, "stop": str(stop) if stop else ""},
    )
    return stop
