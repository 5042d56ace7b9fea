"""Loss: a card that is gone is stopped, for a time or for good."""

from yika.domain.cards import actions, queries
from yika.domain.cards.rules import CardView, OtherHolder, UnknownCard
from yika.domain.cards.rules.stops import AlreadyReported, Credential, LossNotTaken
from yika.domain.errands.kinds.kind import Beginning, Kind
from yika.domain.errands.rules.guides import Note, Terms
from yika.domain.errands.rules.losses import How, lost_at
from yika.domain.errands.rules.plan import Plan, Planned
from yika.domain.errands.rules.refusals import NotHere
from yika.domain.errands.steps.step import Stand, Visit
from yika.domain.issuers import queries as issuers
from yika.domain.staff.rules import Right
from yika.kit.actor import WORKER, Actor, ActorKind, check_may
from yika.kit.errors import gettext_noop
from yika.products.product import CardProduct
from yika.products.tables.loss import Loss as Policy
from yika.products.tables.span import Span

AT_ONCE = gettext_noop("The card is stopped at once, and what is on it is kept for you.")
BY_ITSELF = gettext_noop("A temporary report ends by itself after {time}; a formal one never.")
UNTIL_THEN = gettext_noop(
    "Where there is no line ({who}) it may take up to {time} until the card is stopped."
)


class Loss(Kind):
    name = "loss"
    title = gettext_noop("Report a lost card")

    def begin(self, subject: str, holder: str, visit: Visit) -> Beginning:
        """Refuse what cannot be reported, and whoever has not shown that the card is his."""
        card = queries.card(subject, WORKER)
        _check_his(card, holder, visit.by)
        queries.loss_offer(subject, WORKER, now=visit.now)
        if any(stop.is_loss and stop.credential is Credential.ALL for stop in card.stops):
            raise AlreadyReported
        return Beginning(
            subject=card.id, issuer=card.issuer, product=queries.product_of(card), card=card.id
        )

    def check_holder(self, at: Stand, holder: str) -> None:
        if queries.card(at.card, WORKER).holder != holder:
            raise OtherHolder

    def plan(self, product: CardProduct) -> Plan:
        return tuple(Planned(name) for name in _policy(product).steps)

    def rests(self, product: CardProduct) -> Span:
        return _policy(product).expires

    def terms(self, product: CardProduct) -> Terms:
        policy = _policy(product)
        notes = [Note(AT_ONCE)]
        if policy.temporary:
            notes.append(Note(BY_ITSELF, time=policy.temporary))
        if policy.window:
            notes.append(Note(UNTIL_THEN, time=policy.window, who=policy.offline))
        return Terms(rests=policy.expires, notes=tuple(notes))

    def finish(self, at: Stand) -> None:
        told, zone = at.carried, issuers.issuer(at.issuer).zone
        actions.report_loss(
            card=at.card,
            formal=told["how"] == How.FORMAL,
            credential=told["part"],
            lost_at=lost_at(told["lost_on"], zone=zone) if "lost_on" in told else None,
            note=told.get("note", ""),
            **at.visit.who,
        )


def _check_his(card: CardView, holder: str, by: Actor) -> None:
    """A holder reports his own card only; staff one of their issuer, for whose it is."""
    if by.kind is ActorKind.DEVICE:
        raise NotHere
    if by.kind is ActorKind.HOLDER and card.holder != by.id:
        raise UnknownCard
    if by.kind is not ActorKind.HOLDER:
        if not by.sees(card.issuer):
            raise UnknownCard
        check_may(by, Right.CARDS_REPORT_LOSS, card.issuer)
    if holder and card.holder != holder:
        raise OtherHolder


def _policy(product: CardProduct) -> Policy:
    if product.loss is None:
        raise LossNotTaken
    return product.loss
