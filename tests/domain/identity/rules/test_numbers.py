"""Numbers of documents: every way in which one is typed, wrong, or right against all appearance."""

import os
from collections.abc import Callable
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.domain.identity.rules.numbers import TODAY, citizen
from yika.domain.identity.rules.documents import Sex
from yika.domain.identity.rules.mrz import check_digit
from yika.domain.identity.rules.numbers import (
    NumberFinding,
    age_on,
    check_character,
    index_kind,
    index_text,
    judge_number,
    normal_number,
    twins,
    unsure_places,
)
from yika.domain.identity.rules.reasons import Reason
from yika.products.documents import DOCUMENTS, Document

EXAMPLES = 2000 if os.environ.get("YIKA_SOAK") else 40
NUMBER = "11010119900307011X"


def judged(text: str, document: Document = "resident-id", today: date = TODAY) -> NumberFinding:
    return judge_number(document, text, today=today)


def passport(text: str, country: str = "CHN") -> NumberFinding:
    return judge_number("passport", text, today=TODAY, nationality=country)


def test_a_right_number_says_birth_and_sex() -> None:
    number = citizen()
    found = judged(number)
    assert found == NumberFinding(number, birth="19900307", sex=Sex.MALE)
    assert found.agrees_with(date(1990, 3, 7))
    assert not found.agrees_with(date(1990, 3, 8))
    assert judged(citizen(sequence="012")).sex is Sex.FEMALE


def with_x() -> str:
    return next(each for n in range(100) if (each := citizen(sequence=f"{n:03}")).endswith("X"))


@pytest.mark.parametrize(
    "typed",
    [
        str.lower,
        lambda n: n.translate({ord(each): ord(each) + 0xFEE0 for each in "0123456789X"}),
        lambda n: f" {n[:6]} {n[6:14]}\u3000{n[14:]}\n",
        lambda n: f"\u200b{n[:6]}\u200d\ufeff{n[6:]}",
        lambda n: f"\u202b\u200f{n}\u202c",
        lambda n: n.replace("X", "\u2169"),
    ],
    ids=["small", "fullwidth", "spaces", "zero width", "right to left", "roman ten"],
)
def test_every_way_of_typing_a_number_is_the_same_number(typed: Callable[[str], str]) -> None:
    number = with_x()
    assert judged(typed(number)).number == number
    assert judged(typed(number)).wrong is None
    assert index_text("resident-id", typed(number)) == index_text("resident-id", number)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("".join(chr(0x660 + int(each)) for each in citizen(sequence="013")[:17]) + "1",
         Reason.NUMBER_CHARACTERS),
        (citizen()[:9] + "X" + citizen()[10:], Reason.NUMBER_CHARACTERS),
        (citizen()[:6] + "-" + citizen()[6:], Reason.NUMBER_CHARACTERS),
        ("\u0425".join([citizen()[:17], ""]), Reason.NUMBER_CHARACTERS),
        ("110101900307011", Reason.NUMBER_FIFTEEN_DIGITS),
        (citizen()[:17], Reason.NUMBER_LENGTH),
        (citizen() + "1", Reason.NUMBER_LENGTH),
        ("", Reason.NUMBER_LENGTH),
        ("1" * 18, Reason.NUMBER_BIRTH_DATE),
        ("0" * 18, Reason.NUMBER_BIRTH_DATE),
        (citizen(born="19900229"), Reason.NUMBER_BIRTH_DATE),
        (citizen(born="19901301"), Reason.NUMBER_BIRTH_DATE),
        (citizen(born="20991231"), Reason.NUMBER_BIRTH_DATE),
        (citizen(born="18000101"), Reason.NUMBER_BIRTH_DATE),
        (citizen(region="810000"), Reason.NUMBER_OTHER_DOCUMENT),
        (citizen(region="830000"), Reason.NUMBER_OTHER_DOCUMENT),
        (citizen(region="911840"), Reason.NUMBER_OTHER_DOCUMENT),
    ],
)  # fmt: skip
def test_what_cannot_be_a_number_says_why(text: str, reason: Reason) -> None:
    found = judged(text)
    assert (found.wrong, found.birth, found.sex) == (reason, "", None)


def test_a_wrong_check_character_is_told() -> None:
    number = citizen()
    other = "7" if number[-1] != "7" else "4"
    assert judged(number[:-1] + other).wrong is Reason.NUMBER_CHECKSUM


