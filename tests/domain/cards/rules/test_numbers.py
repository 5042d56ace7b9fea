"""Card numbers carry check digits, and what is mistyped is told from what is unknown."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from yika.domain.cards.rules import MistypedNumber, UnknownCard, numbers
from yika.domain.cards.rules.numbers import Series
from yika.products.load import catalogue

LUHN = Series("310478", 19, "luhn")
MOD_97 = Series("88", 12, "mod-97")
SERIES = [Series.of(product.number) for product in catalogue().values()]

any_series = st.sampled_from(SERIES)


@st.composite
def made(draw, of=any_series):
    """A number of a product of the catalogue, with its series."""
    series = draw(of)
    return series, series.number(draw(st.integers(0, series.last)))


def says(number, *series):
    with pytest.raises((MistypedNumber, UnknownCard)) as caught:
        numbers.check_typed(number, series)
    return type(caught.value)


@pytest.mark.parametrize(
    ("body", "check", "digits"),
    [
        ("7992739871", "luhn", "3"),  # ISO/IEC 7812-1, the example everybody uses
        ("453201511283036", "luhn", "6"),
        ("794", "mod-97", "44"),  # ISO 7064, the example of MOD 97-10
        ("00000123456", "mod-97", "76"),
    ],
)
def test_the_check_digits_are_those_of_the_standards(body, check, digits):
    assert numbers.check_digits(body, check) == digits
    assert numbers.is_whole(body + digits, check)


@given(made())
def test_a_number_is_as_long_as_the_product_says_and_begins_with_its_prefix(one):
    series, number = one

    assert series.looks_like(number)
    assert numbers.is_whole(number, series.check)


@given(made(), st.data())
def test_every_single_wrong_digit_is_found(one, data):
    series, number = one
    place = data.draw(st.integers(0, len(number) - 1))
    digit = data.draw(st.sampled_from("0123456789"))
    assume(digit != number[place])

    wrong = number[:place] + digit + number[place + 1 :]

    assert not numbers.is_whole(wrong, series.check)
    if wrong.startswith(series.prefix):
        assert says(wrong, series) is MistypedNumber


@given(made(), st.data())
def test_swapped_neighbors_are_found_but_09_and_90_under_luhn(one, data):
    series, number = one
    place = data.draw(st.integers(0, len(number) - 2))
    left, right = number[place : place + 2]
    assume(left != right)

    swapped = number[:place] + right + left + number[place + 2 :]

    blind = series.check == "luhn" and {left, right} == {"0", "9"}
    assert numbers.is_whole(swapped, series.check) is blind


@given(made())
def test_a_missing_and_a_surplus_digit_are_found(one):
    series, number = one

    for wrong in (number[:-1], number + "0", number[:5] + number[6:]):
        assume(wrong.startswith(series.prefix))
        assert says(wrong, series) is MistypedNumber


def test_a_whole_number_that_no_card_has_is_unknown():
    assert says(LUHN.number(5), LUHN, MOD_97) is UnknownCard
    assert says(MOD_97.number(5), LUHN, MOD_97) is UnknownCard


def test_the_series_it_belongs_to_decides_how_a_number_is_checked():
    number = LUHN.number(0)
    only_mod_97 = next(
        text
        for serial in range(1000)
        if numbers.is_whole(text := f"{number[:-4]}{serial:04}", "mod-97")
        and not numbers.is_whole(text, "luhn")
    )

    assert says(only_mod_97, LUHN) is MistypedNumber
    assert says(only_mod_97) is UnknownCard


def test_numbers_of_one_series_rise_with_their_serial_numbers():
    made = [LUHN.number(serial) for serial in (0, 1, 9, 10, 99, 100, LUHN.last)]

    assert made == sorted(made)
    assert len(set(made)) == len(made)


@pytest.mark.parametrize(
    "typed",
    [
        "3104 7800 0000 0000 013",
        "3104-7800-0000-0000-013",
        " 3104 7800 0000 0000 013 ",
        "３１０４７８０００００００００００１３",
        "3104\u30007800\u30000000\u30000000\u3000013",
        "3104–7800–0000–0000–013",
        "3104\u00a07800\u00a00000\u00a00000\u00a0013",
    ],
)
def test_spaces_dashes_and_full_width_do_not_matter(typed):
    assert numbers.is_number(typed)
    assert numbers.normal_number(typed) == "3104780000000000013"


@pytest.mark.parametrize("text", ["", "   ", "card", "12a4", "一二三", "١٢٣٤٥٦٧٨", "12+34"])
def test_anything_else_is_no_number(text):
    assert not numbers.is_number(text)


@pytest.mark.parametrize(
    ("number", "shown"),
    [("3104780000000000013", "3104 ···· 0013"), ("70000013", "70 ···· 13")],
)
def test_a_masked_number_shows_enough_to_know_ones_own_card(number, shown):
    assert numbers.masked(number) == shown


def test_a_number_is_printed_in_groups_of_four():
    assert numbers.grouped("3104780000000000013") == "3104 7800 0000 0000 013"


@pytest.mark.parametrize("series", SERIES, ids=str)
def test_a_series_is_written_and_read_again(series):
    assert Series.parse(str(series)) == series


def test_no_two_products_of_the_catalogue_share_a_series():
    assert len(set(SERIES)) == len(SERIES)
