"""How a product file says what is on a card, how it is activated, and what its PIN is like."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter

from tests.products.samples import SAMPLE, faults, product, write
from yika.products import content
from yika.products.difference import difference
from yika.products.load import catalogue, load
from yika.products.tables.number import CHECK_DIGITS
from yika.products.tables.values import StepNames

TABLES = """
[number]
prefix = "3104"
digits = 16
check = "luhn"

[activation]
steps = ["possession", "one-time-code", "pin", "test-transaction"]
optional = ["test-transaction"]
expires = "7 days"

[pin]
digits = 6
tries = 3
lock = "1 day"
remind = "1 year"
"""
WITH_TABLES = ("[validity]", f"{TABLES}\n[validity]")
CATALOG = catalogue().items()
MISSING = 'activation.expires: this key is missing, such as expires = "7 days"'


def test_a_product_says_how_its_cards_are_numbered_activated_and_kept_secret(tmp_path):
    card = product(tmp_path, WITH_TABLES)

    assert (card.number.prefix, card.number.digits, card.number.check) == ("3104", 16, "luhn")
    assert card.number.serial_digits == 11
    assert card.activation.steps == ("possession", "one-time-code", "pin", "test-transaction")
    assert card.activation.optional == ("test-transaction",)
    assert str(card.activation.expires) == "7 days"
    assert (card.pin.digits, card.pin.tries) == (6, 3)
    assert (str(card.pin.lock), str(card.pin.remind)) == ("1 day", "1 year")


def test_all_three_may_be_left_out(tmp_path):
    card = product(tmp_path)

    assert card.number is card.activation is card.pin is None


def test_it_reads_back_the_same_from_its_content(tmp_path):
    card = product(tmp_path, WITH_TABLES)

    assert content.read(content.content(card)) == card


def test_what_is_left_out_of_a_pin_is_left_out_of_the_content(tmp_path):
    bare = product(tmp_path, WITH_TABLES, ('lock = "1 day"\n', ""), ('remind = "1 year"\n', ""))

    assert '"pin":{"digits":6,"tries":3}' in content.content(bare)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (
            ('prefix = "3104"', "prefix = 3104"),
            'number.prefix: expected digits in quotes, such as "3104", not 3104',
        ),
        (
            ('prefix = "3104"', 'prefix = "31O4"'),
            "number.prefix: expected digits in quotes, such as \"3104\", not '31O4'",
        ),
        (
            ("digits = 16", "digits = 8"),
            "number: expected `digits` of 9 or more behind this prefix",
        ),
        (("digits = 16", "digits = 7"), "number.digits: expected 8 or more, such as digits = 19"),
        (
            ('check = "luhn"', 'check = "crc"'),
            "number.check: expected 'luhn' or 'mod-97', such as check = \"luhn\"",
        ),
        (
            ('"possession", "one-time-code"', '"possession", "possession"'),
            "activation.steps: expected each step once: 'possession' stands twice",
        ),
        (
            ('steps = ["possession", "one-time-code", "pin", "test-transaction"]', "steps = []"),
            (
                "activation.steps: expected a list of 1 to 12 names of steps, "
                'such as ["possession", "pin"], not []'
            ),
        ),
        (
            ('optional = ["test-transaction"]', 'optional = ["selfie"]'),
            "activation.optional: expected names from `steps`: 'selfie' is none of them",
        ),
        (('expires = "7 days"\n', ""), MISSING),
        (("tries = 3", "tries = 0"), "pin.tries: expected 1 or more, such as tries = 3"),
        (("digits = 6", "digits = 3"), "pin.digits: expected 4 or more, such as digits = 6"),
    ],
    ids=lambda each: each[1] if isinstance(each, tuple) else "",
)
def test_what_is_wrong_is_said_with_its_key(tmp_path, change, said):
    text = SAMPLE.replace(*WITH_TABLES).replace(*change)
    assert faults(tmp_path, (SAMPLE, text)) == [said]


@given(st.lists(st.sampled_from(["possession", "pin", "profile"]), min_size=1, unique=True))
def test_steps_are_the_same_from_a_list_and_from_a_tuple(names):
    read = TypeAdapter(StepNames).validate_python

    assert read(names) == read(tuple(names)) == tuple(names)


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        ("tries = 3", "tries = 5", ("pin.tries", "3", "5", "looser")),
        ('"7 days"', '"3 days"', ("activation.expires", "7 days", "3 days", "tighter")),
        (
            '"one-time-code", ',
            "",
            (
                "activation.steps",
                '["possession", "one-time-code", "pin", "test-transaction"]',
                '["possession", "pin", "test-transaction"]',
                "neutral",
            ),
        ),
        ('"3104"', '"3105"', ("number.prefix", "3104", "3105", "neutral")),
    ],
)
def test_a_change_is_told_key_by_key(tmp_path, before, after, told):
    old = product(tmp_path, WITH_TABLES)
    new = load(write(tmp_path, SAMPLE.replace(*WITH_TABLES).replace(before, after)))

    [change] = difference(old, new)

    assert (change.key, change.old, change.new, change.effect) == told


@pytest.mark.parametrize(("code", "card"), CATALOG)
def test_every_kind_of_card_can_be_made_and_activated(code, card):
    assert card.number.serial_digits >= 5
    assert card.number.digits == (
        len(card.number.prefix) + card.number.serial_digits + CHECK_DIGITS[card.number.check]
    )
    assert card.activation.steps[0] == "possession"
    assert {"profile", "one-time-code"} <= set(card.activation.steps)


@pytest.mark.parametrize(("code", "card"), CATALOG)
def test_a_pin_is_chosen_where_there_is_one_and_nowhere_else(code, card):
    assert ("pin" in card.activation.steps) is (card.pin is not None)


@pytest.mark.parametrize(("code", "card"), CATALOG)
def test_money_is_tried_only_where_a_card_holds_money_and_never_by_force(code, card):
    tried = "test-transaction" in card.activation.steps

    assert not tried or any(purse.spendable for purse in card.purses)
    assert tried is ("test-transaction" in card.activation.optional)


@pytest.mark.parametrize(("code", "card"), CATALOG)
def test_a_sim_is_numbered_like_one(code, card):
    if code in {"mobile-sim", "iot-data-sim", "mobile-esim"}:
        assert card.number.prefix.startswith("8986")
        assert card.number.digits in {19, 20}
        assert card.number.check == "luhn"


@pytest.mark.parametrize("code", ["resident-e-id", "social-security"])
def test_who_somebody_is_needs_a_look_at_the_face(code):
    assert "face-check" in catalogue()[code].activation.steps


def test_a_shop_asks_for_no_more_than_it_needs():
    shop = catalogue()["shop-membership"]

    assert shop.activation.steps == ("possession", "profile", "one-time-code")
    assert shop.pin is None