def test_the_29th_of_february_is_a_birthday_in_leap_years() -> None:
    assert judged(citizen(born="20000229")).wrong is None
    assert judged(citizen(born="19000229"), today=date(1999, 1, 1)).wrong is not None


def test_birth_is_judged_on_the_day_of_the_issuer() -> None:
    """At 00:30 of the 22nd in Shanghai it is still the 21st in UTC: the caller says which."""
    number = citizen(born="20261122")
    assert judged(number, today=date(2026, 11, 21)).wrong is Reason.NUMBER_BIRTH_DATE
    assert judged(number, today=date(2026, 11, 22)).wrong is None


@pytest.mark.parametrize(
    ("born", "right"), [("19061121", True), ("19051122", True), ("19051121", False)]
)
def test_nobody_is_older_than_a_hundred_and_twenty(born: str, right: bool) -> None:
    assert (judged(citizen(born=born)).wrong is None) is right


def test_an_unknown_region_is_only_odd() -> None:
    found = judged(citizen(region="990101".replace("99", "77")))
    assert (found.wrong, found.odd) == (None, (Reason.NUMBER_REGION_UNKNOWN,))


@pytest.mark.parametrize("region", ["110112", "429005", "330383", "659012", "320583", "710000"])
def test_retired_and_newer_regions_are_right_whatever_the_year_of_birth(region: str) -> None:
    assert judged(citizen(region=region)) == NumberFinding(
        citizen(region=region), birth="19900307", sex=Sex.MALE
    )


@pytest.mark.parametrize("region", ["810000", "820000", "830000"])
def test_residence_permits_have_their_own_regions(region: str) -> None:
    assert judged(citizen(region=region), "residence-permit").wrong is None
    assert judged(citizen(), "residence-permit").wrong is Reason.NUMBER_OTHER_DOCUMENT


def test_the_three_papers_of_a_citizen_have_one_number() -> None:
    papers: tuple[Document, ...] = ("resident-id", "temporary-id", "household-register")
    assert {judged(citizen(), paper).wrong for paper in papers} == {None}
    assert {index_kind(paper) for paper in papers} == {"resident-id"}
    others = set(DOCUMENTS) - set(papers)
    assert {index_kind(paper) for paper in others} == others


def test_foreigners_cards_begin_with_a_nine() -> None:
    found = judged(citizen(region="911840"), "foreign-permit")
    assert (found.wrong, found.birth, found.binding) == (None, "19900307", False)
    assert judged(citizen(), "foreign-permit").wrong is Reason.NUMBER_OTHER_DOCUMENT


def old_card(birth: str = "900307") -> str:
    return (first := f"USA1101{birth}1") + check_digit(first)


def test_older_cards_of_foreigners_begin_with_their_country() -> None:
    found = judged(old_card(), "foreign-permit")
    assert (found.wrong, found.odd, found.birth) == (None, (), "900307")
    assert found.agrees_with(date(1990, 3, 7))
    changed = old_card()[:-1] + ("1" if old_card()[-1] != "1" else "2")
    assert judged(changed, "foreign-permit").odd == (Reason.NUMBER_UNUSUAL,)
    assert judged(old_card("901307"), "foreign-permit").wrong is Reason.NUMBER_BIRTH_DATE
    assert judged("US11101900307123"[:15], "foreign-permit").wrong is Reason.NUMBER_SHAPE
    assert judged("1" * 15, "foreign-permit").wrong is Reason.NUMBER_FIFTEEN_DIGITS


@pytest.mark.parametrize("text", ["H12345678", "M 1234 5678", "h1234567801"])
def test_home_return_permits_keep_their_number_when_renewed(text: str) -> None:
    assert judged(text, "home-return-permit").wrong is None
    assert index_text("home-return-permit", text) == normal_number(text)[:9]


def test_permits_of_another_shape_are_refused() -> None:
    for text in ("K12345678", "H1234567", "12345678", "H123456789"):
        assert judged(text, "home-return-permit").wrong is Reason.NUMBER_SHAPE
    for text in ("1234567", "123456789", "H12345678"):
        assert judged(text, "taiwan-permit").wrong is Reason.NUMBER_SHAPE
    assert judged("01234567", "taiwan-permit").wrong is None
    assert judged("0123456701B", "taiwan-permit").odd == (Reason.NUMBER_UNUSUAL,)


