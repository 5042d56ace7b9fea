"""Test transaction: a very small amount goes to and fro, and the holder sees that it works."""

from yika.domain.errands.rules.asks import Nothing
from yika.domain.errands.steps.step import Stand, Step, Taken, Way
from yika.domain.ledger import actions as ledger
from yika.domain.ledger import queries
from yika.domain.ledger.posting.items import Leg, Post
from yika.domain.ledger.rules import purse_name
from yika.kit import ids
from yika.kit.errors import gettext_noop
from yika.kit.money import Money
from yika.products.product import CardProduct
from yika.products.tables.purse import Purse

REASON = "test"


class TrialTransaction(Step):
    name = "test-transaction"
    of_card = True
    title = gettext_noop("Try your card")
    button = gettext_noop("Try it")
    follows = True
    ways = (
        Way(
            Nothing,
            gettext_noop(
                "The smallest amount there is goes to and fro at once. Your balance stays as it is."
            ),
        ),
    )

    def needed(self, product: CardProduct) -> bool:
        """A card that holds nothing has nothing to try."""
        return _purse(product) is not None

    def known(self, at: Stand) -> bool:
        return not self.needed(at.product)

    def apply(self, at: Stand, checked: Nothing) -> Taken:  # noqa: ARG002
        purse = _purse(at.product)
        assert purse is not None  # the step would be known
        request = at.visit.request_id
        there, back = f"{at.id}:test:{request}", f"{at.id}:back:{request}"
        ledger.open_purses(issuer=at.issuer, product=at.product, card=at.card, **at.visit.who)
        name = purse_name(at.card, purse.name)
        item = Post(
            request=ids.request_key(there).bytes,
            unit=purse.unit,
            legs=(_leg(at, purse, name),),
            reason=REASON,
        )
        (outcome,) = ledger.post([item], now=at.visit.now)
        if not outcome.ok:
            raise outcome.refusal()
        ledger.reverse(
            account=name,
            original=there,
            reason=REASON,
            by=at.visit.by,
            now=at.visit.now,
            request_id=back,
        )
        return Taken(facts={"amount": str(Money(1, purse.unit)), "there": there, "back": back})


def _purse(product: CardProduct) -> Purse | None:
    """The purse that use takes from first."""
    return next((purse for purse in product.purses if purse.spendable), None)


def _leg(at: Stand, purse: Purse, name: str) -> Leg:
    """Into the purse, so that an empty one can be tried; out of it where nothing more fits in."""
    own, tests = queries.account_id(name), _test_account(at, purse.unit)
    is_full = queries.balance(name) >= purse.ceiling
    source, target = (own, tests) if is_full else (tests, own)
    return Leg(source, target, 1)


def _test_account(at: Stand, unit: str) -> int:
    return ledger.open_account(
        issuer=at.issuer,
        heading=f"test:{at.issuer}:{unit}",
        unit=unit,
        name=f"{at.issuer}/test/{unit}",
        **at.visit.who,
    )
