"""What the steps of a real name share: the policy, who can do them, and what is under way."""

from yika.domain.errands.steps.step import Stand
from yika.domain.identity import queries
from yika.domain.identity.rules.review.refusals import NotNeeded
from yika.domain.identity.rules.review.views import VerificationView
from yika.domain.staff.rules import Right
from yika.kit.actor import WORKER, ActorKind, Channel
from yika.kit.errors import gettext_noop
from yika.products.product import CardProduct
from yika.products.tables.real_name import RealName

KIND = "real-name"
VERIFICATION = "verification"

FACES = frozenset({Channel.WEB, Channel.COUNTER, Channel.API})
HIMSELF = frozenset({ActorKind.HOLDER})
CLERK = frozenset({ActorKind.STAFF})
ANY_OF_THEM = frozenset({ActorKind.HOLDER, ActorKind.STAFF, ActorKind.API_KEY})
ELSEWHERE = gettext_noop("Continue on your phone or at a counter.")


def is_asked(product: CardProduct) -> bool:
    """Whether anybody has to prove who he is for cards of this kind."""
    return product.real_name is not None and product.real_name.need != "never"


def hints(product: CardProduct) -> bool:
    """Whether a program may say how alike the faces are, as a hint for who decides."""
    return product.real_name is not None and product.real_name.face == "hint"


def policy(at: Stand) -> RealName:
    """What the product asks for."""
    if at.product.real_name is None:
        raise NotNeeded
    return at.product.real_name


def is_known(at: Stand) -> bool:
    """Whether nothing is asked, because his name is not needed or was proven.

    Who begins this errand itself wants it done, also where the old proof still holds.
    """
    if not is_asked(at.product):
        return True
    if at.kind == KIND or not at.holder:
        return False
    known = queries.level_of(at.holder, at.issuer, now=at.visit.now)
    return known >= policy(at).level


def under_way(at: Stand) -> VerificationView:
    """The verification, masked: what stands on a document is for its holder only."""
    return queries.verification(at.carried[VERIFICATION], by=WORKER, now=at.visit.now)


def is_himself(at: Stand) -> bool:
    return at.visit.by.kind is ActorKind.HOLDER and at.visit.by.id == at.holder


def offered(at: Stand, seen: VerificationView) -> dict[str, str]:
    """What was given or read, for its holder, and for the clerk who took it down just now."""
    if is_himself(at):
        return queries.offered_fields(seen.id, by=at.visit.by)
    by = at.visit.by
    if by.kind is ActorKind.STAFF and by.may(Right.IDENTITY_SERVE, at.issuer):
        return queries.offered_at_hand(seen.id, by=at.visit.by, now=at.visit.now)
    return {}


def gives(at: Stand) -> bool:
    """Whether who is there is the holder, or may take something down for him."""
    return is_himself(at) or at.visit.by.may(Right.IDENTITY_SERVE, at.issuer)
