"""Money: exact, never mixed, and written in one way only."""

import operator
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yika.kit.money import CURRENCIES, LARGEST, SMALLEST, UNITS, Money

units = st.sampled_from(sorted(UNITS))
amounts = st.builds(Money, st.integers(SMALLEST, LARGEST), units)


@given(amounts)
def test_reading_gives_back_what_was_written(money: Money) -> None:
    assert Money.parse(str(money)) == money


@given(st.text("0123456789-+., _eE\n٣３CNYMBJP", max_size=12))
def test_a_text_that_is_read_is_the_one_that_would_be_written(text: str) -> None:
    try:
        money = Money.parse(text)
    except ValueError:
        return
    assert str(money) == text


@pytest.mark.parametrize(
    ("text", "money"),
    [
        ("20.00 CNY", Money(2000, "CNY")),
        ("-0.05 CNY", Money(-5, "CNY")),
        ("0.00 CNY", Money(0, "CNY")),
        ("500 JPY", Money(500, "JPY")),
        ("1.250 KWD", Money(1250, "KWD")),
        ("120 points", Money(120, "points")),
        ("500 MB", Money(500, "MB")),
        ("-3 rides", Money(-3, "rides")),
    ],
)
def test_every_unit_has_its_own_number_of_digits(text: str, money: Money) -> None:
    assert Money.parse(text) == money
    assert str(money) == text


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("20 CNY", 'plain digits with 2 after the point, such as "20.00 CNY"'),
        ("20.0 CNY", "2 after the point"),
        ("20.000 CNY", "2 after the point"),
        (".50 CNY", "2 after the point"),
        ("20. CNY", "2 after the point"),
        ("020.00 CNY", "2 after the point"),
        ("+20.00 CNY", "2 after the point"),
        ("-0.00 CNY", "2 after the point"),
        ("1,000.00 CNY", "2 after the point"),
        ("1_000.00 CNY", "2 after the point"),
        ("２０.００ CNY", "2 after the point"),
        ("٢٠.٠٠ CNY", "2 after the point"),
        ("2e1 CNY", "2 after the point"),
        ("NaN CNY", "2 after the point"),
        ("inf CNY", "2 after the point"),
        ("-.00 CNY", "2 after the point"),
        ("500.0 JPY", 'a whole number of JPY, such as "20 JPY"'),
        ("-0 points", "a whole number of points"),
        ("1.5 rides", "a whole number of rides"),
        ("20.00", "a number and a unit"),
        ("20.00CNY", "a number and a unit"),
        ("20.00\u00a0CNY", "a number and a unit"),
        ("", "a number and a unit"),
        ("CNY 20.00", "unknown unit '20.00'"),
        ("20.00 cny", "unknown unit 'cny'"),
        ("20.00 XYZ", "unknown unit 'XYZ'"),
        ("20.00  CNY", "unknown unit ' CNY'"),
        ("20.00 CNY\n", "unknown unit"),
        ("20.00 CNY extra", "unknown unit"),
        (" 20.00 CNY", "unknown unit"),
        ("¥20.00 CNY", "2 after the point"),
        ("9" * 5000 + " points", "fits in 64 bits"),
        ("92233720368547758.08 CNY", "fits in 64 bits"),
        (20.0, "not 20.0"),
        (20, "a text such as"),
        (None, "a text such as"),
        (True, "a text such as"),
    ],
)
def test_anything_else_is_refused_and_says_what_was_expected(text: str, said: str) -> None:
    with pytest.raises(ValueError, match=re.escape(said)):
        Money.parse(text)


@pytest.mark.parametrize("minor", [20.0, True, "20", None, 2.5])
def test_only_a_whole_number_is_an_amount(minor: object) -> None:
    with pytest.raises(ValueError, match="whole number of the smallest coin"):
        Money(minor, "CNY")


@pytest.mark.parametrize("unit", ["XYZ", "", "cny", None, 1, ["CNY"]])
def test_an_amount_of_an_unknown_unit_cannot_be(unit: object) -> None:
    with pytest.raises(ValueError, match="unknown unit"):
        Money(1, unit)


def test_an_amount_that_a_database_could_not_keep_cannot_be() -> None:
    for outgrown in (
        lambda: Money(LARGEST + 1, "CNY"),
        lambda: Money(LARGEST, "CNY") + Money(1, "CNY"),
        lambda: Money(SMALLEST, "CNY") - Money(1, "CNY"),
        lambda: -Money(SMALLEST, "CNY"),
        lambda: Money(LARGEST, "CNY") * 2,
    ):
        with pytest.raises(ValueError, match="fits in 64 bits"):
            outgrown()


def test_arithmetic_stays_in_its_unit() -> None:
    assert Money(150, "CNY") + Money(50, "CNY") == Money(200, "CNY")
    assert Money(50, "CNY") - Money(150, "CNY") == Money(-100, "CNY")
    assert -Money(50, "CNY") == Money(-50, "CNY")
    assert 3 * Money(50, "CNY") == Money(50, "CNY") * 3 == Money(150, "CNY")
    assert sum([Money(1, "rides"), Money(2, "rides")], Money(0, "rides")) == Money(3, "rides")


@pytest.mark.parametrize(
    "mix",
    [operator.add, operator.sub, operator.lt, operator.le, operator.gt, operator.ge],
)
def test_units_never_mix(mix: object) -> None:
    with pytest.raises(ValueError, match="expected CNY, not HKD"):
        mix(Money(1, "CNY"), Money(1, "HKD"))
    with pytest.raises(TypeError):
        mix(Money(1, "CNY"), 1)


@pytest.mark.parametrize("times", [1.5, 2.0, True, "2", Money(2, "CNY")])
def test_an_amount_is_multiplied_by_whole_numbers_only(times: object) -> None:
    with pytest.raises(TypeError):
        Money(1, "CNY") * times


@given(st.integers(-100, 100), st.integers(-100, 100))
def test_amounts_compare_as_their_numbers_do(left: int, right: int) -> None:
    one, other = Money(left, "CNY"), Money(right, "CNY")
    assert (one < other, one <= other) == (left < right, left <= right)
    assert (one > other, one >= other) == (left > right, left >= right)
    assert (one == other) == (left == right)


def test_the_same_number_of_another_unit_is_another_amount() -> None:
    assert Money(1, "CNY") != Money(1, "HKD")
    assert len({Money(1, "CNY"), Money(1, "HKD"), Money(1, "CNY")}) == 2


def test_nothing_is_false() -> None:
    assert not Money(0, "CNY")
    assert Money(-1, "CNY")


def test_currencies_are_written_with_three_capitals() -> None:
    assert all(len(code) == 3 and code.isupper() for code in CURRENCIES)
    assert len(UNITS) > len(CURRENCIES)
