"""The content of a product depends on what it says, never on how its file is written."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.products.samples import SAMPLE, product, write
from yika.kit.money import UNITS, Money
from yika.products import content
from yika.products.load import catalogue, load
from yika.products.product import CardProduct


def digest(card):
    return content.digest(content.content(card))


def test_comments_and_the_order_of_keys_do_not_matter(tmp_path):
    written_otherwise = product(
        tmp_path,
        ("edition = 3", "# the third\n"),
        ("[validity]", "edition = 3\n[validity] # until when"),
        ('name = "main"\n', ""),
        ('unit = "CNY"', 'unit = "CNY"\nname = "main"'),
        ('en = "Adult card", zh-hans = "成人卡"', 'zh-hans = "成人卡", en = "Adult card"'),
    )

    assert digest(written_otherwise) == digest(product(tmp_path))


def test_saying_what_holds_anyway_does_not_matter(tmp_path):
    said = product(tmp_path, ('unit = "CNY"', 'unit = "CNY"\nspendable = true'))

    assert digest(said) == digest(product(tmp_path))


def test_the_same_span_in_other_words_does_not_matter(tmp_path):
    assert digest(product(tmp_path, ("10 years", "120 months"))) == digest(product(tmp_path))


def test_the_order_of_purses_matters(tmp_path):
    head, main, deposit = SAMPLE.split("[[purse]]")
    swapped = load(write(tmp_path, "[[purse]]".join([head, deposit, main])))

    assert digest(swapped) != digest(product(tmp_path))


@pytest.mark.parametrize(
    "change",
    [
        ("edition = 3", "edition = 4"),
        ("1000.00", "1000.01"),
        ("10 years", "11 years"),
        ("成人卡", "成年卡"),
        ('[validity]\nlasts = "10 years"', ""),
        ("= false", "= true"),
    ],
)
def test_whatever_else_is_changed_matters(tmp_path, change):
    without_overdraft = ('overdraft_max = "8.00 CNY"', "")

    changed = product(tmp_path, without_overdraft, change)

    assert digest(changed) != digest(product(tmp_path, without_overdraft))


def test_the_same_words_under_another_code_are_another_product(tmp_path):
    other = load(write(tmp_path, SAMPLE, "other.toml"))

    assert digest(other) != digest(product(tmp_path))


def test_content_that_was_stored_keeps_its_digest_when_yika_grows(tmp_path):
    stored = (
        '{"code":"adult","edition":3,"name":{"en":"Adult card","zh-hans":"成人卡"},"purse":['
        '{"balance_max":"1000.00 CNY","label":{"en":"Stored value","zh-hans":"储值"},'
        '"name":"main","overdraft_max":"8.00 CNY","unit":"CNY"},'
        '{"balance_max":"20.00 CNY","label":{"en":"Deposit","zh-hans":"押金"},'
        '"name":"deposit","spendable":false,"unit":"CNY"}],"validity":{"lasts":"10 years"}}'
    )

    assert content.content(product(tmp_path)) == stored
    assert content.read(stored) == product(tmp_path)


@pytest.mark.parametrize("card", catalogue().values(), ids=catalogue().keys())
def test_the_catalogue_reads_back_the_same(card):
    assert content.read(content.content(card)) == card


LINES = st.text(st.characters(categories=["L", "N"]), min_size=1, max_size=60)
WORDS = st.fixed_dictionaries({"en": LINES, "zh-hans": LINES})
NAMES = st.from_regex(r"[a-z][a-z0-9]{0,8}(-[a-z0-9]{1,5})?", fullmatch=True)
SPANS = st.builds("{} {}".format, st.integers(1, 1200), st.sampled_from(["day", "weeks", "months"]))
DAYS = st.dates(date(2000, 1, 1), date(2200, 1, 1))


@st.composite
def purses(draw):
    unit = draw(st.sampled_from(sorted(UNITS)))
    amounts = st.integers(1, 10**15).map(lambda minor: str(Money(minor, unit)))
    purse = {"name": draw(NAMES), "label": draw(WORDS), "unit": unit, "balance_max": draw(amounts)}
    spendable = draw(st.sampled_from([None, True, False]))
    return purse | ({} if spendable is None else {"spendable": spendable})


PRODUCTS = st.fixed_dictionaries(
    {"code": NAMES, "edition": st.integers(1, 9999), "name": WORDS},
    optional={
        "validity": st.fixed_dictionaries({"lasts": SPANS})
        | st.fixed_dictionaries({"ends_on": DAYS}),
        "purse": st.lists(purses(), max_size=8, unique_by=lambda purse: purse["name"]),
    },
)


@given(PRODUCTS)
def test_content_is_stable_for_any_product(written):
    card = CardProduct.model_validate(written)

    text = content.content(card)

    assert content.read(text) == card
    assert content.content(content.read(text)) == text
