"""A change is named by its key, and called tighter or looser where that can be said."""

import pytest

from tests.products.samples import SAMPLE, product, write
from yika.products.difference import changed_limits, difference
from yika.products.load import load

TWELVE = ('lasts = "10 years"', 'lasts = "12 years"')
NONE = ('[validity]\nlasts = "10 years"', "")
UNTIL = ('lasts = "10 years"', "ends_on = 2029-07-15")
LATER = ('lasts = "10 years"', "ends_on = 2030-07-15")

NO_OVERDRAFT = ('overdraft_max = "8.00 CNY"', "")

MAX = "purse.main.balance_max"
OVERDRAFT = "purse.main.overdraft_max"
CHANGES = [
    ([], [("1000.00", "800.00")], (MAX, "1000.00 CNY", "800.00 CNY", "tighter")),
    ([], [("1000.00", "2000.00")], (MAX, "1000.00 CNY", "2000.00 CNY", "looser")),
    ([], [("8.00", "4.00")], (OVERDRAFT, "8.00 CNY", "4.00 CNY", "tighter")),
    ([], [NO_OVERDRAFT], (OVERDRAFT, "8.00 CNY", None, "tighter")),
    ([NO_OVERDRAFT], [], (OVERDRAFT, None, "8.00 CNY", "looser")),
    ([], [TWELVE], ("validity.lasts", "10 years", "12 years", "looser")),
    ([TWELVE], [], ("validity.lasts", "12 years", "10 years", "tighter")),
    ([], [("10 years", "30 days")], ("validity.lasts", "10 years", "30 days", "tighter")),
    ([], [NONE], ("validity", '{ lasts = "10 years" }', None, "looser")),
    ([NONE], [], ("validity", None, '{ lasts = "10 years" }', "tighter")),
    ([UNTIL], [LATER], ("validity.ends_on", "2029-07-15", "2030-07-15", "looser")),
    ([], [("成人卡", "成年卡")], ("name.zh-hans", "成人卡", "成年卡", "neutral")),
    ([], [("edition = 3", "edition = 4")], ("edition", "3", "4", "neutral")),
]


@pytest.mark.parametrize(("before", "after", "told"), CHANGES)
def test_a_change_says_what_it_was_and_what_it_becomes(tmp_path, before, after, told):
    [change] = difference(product(tmp_path, *before), product(tmp_path, *after))

    assert (change.key, change.old, change.new, change.effect) == told


def test_nothing_differs_from_itself(tmp_path):
    assert difference(product(tmp_path), product(tmp_path)) == []


def test_the_same_written_otherwise_does_not_differ(tmp_path):
    assert difference(product(tmp_path), product(tmp_path, ("10 years", "120 months"))) == []


def test_a_span_and_a_last_day_cannot_be_compared(tmp_path):
    changes = difference(product(tmp_path), product(tmp_path, UNTIL))

    assert [(change.key, change.effect) for change in changes] == [
        ("validity.lasts", "neutral"),
        ("validity.ends_on", "neutral"),
    ]


def test_a_purse_that_comes_is_looser_and_one_that_goes_is_tighter(tmp_path):
    head, main, _deposit = SAMPLE.split("[[purse]]")
    with_main = load(write(tmp_path, "[[purse]]".join([head, main])))
    with_both = product(tmp_path)

    [comes] = difference(with_main, with_both)
    [goes] = difference(with_both, with_main)

    assert (comes.key, comes.old, comes.effect) == ("purse.deposit", None, "looser")
    assert (goes.key, goes.new, goes.effect) == ("purse.deposit", None, "tighter")
    assert 'balance_max = "20.00 CNY"' in comes.new


def test_another_spending_order_is_a_change(tmp_path):
    head, main, deposit = SAMPLE.split("[[purse]]")
    swapped = load(write(tmp_path, "[[purse]]".join([head, deposit, main])))

    [change] = difference(product(tmp_path), swapped)

    assert (change.key, change.old, change.new) == ("purse", "main, deposit", "deposit, main")


def test_spending_from_a_deposit_is_looser(tmp_path):
    spent = product(tmp_path, NO_OVERDRAFT, ("spendable = false", "spendable = true"))

    [change] = difference(product(tmp_path, NO_OVERDRAFT), spent)

    assert (change.old, change.new, change.effect) == ("false", "true", "looser")


def test_amounts_in_another_unit_cannot_be_compared(tmp_path):
    in_dollars = product(
        tmp_path,
        ('unit = "CNY"', 'unit = "HKD"'),
        ("1000.00 CNY", "9000.00 HKD"),
        ("8.00 CNY", "9.00 HKD"),
    )

    changes = difference(product(tmp_path), in_dollars)

    assert {change.effect for change in changes} == {"neutral"}


@pytest.mark.parametrize(
    ("change", "names"),
    [
        (("1000.00", "800.00"), ["main"]),
        (("8.00", "4.00"), ["main"]),
        (("20.00", "30.00"), ["deposit"]),
        (("成人卡", "成年卡"), []),
        (('name = "deposit"', 'name = "pledge"'), []),
    ],
)
def test_only_purses_with_another_floor_or_ceiling_can_affect_the_books(tmp_path, change, names):
    changed = changed_limits(product(tmp_path), product(tmp_path, change))

    assert [purse.name for purse in changed] == names


def test_the_care_of_a_card_is_one_change_as_a_whole(tmp_path):
    care = 'edition = 3\ncare = [{ en = "Keep it dry.", zh-hans = "保持干燥。" }]'
    [change] = difference(product(tmp_path), product(tmp_path, ("edition = 3", care)))

    assert (change.key, change.old, change.effect) == ("care", "[]", "neutral")
    assert change.new == '[{ en = "Keep it dry.", zh-hans = "保持干燥。" }]'
