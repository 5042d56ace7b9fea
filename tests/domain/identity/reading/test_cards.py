"""Cards and permits out of recorded lines of text: every way to hold them, and what spoils them."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.domain.identity.reading.recorded import (
    PEOPLE,
    TODAY,
    boxes,
    line,
    names,
    page,
    read,
)
from yika.domain.identity.rules.documents import RULES, Side
from yika.domain.identity.rules.reading.read import Reading, read_side
from yika.products.documents import DOCUMENTS

SPECIMENS = "photo noise white-table photocopy small dark crop thumb upside-down-then-turned"
LEGIBLE = (
    *SPECIMENS.split(),
    "clean",
    "q10",
    "rot8",
    "rot90",
    "rot180",
    "persp3",
    "persp8",
    "blur2",
    "w607",
)
FRONTS = [
    name
    for who in PEOPLE
    for name in names("resident-id.front.")
    if name.split(".")[2] in (who, f"serif-{who}") and name.rpartition(".")[2] in LEGIBLE
]
ADDRESS = "临江区港湾道15号国际中心15"


@pytest.mark.parametrize("name", FRONTS)
def test_the_front_of_an_identity_card_is_read_however_it_is_held(name: str) -> None:
    person = PEOPLE[name.split(".")[2].removeprefix("serif-")]
    found = read(name).fields.said()
    # The engine saw no line of text at all where these two stand.
    unseen = {"wei.rot180": {"sex"}, "adil.rot180": {"ethnic_group"}}
    missing = unseen.get(name.removeprefix("resident-id.front."), set())
    assert found == {field: text for field, text in person.items() if field not in missing}


@pytest.mark.parametrize(
    ("name", "turned"), [("clean", 0), ("rot8", 0), ("rot90", 90), ("rot180", 180)]
)
def test_it_is_told_how_the_picture_must_be_turned(name: str, turned: int) -> None:
    assert read(f"resident-id.front.huang.{name}").turned == turned


@pytest.mark.parametrize("how", ["clean", "q10", "rot180", "persp8", "rot8"])
def test_the_back_of_an_identity_card_says_who_issued_it_and_for_how_long(how: str) -> None:
    assert read(f"resident-id.back.huang.{how}").fields.said() == {
        "authority": "江城市公安局临江分局",
        "issued_on": "2016-07-25",
        "expires_on": "2036-07-25",
    }


@pytest.mark.parametrize("how", ["clean", "q10", "rot90"])
def test_a_card_for_good_has_no_last_day(how: str) -> None:
    fields = read(f"resident-id.back.wei.{how}").fields
    assert fields.permanent
    assert (fields.issued_on, fields.expires_on) == (date(2010, 1, 31), None)


def test_glare_over_the_number_leaves_the_rest_and_says_what_was_not_read() -> None:
    reading = read("resident-id.front.huang.glare")
    assert reading.unread == ("number",)
    assert reading.fields.name == "黄国华"
    assert not reading.fields.number


@pytest.mark.parametrize(
    ("how", "unread"), [("glare-on-number", {"number"}), ("glare", {"born_on"})]
)
def test_glare_takes_what_it_lies_on(how: str, unread: set[str]) -> None:
    reading = read(f"resident-id.front.li.{how}")
    assert set(reading.unread) == unread
    assert reading.fields.said().items() <= PEOPLE["li"].items()


@pytest.mark.parametrize("how", ["mirror", "upside-down"])
def test_a_picture_in_which_lines_stand_wrongly_says_nothing(how: str) -> None:
    reading = read(f"resident-id.front.li.{how}")
    assert reading.is_bare
    assert set(reading.unread) == {"name", "number", "sex", "born_on"}


@pytest.mark.parametrize("who", ["adil", "rare"])
def test_of_a_blurred_card_only_a_whole_number_with_a_right_digit_is_taken(who: str) -> None:
    reading = read(f"resident-id.front.{who}.blur5")
    assert set(reading.fields.said()) == {"number"}
    assert set(reading.unread) == {"name", "sex", "born_on"}


@pytest.mark.parametrize("how", ["clean", "q10", "rot180"])
def test_a_residence_permit_keeps_its_traditional_characters(how: str) -> None:
    assert read(f"residence-permit.front.chan.{how}").fields.said() == {
        "name": "陳國華",
        "number": "810000198808081016",
        "sex": "male",
        "born_on": "1988-08-08",
        "address": ADDRESS,
    }


@pytest.mark.parametrize("how", ["clean", "rot180"])
def test_the_back_of_a_residence_permit_names_the_travel_permit_too(how: str) -> None:
    assert read(f"residence-permit.back.chan.{how}").fields.said() == {
        "other_number": "H12345678",
        "authority": "江城市公安局临江分局",
        "issued_on": "2021-03-04",
        "expires_on": "2026-03-04",
    }


@pytest.mark.parametrize("how", ["clean", "q10"])
def test_a_foreign_card_is_read_by_the_labels_above_its_values(how: str) -> None:
    assert read(f"foreign-permit.front.smith.{how}").fields.said() == {
        "name": "SMITH, JOHN ALEXANDER",
        "latin_name": "SMITH, JOHN ALEXANDER",
        "number": "911108197506300013",
        "sex": "male",
        "born_on": "1975-06-30",
        "nationality": "GBR",
        "issued_on": "2023-12-01",
        "expires_on": "2033-12-01",
    }


def test_an_old_foreign_card_has_a_number_with_letters() -> None:
    assert read("foreign-permit.front.tanaka.clean").fields.number == "JPN310080011502"


def test_travel_permits_are_read_as_far_as_their_labels_go() -> None:
    lee = read("home-return-permit.front.lee.clean").fields
    lin = read("taiwan-permit.front.lin.clean").fields
    assert (lee.name, lee.latin_name, lee.number) == ("李嘉文", "LEE, KA MAN", "H09876543")
    assert (lin.name, lin.number, lin.expires_on) == ("林國雄", "01234567", date(2026, 12, 31))


@pytest.mark.parametrize("document", DOCUMENTS)
def test_a_picture_without_text_leaves_everything_to_the_person(document: str) -> None:
    for side in RULES[document].sides:
        reading = read_side(document, side, page(), today=TODAY)
        assert reading.fields.said() == {}
        assert set(reading.unread) <= RULES[document].needed


def test_the_other_side_of_a_card_is_not_taken_for_this_one() -> None:
    swapped = read("resident-id.front.none", boxes("resident-id.back.huang.clean"))
    assert swapped == Reading(unread=("name", "number", "sex", "born_on"))


def test_a_value_that_cannot_be_one_is_left_out() -> None:
    found = page(
        line("姓名", 60, 50, width=60),
        line("=HYPERLINK(1)", 180, 50),
        line("民族", 60, 130, width=60),
        line("火星", 180, 130),
        line("出生2030年13月1日", 60, 210),
    )
    assert read("resident-id.front.none", found).fields.said() == {}


def test_labels_and_values_in_one_line_are_told_apart() -> None:
    found = page(
        line("姓名黄国华", 60, 50),
        line("性别男民族汉", 60, 130),
        line("出生1990年5月12日", 60, 210),
        line("住址江城市临江区国安路15", 60, 290, width=480),
        line("号尔雅园3单元1501", 140, 340, width=340),
        line("公民身份号码110105199005121017", 60, 520, width=700),
    )
    assert read("resident-id.front.none", found).fields.said() == PEOPLE["huang"]


def test_a_street_named_like_a_label_stays_a_street() -> None:
    found = page(
        line("住址", 60, 290, width=60),
        line("南山自治区青秀县", 180, 290, width=300),
        line("民族大道88号", 180, 336, width=200),
    )
    fields = read("resident-id.front.none", found).fields
    assert fields.address == "南山自治区青秀县民族大道88号"
    assert not fields.ethnic_group


LINES = st.builds(
    line,
    st.text(alphabet="姓名性别男民族汉出生年月日住址公民身份号码0123456789X/<A １ ", max_size=24),
    st.floats(-50, 2000),
    st.floats(-50, 2000),
    width=st.floats(0, 900),
    height=st.floats(0, 200),
)


@settings(max_examples=30)
@given(st.lists(LINES, max_size=12), st.sampled_from(DOCUMENTS))
def test_whatever_a_reader_finds_makes_fields_or_nothing(found: list, document: str) -> None:
    for side, known in RULES[document].sides.items():
        reading = read_side(document, Side(side), page(*found), today=TODAY)
        assert set(reading.fields.said()) <= known
