"""Every kind of mistake in a product file is named by its key, in plain words."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from tests.products.samples import SAMPLE, faults
from yika.products.faults import faults_of
from yika.products.product import CardProduct

KEYS = ", ".join(CardProduct.keys())
MISTAKES = {
    "a misspelt key": (
        ("balance_max", "balence_max"),
        "purse.main.balence_max: no such key; did you mean `balance_max`?",
    ),
    "a misspelt table": (
        ("[validity]", "[vallidity]"),
        "vallidity: no such key; did you mean `validity`?",
    ),
    "a misspelt list": (
        ('lasts = "10 years"', 'lasts = "10 years"\n[[purses]]'),
        "purses: no such key; did you mean `purse`?",
    ),
    "an unheard-of key": (
        ("edition = 3", "edition = 3\ncolor = 'red'"),
        f"color: no such key; here may stand {KEYS}",
    ),
    "a key that would need a quote": (
        ("edition = 3", 'edition = 3\n"\\u001b[31m" = 1'),
        f'"\\u001b[31m": no such key; here may stand {KEYS}',
    ),
    "the code as a key": (
        ("edition = 3", 'edition = 3\ncode = "adult"'),
        "code: no such key; the name of the file is the code",
    ),
    "a missing number": (("edition = 3", ""), "edition: this key is missing, such as edition = 1"),
    "a missing text": (
        ('name = "main"', ""),
        'purse#1.name: this key is missing, such as name = "main"',
    ),
    "a missing amount": (
        ('balance_max = "1000.00 CNY"', ""),
        'purse.main.balance_max: this key is missing, such as balance_max = "1000.00 CNY"',
    ),
    "a missing language": (
        (', zh-hans = "成人卡"', ""),
        'name.zh-hans: this key is missing, such as zh-hans = "市民卡"',
    ),
    "a language nobody speaks": (
        ('zh-hans = "成人卡"', 'zh-hans = "成人卡", tlh = "x"'),
        "name.tlh: no such key; here may stand en, zh-hans",
    ),
    "a text for a table": (
        ('label = { en = "Stored value", zh-hans = "储值" }', 'label = "Stored value"'),
        (
            "purse.main.label: expected a table, such as "
            'label = { en = "Stored value", zh-hans = "储值" }'
        ),
    ),
    "an empty text": (
        ('en = "Adult card"', 'en = ""'),
        'name.en: expected a text that is not empty, such as en = "City card"',
    ),
    "a text of spaces": (
        ('en = "Adult card"', 'en = "Adult card "'),
        "name.en: expected one line without spaces around it, not 'Adult card '",
    ),
    "a text of two lines": (
        ('en = "Adult card"', 'en = "Adult\\ncard"'),
        "name.en: expected one line without spaces around it, not 'Adult\\ncard'",
    ),
    "an invisible character": (
        ('en = "Adult card"', 'en = "Adult\\u202ecard"'),
        "name.en: expected one line without spaces around it, not 'Adult\\u202ecard'",
    ),
    "a very long text": (
        ('en = "Adult card"', f'en = "{"x" * 61}"'),
        'name.en: expected 60 characters at most, such as en = "City card"',
    ),
    "a number for a text": (
        ('en = "Adult card"', "en = 7"),
        'name.en: expected a text in quotes, such as en = "City card"',
    ),
    "a text for a number": (
        ("edition = 3", 'edition = "3"'),
        "edition: expected a whole number, without quotes, such as edition = 1",
    ),
    "a fraction for a number": (
        ("edition = 3", "edition = 3.0"),
        "edition: expected a whole number, without quotes, such as edition = 1",
    ),
    "edition zero": (
        ("edition = 3", "edition = 0"),
        "edition: expected 1 or more, such as edition = 1",
    ),
    "a huge edition": (
        ("edition = 3", "edition = 10000"),
        "edition: expected 9999 at most, such as edition = 1",
    ),
    "a number for yes or no": (
        ("spendable = false", "spendable = 0"),
        (
            "purse.deposit.spendable: "
            "expected true or false, without quotes, such as spendable = false"
        ),
    ),
    "a purse name with capitals": (
        ('name = "main"', 'name = "Main"'),
        'purse#1.name: expected small letters, digits and single dashes, such as name = "main"',
    ),
    "a very long purse name": (
        ('name = "main"', f'name = "{"x" * 25}"'),
        f'purse.{"x" * 25}.name: expected 24 characters at most, such as name = "main"',
    ),
    "two purses of one name": (
        ('name = "deposit"', 'name = "main"'),
        "purse#2.name: expected a name of its own: 'main' is taken",
    ),
    "an amount that is a number": (
        ('balance_max = "1000.00 CNY"', "balance_max = 1000"),
        'purse.main.balance_max: expected an amount with its unit, such as "20.00 CNY", not 1000',
    ),
    "an amount without its unit": (
        ('balance_max = "1000.00 CNY"', 'balance_max = "1000.00"'),
        (
            "purse.main.balance_max: "
            "expected a number and a unit, such as \"20.00 CNY\", not '1000.00'"
        ),
    ),
    "an amount without its cents": (
        ('balance_max = "1000.00 CNY"', 'balance_max = "1000 CNY"'),
        (
            "purse.main.balance_max: expected plain digits with 2 after the point, "
            "such as \"20.00 CNY\", not '1000 CNY'"
        ),
    ),
    "an amount of zero": (
        ('overdraft_max = "8.00 CNY"', 'overdraft_max = "0.00 CNY"'),
        (
            "purse.main.overdraft_max: "
            "expected more than zero and at most 10000000000000.00 CNY, not 0.00 CNY"
        ),
    ),
    "a negative amount": (
        ('balance_max = "20.00 CNY"', 'balance_max = "-20.00 CNY"'),
        (
            "purse.deposit.balance_max: "
            "expected more than zero and at most 10000000000000.00 CNY, not -20.00 CNY"
        ),
    ),
    "an amount beyond all bounds": (
        ('balance_max = "20.00 CNY"', 'balance_max = "10000000000000.01 CNY"'),
        (
            "purse.deposit.balance_max: "
            "expected more than zero and at most 10000000000000.00 CNY, not 10000000000000.01 CNY"
        ),
    ),
    "a misspelt unit": (
        ('balance_max = "1000.00 CNY"', 'balance_max = "1000.00 CNX"'),
        "purse.main.balance_max: no such unit as 'CNX'; did you mean `CNY`?",
    ),
    "a unit nobody knows": (
        ('unit = "CNY"', 'unit = "seashells"'),
        (
            "purse.main.unit: no such unit as 'seashells'; "
            "units are CNY and the like, points, MB, rides"
        ),
    ),
    "a limit in another unit": (
        ('balance_max = "1000.00 CNY"', 'balance_max = "1000 points"'),
        (
            "purse.main.balance_max: "
            "expected an amount in CNY, the unit of this purse, not 1000 points"
        ),
    ),
    "an overdraft in another unit": (
        ('overdraft_max = "8.00 CNY"', 'overdraft_max = "8.00 HKD"'),
        "purse.main.overdraft_max: expected an amount in CNY, the unit of this purse, not 8.00 HKD",
    ),
    "an overdraft where nothing is spent": (
        ('balance_max = "20.00 CNY"', 'balance_max = "20.00 CNY"\noverdraft_max = "1.00 CNY"'),
        (
            "purse.deposit.overdraft_max: expected no overdraft: "
            "only a purse that is spent can go below zero, and this one has `spendable = false`"
        ),
    ),
    "an overdraft before the last purse": (
        ("spendable = false", "spendable = true"),
        (
            "purse.main.overdraft_max: expected no overdraft before the last purse: "
            "this one would go below zero while 'deposit' still holds money"
        ),
    ),
    "a span without its unit": (
        ('lasts = "10 years"', 'lasts = "10"'),
        (
            "validity.lasts: expected a whole number of days, weeks, months or years, "
            "such as \"18 months\", not '10'"
        ),
    ),
    "a span that is a number": (
        ('lasts = "10 years"', "lasts = 10"),
        'validity.lasts: expected a span of time, such as "18 months", not 10',
    ),
    "a span of nothing": (
        ('lasts = "10 years"', 'lasts = "0 days"'),
        (
            "validity.lasts: expected a whole number of days, weeks, months or years, "
            "such as \"18 months\", not '0 days'"
        ),
    ),
    "a span beyond a life": (
        ('lasts = "10 years"', 'lasts = "101 years"'),
        "validity.lasts: expected at most 100 years, not '101 years'",
    ),
    "a day that does not exist": (
        ('lasts = "10 years"', 'ends_on = "2029-02-29"'),
        "validity.ends_on: there is no day 2029-02-29 in the calendar",
    ),
    "a day with an hour": (
        ('lasts = "10 years"', "ends_on = 2029-07-15T00:00:00"),
        ("validity.ends_on: expected a day, such as 2030-07-31, not 2029-07-15 00:00:00"),
    ),
    "two ends": (
        ('lasts = "10 years"', 'lasts = "10 years"\nends_on = 2029-07-15'),
        "validity: expected either `lasts` or `ends_on`: one of them, not both",
    ),
    "no end in a table about the end": (
        ('lasts = "10 years"', ""),
        "validity: expected either `lasts` or `ends_on`: one of them, not both",
    ),
}


@pytest.mark.parametrize(("change", "said"), MISTAKES.values(), ids=MISTAKES.keys())
def test_one_mistake_is_one_fault_that_says_what_was_expected(tmp_path, change, said):
    assert faults(tmp_path, change) == [said]


def test_every_mistake_of_a_file_is_told_at_once(tmp_path):
    told = faults(
        tmp_path,
        ("edition = 3", "editon = 3"),
        (', zh-hans = "成人卡"', ""),
        ('lasts = "10 years"', 'lasts = "ten years"'),
        ('unit = "CNY"\nbalance_max = "1000.00 CNY"', 'unit = "CNX"\nbalance_max = "lots"'),
        ('name = "deposit"', 'name = "main"'),
        ("spendable = false", "spendable = 1"),
    )

    assert [line.split(":")[0] for line in told] == [
        "name.zh-hans",
        "validity.lasts",
        "purse#1.unit",
        "purse#1.balance_max",
        "purse#2.name",
        "purse#2.spendable",
        "editon",
    ]


def test_a_list_written_as_one_table_is_told_how_to_write_it(tmp_path):
    told = faults(tmp_path, ("[[purse]]", "[purse]"), ("[[purse]]", "[other]"))

    assert "purse: expected a list of tables, each under a heading in double brackets" in told


def test_a_list_of_something_else_is_told_what_belongs_there(tmp_path):
    told = faults(tmp_path, ("edition = 3", "edition = 3\npurse = [1]"), *without_purses())

    assert told == ["purse#1: expected a table"]


def test_a_card_has_no_more_purses_than_it_can_carry(tmp_path):
    purse = """
        [[purse]]
        name = "extra-{}"
        label = {{ en = "Extra", zh-hans = "附加" }}
        unit = "points"
        balance_max = "5 points"
    """
    seven_more = "".join(map(purse.format, range(7)))

    assert faults(tmp_path, ("[[purse]]", f"{seven_more}[[purse]]")) == [
        "purse: expected 8 tables at most"
    ]


def without_purses():
    _head, *purses = SAMPLE.split("[[purse]]")
    return [(f"[[purse]]{purse}", "") for purse in purses]


KEYS = st.sampled_from(
    [
        *("edition", "name", "validity", "purse", "purses", "en", "zh-hans", "lasts", "ends_on"),
        *("label", "unit", "spendable", "balance_max", "overdraft_max", "code"),
        *("", "{x}", "\n", "\0"),
    ]
)
VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.dates()
    | st.datetimes()
    | st.times()
    | st.text(max_size=20)
    | st.sampled_from(["20.00 CNY", "5 points", "{} CNY", "3 days", "2029-07-15", "main"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=5),
    max_leaves=20,
)


@given(st.dictionaries(KEYS, VALUES, max_size=6))
def test_whatever_stands_in_a_file_is_told_in_our_own_words(written):
    try:
        CardProduct.model_validate({**written, "code": "any"})
    except ValidationError as error:
        told = faults_of(error, where="any.toml", written=written)
        assert told
        assert not re.search("Input should|Field required|pydantic|Extra inputs", str(told))
