"""What the policies of products say of errands can be followed."""

import pytest

from tests.domain.cards.town import city_card
from yika.domain.errands.kinds.activation import Activation
from yika.domain.errands.queries import policy_faults
from yika.domain.errands.rules.plan import Planned
from yika.domain.errands.steps import STEPS
from yika.products.load import catalogue
from yika.products.product import CardProduct


@pytest.mark.parametrize("product", catalogue().values(), ids=lambda product: product.code)
def test_every_step_of_a_product_that_ships_is_there(product: CardProduct) -> None:
    assert policy_faults(product) == []


def test_a_step_that_is_not_there_is_told_with_what_was_meant() -> None:
    policy = {"steps": ["posession", "juggling"], "expires": "7 days"}
    near, far = policy_faults(city_card(activation=policy))
    assert str(near) == (
        "city.toml: activation.steps: no such step as 'posession'; did you mean `possession`?"
    )
    assert "there are possession, profile" in str(far)
    assert policy_faults(city_card(activation=None)) == []


def test_the_plan_of_an_activation_is_what_the_policy_says() -> None:
    policy = {"steps": ["possession", "pin"], "optional": ["pin"], "expires": "7 days"}
    plan = Activation().plan(city_card(activation=policy))
    assert list(plan) == [Planned("possession"), Planned("pin", optional=True)]


def test_what_is_only_offered_sends_nothing_first() -> None:
    """After the end nothing is carried that a code could be compared with."""
    assert [step.name for step in STEPS.values() if step.follows and step.sends] == []


@pytest.mark.parametrize("name", STEPS)
def test_every_step_says_what_a_face_shows(name: str) -> None:
    step = STEPS[name]
    assert step.name == name
    assert step.title
    assert step.ways
    assert all(way.lead for way in step.ways)
    everywhere = {(face, who) for way in step.ways for face in way.faces for who in way.who}
    assert step.elsewhere or len(everywhere) == 16
