"""Guides say what the policy says, and change when it does."""

from datetime import date, timedelta

import pytest

from tests.domain.cards.samples import LIN, WANG
from tests.domain.cards.town import city_card
from tests.domain.errands.tiny import ISSUER, NOW
from tests.domain.issuers.samples import harbor
from yika.domain.cards.actions import approve_edition, propose_edition
from yika.domain.errands.kinds.guides import guides_of
from yika.domain.errands.queries import card_guide, card_guides, guide
from yika.domain.errands.rules.guides import Guide
from yika.domain.errands.rules.refusals import UnknownGuide
from yika.domain.issuers.rules import Service
from yika.kit.actor import Channel
from yika.products.load import catalogue
from yika.products.product import CardProduct
from yika.products.tables.span import Span

STEPS = ["possession", "profile", "one-time-code", "pin", "test-transaction"]
POLICY = {"steps": STEPS, "optional": ["test-transaction"], "expires": "14 days"}
PIN = {"digits": 6, "tries": 3}


def activation(**policy: object) -> Guide:
    """The guide to the activation of a card with this in its policy."""
    given: dict[str, object] = {"activation": POLICY, "pin": PIN, **policy}
    return next(one for one in guides_of(city_card(**given)) if one.kind == "activation")


def test_a_guide_tells_the_steps_of_the_policy_in_their_order() -> None:
    told = activation()

    assert [step.name for step in told.steps] == STEPS
    assert [step.name for step in told.steps if step.optional] == ["test-transaction"]
    assert told.service is Service.ACTIVATION
    assert told.terms.rests == Span(days=14)
    assert told.terms.fee is None
    assert all(step.title and step.lead for step in told.steps)


def test_a_change_of_policy_changes_the_guide() -> None:
    before = activation()
    steps = ["possession", "profile", "face-check", "one-time-code"]
    after = activation(activation={"steps": steps, "expires": "3 days"})

    assert [step.name for step in after.steps] == steps
    assert after.terms.rests == Span(days=3)
    assert set(after.bring) > set(before.bring)
    assert after.minutes > before.minutes
    assert before.places == (Channel.WEB, Channel.KIOSK, Channel.COUNTER)
    assert after.places == (Channel.COUNTER,)
    assert [step.name for step in after.elsewhere] == ["face-check"]


def test_what_a_kind_of_card_does_not_have_is_no_step() -> None:
    """Without a PIN nobody chooses one, and what holds nothing is not tried."""
    told = activation(pin=None, purse=[])

    assert [step.name for step in told.steps] == ["possession", "profile", "one-time-code"]


def test_what_may_be_left_out_takes_no_time() -> None:
    needed = activation(activation={"steps": STEPS, "expires": "14 days"})

    assert needed.minutes == activation().minutes + 1


def test_an_errand_that_the_policy_does_not_know_has_no_guide() -> None:
    assert "activation" not in {one.kind for one in guides_of(city_card(activation=None))}


def test_the_guide_to_a_loss_says_what_the_policy_lets_happen_meanwhile() -> None:
    policy: dict[str, object] = {"steps": ["loss-report"], "expires": "1 day"}
    window = {"window": "2 days", "offline": {"en": "Buses", "zh-hans": "公交车"}}

    def notes(**more: object) -> list[Span | None]:
        told = guides_of(city_card(activation=None, loss={**policy, **more}))
        return [note.time for one in told if one.kind == "loss" for note in one.terms.notes]

    assert notes() == [None]
    assert notes(temporary="7 days", **window) == [None, Span(days=7), Span(days=2)]


@pytest.mark.parametrize("product", catalogue().values(), ids=lambda product: product.code)
def test_every_card_that_ships_has_a_guide_and_is_cared_for(product: CardProduct) -> None:
    assert product.care
    for one in guides_of(product):
        assert one.steps
        assert one.minutes > 0
        assert all(step.places for step in one.steps)


@pytest.mark.django_db
def test_the_guide_is_that_of_the_edition_in_force() -> None:
    harbor(NOW)
    sell(city_card(activation=POLICY, pin=PIN), NOW.date())
    later = NOW.date() + timedelta(days=10)
    care = [{"en": "Keep it dry.", "zh-hans": "保持干燥。"}]
    sell(
        city_card(edition=2, activation={**POLICY, "expires": "3 days"}, pin=PIN, care=care), later
    )

    [today] = card_guides(now=NOW)
    then = card_guide(ISSUER, "city", now=NOW + timedelta(days=10))

    assert (today.issuer, today.code, today.care) == (ISSUER, "city", ())
    assert guide(today, "activation").terms.rests == Span(days=14)
    assert guide(then, "activation").terms.rests == Span(days=3)
    assert [words.en for words in then.care] == ["Keep it dry."]


@pytest.mark.django_db
def test_what_is_not_on_offer_has_no_guide() -> None:
    harbor(NOW)
    sell(city_card(activation=POLICY, pin=PIN), NOW.date() + timedelta(days=10))

    assert card_guides(now=NOW) == []
    for issuer, product in ((ISSUER, "city"), ("nobody", "city"), (ISSUER, "x")):
        with pytest.raises(UnknownGuide):
            card_guide(issuer, product, now=NOW)
    with pytest.raises(UnknownGuide):
        guide(card_guide(ISSUER, "city", now=NOW + timedelta(days=10)), "dance")


def sell(product: CardProduct, since: date) -> None:
    given = {"issuer": ISSUER, "now": NOW}
    propose_edition(
        product=product,
        effective_on=since,
        by=LIN,
        request_id=f"propose-{product.edition}",
        **given,
    )
    approve_edition(
        product=product.code,
        edition=product.edition,
        by=WANG,
        request_id=f"approve-{product.edition}",
        **given,
    )