@pytest.mark.parametrize(
    ("text", "country"),
    [("E12345678", "CHN"), ("EA1234567", "CHN"), ("g12345678", "CHN"), ("C01X00T47", "DEU"),
     ("123456789", "GBR"), ("TZ1234567", "JPN"), ("M12345678", "KOR"), ("X1", "TUV")],
)  # fmt: skip
def test_passports_are_judged_by_their_country(text: str, country: str) -> None:
    found = passport(text, country)
    assert found.odd == ()
    assert found.wrong is (Reason.NUMBER_SHAPE if text == "X1" else None)


def test_a_passport_of_a_new_form_is_only_odd() -> None:
    assert passport("612345678").odd == (Reason.NUMBER_UNUSUAL,)
    assert passport("612345678", "chn").odd == (Reason.NUMBER_UNUSUAL,)
    assert passport("ABCDEF").wrong is Reason.NUMBER_SHAPE
    assert passport("E1234\u06605678").wrong is Reason.NUMBER_CHARACTERS


@pytest.mark.parametrize(("letter", "digit"), ["G6", "S8", "A0", "Z5", "L1"])
def test_the_five_pairs_are_for_the_person_to_tell(letter: str, digit: str) -> None:
    assert twins(f"{letter}12345678", f"{digit}12345678")
    assert unsure_places(f"{letter}2347", "TUV") == (0,)
    assert unsure_places(f"{digit}2347", "TUV") == (0,)


def test_where_the_country_decides_nobody_is_asked() -> None:
    assert unsure_places("G12345678", "CHN") == ()
    assert unsure_places("EA1234568", "CHN") == (1,)
    assert unsure_places("800000000", "GBR") == ()
    assert not twins("E12345678", "E12345678")
    assert not twins("E12345678", "E12345679")
    assert not twins("AO1", "001")


def test_the_index_of_a_passport_is_made_of_its_country_too() -> None:
    assert index_text("passport", "e 123", "gbr") == "GBR/E123"
    assert index_text("passport", "E123", "D") == index_text("passport", "E123", "deu")
    assert index_text("passport", "E123", "USA") != index_text("passport", "E123", "GBR")


def test_old_registers_are_found_by_the_number_of_today() -> None:
    assert index_text("resident-id", "110101900307011") == citizen()
    assert index_text("taiwan-permit", "01234567") == "01234567"


@pytest.mark.parametrize(
    ("born", "today", "age"),
    [
        (date(2008, 2, 29), date(2026, 2, 28), 17),
        (date(2008, 2, 29), date(2026, 3, 1), 18),
        (date(2008, 11, 21), date(2026, 11, 21), 18),
        (date(2008, 11, 22), date(2026, 11, 21), 17),
    ],
)
def test_age_is_counted_in_full_years(born: date, today: date, age: int) -> None:
    assert age_on(born, today) == age


BORN = st.dates(TODAY - timedelta(days=43_000), TODAY)


@settings(max_examples=EXAMPLES)
@given(BORN, st.integers(0, 999))
def test_every_number_that_is_made_by_the_rule_is_right(born: date, sequence: int) -> None:
    number = citizen(born=f"{born:%Y%m%d}", sequence=f"{sequence:03}")
    found = judged(number)
    assert found.wrong is None
    assert found.agrees_with(born)
    assert found.sex is (Sex.MALE if sequence % 2 else Sex.FEMALE)


@settings(max_examples=EXAMPLES)
@given(st.text("0123456789", min_size=17, max_size=17), st.data())
def test_any_one_changed_or_swapped_digit_changes_the_check(
    first: str, data: st.DataObject
) -> None:
    place = data.draw(st.integers(0, 15))
    other = data.draw(st.sampled_from([each for each in "0123456789" if each != first[place]]))
    assert check_character(first[:place] + other + first[place + 1 :]) != check_character(first)
    swapped = first[:place] + first[place + 1] + first[place] + first[place + 2 :]
    assert (check_character(swapped) == check_character(first)) is (swapped == first)


@settings(max_examples=EXAMPLES)
@given(st.sampled_from(DOCUMENTS), st.text(max_size=40))
def test_no_text_makes_it_stumble(document: Document, text: str) -> None:
    found = judged(text, document)
    assert found.number == normal_number(found.number)
    assert index_text(document, text) == index_text(document, found.number)
    assert found.wrong or found.number.isascii()
