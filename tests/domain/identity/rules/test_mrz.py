"""Machine-readable zones: every form, every wrong digit, and what readers do to them."""

import os
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.domain.identity.rules.passports import (
    MRV_A,
    MRV_B,
    TD1,
    TD2,
    TD3,
    TODAY,
    first,
    passport,
    second,
)
from yika.domain.identity.rules.documents import Sex
from yika.domain.identity.rules.mrz import (
    Form,
    Zone,
    check_digit,
    country_of,
    is_known_country,
    is_specimen_country,
    parse,
)

EXAMPLES = 2000 if os.environ.get("YIKA_SOAK") else 40


def read(text: str) -> Zone:
    zone = parse(text, today=TODAY)
    assert zone is not None
    return zone


def with_character(text: str, place: int, character: str) -> str:
    """Another character in the second line."""
    line = second(text)
    return f"{first(text)}\n{line[:place]}{character}{line[place + 1 :]}"


@pytest.mark.parametrize(
    ("text", "form", "number"),
    [
        (TD3, Form.TD3, "L898902C3"),
        (TD2, Form.TD2, "D23145890"),
        (TD1, Form.TD1, "D23145890"),
        (MRV_A, Form.MRV_A, "L8988901C"),
        (MRV_B, Form.MRV_B, "L8988901C"),
    ],
)
def test_every_form_of_the_standard_is_read(text: str, form: Form, number: str) -> None:
    zone = read(text)
    assert (zone.form, zone.number, zone.wrong) == (form, number, ())
    assert (zone.surname, zone.given_names, zone.names_cut) == ("ERIKSSON", "ANNA MARIA", False)
    assert zone.composite in ({None} if form in {Form.MRV_A, Form.MRV_B} else {True})


@pytest.mark.parametrize(
    ("place", "wrong"),
    [
        (0, "number"),
        (9, "number"),
        (13, "born_on"),
        (19, "born_on"),
        (21, "expires_on"),
        (27, "expires_on"),
    ],
)
def test_a_wrong_digit_is_named_by_its_field(place: int, wrong: str) -> None:
    text = passport()
    other = "7" if second(text)[place] != "7" else "4"
    assert read(with_character(text, place, other)).wrong == (wrong,)


def test_a_wrong_composite_digit_is_told_and_spoils_nothing() -> None:
    text = passport()
    other = "7" if text[-1] != "7" else "4"
    zone = read(text[:-1] + other)
    assert (zone.composite, zone.wrong) == (False, ())


def test_letters_for_digits_are_mended_where_only_digits_stand() -> None:
    text = passport(born="800115", last="310108")
    line = second(text)
    spoiled = line[:13] + line[13:20].translate(str.maketrans("018", "OIB")) + line[20:]
    zone = read(f"{first(text)}\n{spoiled}")
    assert (zone.born_on, zone.wrong) == (date(1980, 1, 15), ())


def test_letters_in_the_number_are_never_mended() -> None:
    assert read(with_character(passport(number="E10000005"), 3, "O")).wrong == ("number",)


@pytest.mark.parametrize(
    ("right", "misread"), [("G12345678", "612345678"), ("S12345678", "812345678"),
    ("A12345678", "012345678"), ("Z12345678", "512345678")],
)  # fmt: skip
def test_no_check_digit_tells_the_four_pairs_apart(right: str, misread: str) -> None:
    zone = read(with_character(passport(number=right), 0, misread[0]))
    assert (zone.number, zone.wrong) == (misread, ())


@pytest.mark.parametrize("kept", [28, 30, 36, 43])
def test_a_line_that_is_cut_at_the_right_is_read_as_far_as_it_goes(kept: int) -> None:
    text = passport(personal="X1")
    zone = read(f"{first(text)[:kept]}\n{second(text)[:kept]}")
    assert (zone.number, zone.born_on, zone.expires_on) == (
        "E12345678",
        date(1990, 3, 7),
        date(2031, 1, 1),
    )
    assert (zone.wrong, zone.composite) == ((), None)


def test_a_line_that_is_cut_before_its_digits_is_no_zone() -> None:
    assert parse(second(passport())[:27], today=TODAY) is None


@pytest.mark.parametrize("kept", [0, 1, 2])
def test_fillers_that_a_reader_lost_behind_the_number_are_put_back(kept: int) -> None:
    line = second(passport(number="AB1234", country="USA"))
    zone = read("AB1234" + "<" * kept + line[9:])
    assert (zone.number, zone.nationality, zone.wrong) == ("AB1234", "USA", ())


@pytest.mark.parametrize("kept", [0, 1, 2])
def test_germany_is_read_with_and_without_its_fillers(kept: int) -> None:
    line = second(passport(number="C01X00T47", country="D"))
    zone = read(line[:11] + "<" * kept + line[13:])
    assert (zone.number, zone.nationality, zone.wrong) == ("C01X00T47", "D", ())
    assert zone.fields().nationality == "DEU"


@pytest.mark.parametrize("marks", ["\u300a", "\u00ab", "\u3008\u3008", "\uff1c\uff1c", "< <"])
def test_brackets_of_other_scripts_are_fillers(marks: str) -> None:
    zone = read(passport().replace("<<", marks))
    assert (zone.number, zone.surname, zone.given_names) == ("E12345678", "ZHANG", "SAN")


def test_small_and_fullwidth_characters_are_the_same() -> None:
    wide = {ord(each): ord(each) + 0xFEE0 for each in "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ<"}
    assert read(passport().translate(wide)) == read(passport()) == read(passport().lower())


def test_lines_that_were_run_together_are_parted() -> None:
    for text in (passport(), TD1, TD2, MRV_A):
        assert read(text.replace("\n", "")) == read(text)


