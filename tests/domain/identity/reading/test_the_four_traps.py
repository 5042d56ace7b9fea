"""The four ways in which reading went wrong when it was first tried, each caught for good."""

import pytest

from tests.domain.identity.reading.recorded import PEOPLE, boxes, line, page, printing, read
from yika.domain.identity.rules.numbers import check_character, index_text

TRADITIONAL = str.maketrans("黄国华汉壮尔兰", "黃國華漢壯爾蘭")
FULLWIDTH = str.maketrans("0123456789X", "０１２３４５６７８９Ｘ")


@pytest.mark.parametrize("who", ["huang", "wei", "adil"])
def test_traditional_characters_on_a_mainland_card_are_the_readers_mistake(who: str) -> None:
    name = f"resident-id.front.{who}.clean"
    found = printing(boxes(name), lambda text: text.translate(TRADITIONAL))
    assert read(name, found).fields.said() == PEOPLE[who]


def test_traditional_characters_of_hong_kong_and_taiwan_are_their_own() -> None:
    assert read("residence-permit.front.chan.clean").fields.name == "陳國華"
    assert read("taiwan-permit.front.lin.clean").fields.name == "林國雄"


def test_labels_in_traditional_characters_are_labels_all_the_same() -> None:
    labels = str.maketrans("码签发机关长", "碼簽發機關長")
    back = "resident-id.back.wei.clean"
    found = printing(boxes(back), lambda text: text.translate(labels))
    assert read(back, found).fields == read(back).fields
    assert read(back).fields.permanent


@pytest.mark.parametrize("every", [1, 2, 5])
def test_fullwidth_digits_become_the_number_that_is_stored(every: int) -> None:
    name = "resident-id.front.huang.q10"

    def widened(text: str) -> str:
        return "".join(
            each.translate(FULLWIDTH) if place % every == 0 else each
            for place, each in enumerate(text)
        )

    number = read(name, printing(boxes(name), widened)).fields.number
    assert number == PEOPLE["huang"]["number"]
    assert number.isascii()
    assert index_text("resident-id", number) == index_text("resident-id", PEOPLE["huang"]["number"])


def test_digits_of_other_scripts_are_no_digits() -> None:
    name = "resident-id.front.huang.clean"
    arabic = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")
    found = printing(boxes(name), lambda text: text.translate(arabic))
    assert not read(name, found).fields.number


def test_an_address_that_ends_in_figures_never_flows_into_the_number() -> None:
    """Joined, the lines hold a wrong number whose check character is right."""
    first = "15" + "1101051990051210"
    shifted = first[:17] + check_character(first[:17])
    found = page(
        line("住址", 60, 290, width=60),
        line("国安路15", 180, 290, width=160),
        line("公民身份号码", 60, 540, width=180),
        line(shifted[2:] + "17", 330, 540, width=430),
    )
    assert shifted in "国安路15" + shifted[2:]
    number = read("resident-id.front.none", found).fields.number
    assert number in ("", shifted[2:] + "17")


@pytest.mark.parametrize(
    "text",
    [
        "15110105199005121017",  # two figures of the address in front of it
        "1101051990051210171",
        "国安路110105199005121017",
        "11010519900512101",
    ],
)
def test_a_line_that_holds_more_or_less_than_a_number_holds_none(text: str) -> None:
    labeled = page(line("公民身份号码", 60, 540, width=180), line(text, 330, 540, width=430))
    alone = page(line("住址", 60, 100), line(text, 330, 540, width=430))
    assert not read("resident-id.front.none", labeled).fields.number
    assert not read("resident-id.front.none", alone).fields.number


def test_a_number_in_parts_is_joined_beside_its_label_only() -> None:
    parts = (line("110105", 330, 540, width=120), line("199005121017", 460, 541, width=240))
    label = line("公民身份号码", 60, 540, width=180)
    assert read("resident-id.front.none", page(label, *parts)).fields.number
    assert not read("resident-id.front.none", page(line("住址", 60, 100), *parts)).fields.number


def test_a_number_without_its_label_must_be_right_and_stand_where_numbers_stand() -> None:
    right, wrong = "110105199005121017", "110105199005121018"
    above = line("姓名", 60, 50, width=60), line("王喆", 180, 50)
    below = line("公", 60, 900, width=40)
    for text, top, taken in ((right, 860, True), (wrong, 860, False), (right, 120, False)):
        found = page(*above, line(text, 330, top, width=430), below)
        assert bool(read("resident-id.front.none", found).fields.number) is taken


def test_a_wrong_number_beside_its_label_is_offered_for_the_person_to_mend() -> None:
    """A right check character proves nothing, and a wrong one is found by the checks."""
    found = page(line("公民身份号码", 60, 540, width=180), line("110105199005121018", 330, 540))
    assert read("resident-id.front.none", found).fields.number == "110105199005121018"


@pytest.mark.parametrize(("printed", "number"), [("x", "X"), ("×", "X"), ("Ｘ", "X")])
def test_the_last_character_may_be_an_x_of_any_kind(printed: str, number: str) -> None:
    first = next(
        text for each in range(10) if check_character(text := f"1101051990051210{each}") == "X"
    )
    found = page(line("公民身份号码", 60, 540, width=180), line(first + printed, 330, 540))
    assert read("resident-id.front.none", found).fields.number == first + number


def test_letters_for_digits_are_mended_where_the_check_character_proves_it() -> None:
    found = page(line("公民身份号码", 60, 540, width=180), line("11O1O5I99OO5I2IOI7", 330, 540))
    assert read("resident-id.front.none", found).fields.number == "110105199005121017"
