"""Who may know of which cards: their issuers and holders are held against who asks, only here."""

from uuid import UUID

from yika.domain.cards import rules
from yika.domain.cards.models import Card
from yika.domain.staff.rules import Right
from yika.kit import ids
from yika.kit.actor import Actor, ActorKind, check_may
from yika.kit.errors import NotFound

WITH_RIGHTS = frozenset({ActorKind.STAFF, ActorKind.API_KEY})


def key_of(prefix: str, text: str, *, otherwise: type[NotFound] = rules.UnknownCard) -> UUID:
    """The key behind a public id; the refusal for anything that is none."""
    try:
        return ids.read(prefix, text)
    except ValueError:
        raise otherwise from None


def check_sees(card: Card, by: Actor) -> None:
    """Refuse a card of another issuer, or of another holder, as if it did not exist.

    A visitor who has not signed in yet may look at the card in his hands.
    """
    if is_of_another(card, by) if is_holder(by) else not by.sees(card.issuer):
        raise rules.UnknownCard
    check_views(by)


def check_serves(card: Card, by: Actor) -> None:
    """Refuse who may not change the card, and staff and programs that serve nobody."""
    if not may_touch(card, by):
        raise rules.UnknownCard
    if by.kind in WITH_RIGHTS:
        check_may(by, Right.ERRANDS_SERVE, card.issuer)


def may_touch(card: Card, by: Actor) -> bool:
    """Whether who asks may change anything of the card at all.

    A holder his own; he and a visitor also one that is still to be activated, which shows later
    whose it becomes. Everybody else those of his issuer.
    """
    if not is_holder(by):
        return by.sees(card.issuer)
    return is_own(card, by) or (card.activated_at is None and not is_of_another(card, by))


def check_views(by: Actor) -> None:
    """Refuse staff and programs without the right to look at cards. Machines have no rights."""
    if by.kind in WITH_RIGHTS:
        check_may(by, Right.CARDS_VIEW, by.issuer)


def is_of_another(card: Card, by: Actor) -> bool:
    """Whether a card belongs to somebody else than this holder."""
    return card.holder is not None and is_known(by) and not is_own(card, by)


def is_own(card: Card, by: Actor) -> bool:
    """Whether who asks is the holder of the card."""
    return is_holder(by) and bool(card.holder) and holder_id(card) == by.id


def is_holder(by: Actor) -> bool:
    """Whether it is a holder or a visitor, who sees cards by what they are, not by an issuer."""
    return by.kind is ActorKind.HOLDER


def is_known(by: Actor) -> bool:
    """Whether a holder has signed in; before, he is only a visitor."""
    return is_holder(by) and by.id.startswith("hld_")


def signed_in(by: Actor) -> str:
    """The public id of a holder; a visitor has to sign in first, cards are nothing to him."""
    if not is_known(by):
        raise rules.UnknownCard
    return by.id


def holder_id(card: Card) -> str:
    """The public id of the holder; empty where there is none."""
    return ids.show("hld", card.holder) if card.holder else ""


def outlet_id(card: Card) -> str:
    """The public id of the outlet; empty where there is none."""
    return ids.show("out", card.outlet) if card.outlet else ""


def check_at_outlet(outlet: UUID | None, by: Actor) -> None:
    """Refuse who works at another outlet. Whoever works at none acts for all of them."""
    if by.outlet and (outlet is None or ids.show("out", outlet) != by.outlet):
        raise rules.OtherOutlet