def test_a_line_of_names_without_its_fillers_still_names() -> None:
    zone = read(f"P<CHNZHANG<<SAN\n{second(passport())}")
    assert (zone.code, zone.surname, zone.given_names) == ("P", "ZHANG", "SAN")
    assert not zone.names_cut


def test_other_lines_around_it_do_no_harm() -> None:
    text = f"PEOPLESREPUBLICOFCHINAPASSPORT\nE12345678\n{passport()}\nsigned somewhere else"
    assert read(text) == read(passport())
    assert parse("PASSPORT\n20 JAN 2031\n", today=TODAY) is None
    assert parse("", today=TODAY) is None


def test_an_expired_zone_is_right_and_says_its_day() -> None:
    zone = read(passport(last="991231"))
    assert (zone.expires_on, zone.wrong) == (date(1999, 12, 31), ())


@pytest.mark.parametrize("digit", ["0", "<"])
def test_a_document_without_a_last_day_is_right(digit: str) -> None:
    zone = read(with_character(passport(last="<<<<<<"), 27, digit))
    assert (zone.expires_on, zone.wrong) == (None, ())


def test_an_unknown_sex_is_unspecified_and_not_proposed() -> None:
    for sex in "<X":
        zone = read(passport(sex=sex))
        assert (zone.sex, zone.fields().sex, zone.wrong) == (Sex.UNSPECIFIED, None, ())


def test_a_birthday_of_which_a_part_is_unknown_is_no_day() -> None:
    zone = read(passport(born="85<<<<"))
    assert (zone.born_on, zone.wrong) == (None, ())


@pytest.mark.parametrize(
    ("digits", "day"),
    [
        ("261121", date(2026, 11, 21)),
        ("261122", date(1926, 11, 22)),
        ("000229", date(2000, 2, 29)),
        ("280229", date(1928, 2, 29)),
        ("270101", date(1927, 1, 1)),
    ],
)
def test_a_birthday_is_in_the_century_in_which_it_is_past(digits: str, day: date) -> None:
    assert read(passport(born=digits)).born_on == day


@pytest.mark.parametrize(
    ("digits", "day"),
    [("760101", date(2076, 1, 1)), ("770101", date(1977, 1, 1)), ("000101", date(2000, 1, 1))],
)
def test_a_last_day_is_within_fifty_years(digits: str, day: date) -> None:
    assert read(passport(last=digits)).expires_on == day


@pytest.mark.parametrize("born", ["901332", "900230", "000000"])
def test_a_day_that_does_not_exist_is_wrong_however_right_its_digit(born: str) -> None:
    assert read(passport(born=born)).wrong == ("born_on",)


def test_names_that_are_too_long_say_that_they_are_cut() -> None:
    zone = read(passport(names="NILAVADHANANANDA<<CHAYAPA<DEJTHAMRONG<KRASUANG"))
    assert zone.names_cut
    assert zone.latin_name == "NILAVADHANANANDA CHAYAPA DEJTHAMRONG K"
    assert not read(passport()).names_cut


def test_a_name_of_one_part_has_no_given_names() -> None:
    zone = read(passport(names="SUHARTO"))
    assert (zone.surname, zone.given_names, zone.latin_name) == ("SUHARTO", "", "SUHARTO")


def test_a_number_too_long_for_its_place_goes_on_behind_it() -> None:
    number = "D23145890734"
    head = f"I<UTO{number[:9]}<{number[9:]}{check_digit(number)}".ljust(30, "<")
    zone = read(f"{head}\n{TD1.split(chr(10), 1)[1]}")
    assert (zone.number, zone.wrong) == (number, ())


@pytest.mark.parametrize(
    ("code", "known", "specimen"),
    [("CHN", True, False), ("D", True, False), ("GBD", True, False), ("RSO", False, False),
     ("UTO", False, True), ("XXA", True, False), ("RKS", True, False)],
)  # fmt: skip
def test_codes_of_countries_are_known_or_odd(code: str, known: bool, specimen: bool) -> None:
    assert (is_known_country(code), is_specimen_country(code)) == (known, specimen)
    assert country_of("GBD") == "GBR"


def test_a_zone_with_an_unknown_country_is_still_read() -> None:
    zone = read(passport(country="RSO"))
    assert (zone.nationality, zone.wrong) == ("RSO", ())


CHARACTERS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ<"


@settings(max_examples=EXAMPLES)
@given(st.text(CHARACTERS, min_size=1, max_size=9), st.dates(date(1930, 1, 1), date(2026, 11, 20)))
def test_what_is_written_by_the_rule_is_read_back(number: str, born_on: date) -> None:
    number = number.replace("<", "0")
    zone = read(passport(number=number, born=f"{born_on:%y%m%d}"))
    assert (zone.number, zone.born_on, zone.wrong) == (number, born_on, ())
    assert zone.composite


@settings(max_examples=EXAMPLES)
@given(st.text(max_size=200))
def test_no_text_makes_it_stumble(text: str) -> None:
    parse(text, today=TODAY)
    parse(f"{text}\n{second(passport())}", today=TODAY)


@settings(max_examples=EXAMPLES)
@given(st.text(CHARACTERS, min_size=1, max_size=9), st.data())
def test_any_one_changed_digit_is_found(text: str, data: st.DataObject) -> None:
    digits = text.translate({ord(each): "7" for each in CHARACTERS if not each.isdigit()})
    place = data.draw(st.integers(0, len(digits) - 1))
    other = data.draw(st.sampled_from([each for each in "0123456789" if each != digits[place]]))
    changed = digits[:place] + other + digits[place + 1 :]
    assert check_digit(changed) != check_digit(digits)


def test_a_strange_character_has_no_check_digit() -> None:
    with pytest.raises(ValueError, match="fillers"):
        check_digit("\u0661")
