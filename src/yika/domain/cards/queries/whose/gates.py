"""Whether the holder of a card is known well enough for what he wants to do with it."""

from datetime import datetime

from yika.domain.cards.models import Card, Stop
from yika.domain.cards.queries import scope
from yika.domain.cards.rules.names import RealNameNeeded
from yika.domain.cards.rules.states import State
from yika.domain.cards.rules.stops import Credential, StopKind
from yika.domain.identity.rules.review.policy import Moment, is_needed
from yika.domain.organizations import queries as organizations
from yika.products.product import CardProduct
from yika.products.tables.real_name import RealName

USED = (State.ACTIVE.value, State.BLOCKED.value)


def check_real_name(row: Card, product: CardProduct, *, holder: str, now: datetime) -> None:
    """Refuse to activate a card for somebody whom its issuer has to know first."""
    policy = product.real_name
    if not is_known_enough(policy, holder, row.issuer, moment="activation", now=now):
        assert policy
        raise RealNameNeeded(issuer=row.issuer, product=row.product, level=policy.level)


def used_by(holders: frozenset[str], row: Card) -> int:
    """How many other cards of this kind these accounts have in use; what is lost for good is not.

    A card that is frozen or blocked still is somebody's.
    """
    keys = [scope.key_of("hld", one) for one in holders]
    used = Card.objects.filter(
        issuer=row.issuer,
        product=row.product,
        holder__in=keys,
        state__in=USED,
        activated_at__isnull=False,
    ).exclude(pk=row.pk)
    found = set(used.values_list("pk", flat=True))
    lost = Stop.objects.filter(
        card__in=found,
        kind=StopKind.LOSS_FORMAL.value,
        credential=Credential.ALL.value,
        ended_at=None,
    )
    return len(found - set(lost.values_list("card_id", flat=True)))


def is_known_enough(
    policy: RealName | None, holder: str, issuer: str, *, moment: Moment, now: datetime
) -> bool:
    """Whether the holder of such a card, if it has one, is known well enough at this moment."""
    if not holder:
        return not is_needed(policy, moment)
    return organizations.is_enough(policy, holder, issuer, moment=moment, now=now)
