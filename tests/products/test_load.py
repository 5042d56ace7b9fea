"""Files are read whole or refused with everything that is wrong in them."""

import os
from datetime import date

import pytest

from tests.products.samples import product, sample, write
from yika.kit.errors import Invalid
from yika.kit.money import Money
from yika.products.load import load, load_all


def refusal(*paths):
    with pytest.raises(Invalid) as caught:
        load_all(paths)
    return [str(fault) for fault in caught.value.faults]


def test_a_product_is_read_with_its_purses_in_their_order(tmp_path):
    card = product(tmp_path)

    assert card.code == "adult"
    assert card.edition == 3
    assert card.name.zh_hans == "成人卡"
    assert [purse.name for purse in card.purses] == ["main", "deposit"]
    assert [(purse.floor, purse.ceiling) for purse in card.purses] == [
        (Money(-800, "CNY"), Money(100_000, "CNY")),
        (Money(0, "CNY"), Money(2_000, "CNY")),
    ]


def test_a_card_without_the_table_has_no_purse_and_no_last_day(tmp_path):
    card = load(write(tmp_path, 'edition = 1\nname = { en = "Pass", zh-hans = "门禁卡" }'))

    assert card.purses == ()
    assert card.validity is None


def test_use_takes_from_spendable_purses_of_its_unit_in_the_order_of_the_file(tmp_path):
    gift = (
        '[[purse]]\nname = "gift"\nlabel = { en = "Gift", zh-hans = "赠送" }\n'
        'unit = "CNY"\nbalance_max = "50.00 CNY"\n\n'
    )
    card = product(tmp_path, ("[[purse]]", f"{gift}[[purse]]"))

    assert [purse.name for purse in card.spending_order("CNY")] == ["gift", "main"]
    assert card.spending_order("points") == ()


def test_a_card_lasts_from_its_activation_or_until_the_day_of_its_cohort(tmp_path):
    lasting = product(tmp_path).validity
    cohort = product(tmp_path, ('lasts = "10 years"', "ends_on = 2029-07-15")).validity

    assert lasting.last_day(date(2028, 2, 29)) == date(2038, 2, 28)
    assert cohort.last_day(date(2028, 2, 29)) == date(2029, 7, 15)


def test_a_product_never_changes(tmp_path):
    card = product(tmp_path)

    with pytest.raises(ValueError, match="frozen"):
        card.edition = 4
    assert hash(card) == hash(product(tmp_path))


def test_the_faults_of_all_files_come_at_once(tmp_path):
    write(tmp_path, sample(("edition = 3", "editon = 3")), "one.toml")
    write(tmp_path, sample(), "two.toml")
    write(tmp_path, sample(("10 years", "ten years"), ("1000.00 CNY", "1000 CNY")), "three.toml")

    told = refusal(tmp_path)

    assert [line.split(": ")[:2] for line in told] == [
        [f"{tmp_path}/one.toml", "editon"],
        [f"{tmp_path}/three.toml", "validity.lasts"],
        [f"{tmp_path}/three.toml", "purse.main.balance_max"],
    ]


def test_a_slip_in_the_toml_is_found_by_line_and_column(tmp_path):
    file = write(tmp_path, sample(('unit = "CNY"', "unit : CNY")))

    assert refusal(file) == [
        f"{file}:11:6: expected TOML: Expected '=' after a key in a key/value pair"
    ]


def test_a_file_that_breaks_off_is_refused(tmp_path):
    file = write(tmp_path, 'edition = 1\nname = { en = "A"')

    assert refusal(file) == [f"{file}: expected TOML: Unclosed inline table"]


def test_a_key_that_stands_twice_is_refused(tmp_path):
    file = write(tmp_path, sample(("edition = 3", "edition = 3\nedition = 4")))

    assert refusal(file) == [f"{file}:3:12: expected TOML: Cannot overwrite a value"]


def test_brackets_without_end_are_refused(tmp_path):
    file = write(tmp_path, "a = " + "[" * 50_000)

    assert refusal(file) == [f"{file}: expected TOML that is not nested so deeply"]


def test_a_number_without_end_is_refused(tmp_path):
    file = write(tmp_path, "edition = " + "9" * 5_000)

    assert refusal(file) == [f"{file}: expected no number with thousands of digits"]


def test_a_file_in_another_encoding_is_refused(tmp_path):
    file = tmp_path / "adult.toml"
    file.write_bytes(sample().encode("gb18030"))

    assert refusal(file) == [f"{file}: expected UTF-8 text"]


def test_a_mark_at_the_beginning_as_some_editors_write_it_is_no_matter(tmp_path):
    file = tmp_path / "adult.toml"
    file.write_bytes(sample().encode("utf-8-sig"))

    assert load(file) == product(tmp_path)


def test_a_file_beyond_all_bounds_is_refused(tmp_path):
    file = write(tmp_path, sample() + "#" * 100_000)

    assert refusal(file) == [f"{file}: expected 100,000 bytes at most"]


def test_a_file_that_is_not_there_is_refused(tmp_path):
    file = tmp_path / "adult.toml"

    assert refusal(file) == [f"{file}: cannot be read: No such file or directory"]


def test_a_folder_without_products_is_refused(tmp_path):
    assert refusal(tmp_path) == [f"{tmp_path}: expected product files, *.toml, in this folder"]


def test_a_pipe_is_not_waited_for(tmp_path):
    pipe = tmp_path / "adult.toml"
    os.mkfifo(pipe)

    assert refusal(pipe) == [f"{pipe}: cannot be read: it is no file"]


@pytest.mark.parametrize(
    "name",
    ["Adult.toml", "adult card.toml", "adult_card.toml", "-a.toml", "成人.toml", "adult.tml"],
)
def test_the_name_of_the_file_must_be_a_code(tmp_path, name):
    file = write(tmp_path, sample(), name)

    assert refusal(file) == [
        (
            f"{file}: expected a name such as transit-adult.toml, with 40 characters at most: "
            "it is the code of the product"
        )
    ]


def test_one_product_in_two_folders_is_refused(tmp_path):
    for folder in ("a", "b"):
        (tmp_path / folder).mkdir()
        write(tmp_path / folder, sample())

    assert refusal(tmp_path / "a", tmp_path / "b") == [
        f"{tmp_path}/b/adult.toml: this product is in {tmp_path}/a/adult.toml too"
    ]
