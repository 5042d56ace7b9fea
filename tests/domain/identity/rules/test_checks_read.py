"""The checks that need what was read: sides, corrections, and the machine-readable zone."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

import pytest

from tests.domain.identity.rules.numbers import citizen
from tests.domain.identity.rules.passports import passport, second
from tests.domain.identity.rules.samples import (
    BOOK,
    CARD,
    FAIL,
    NOT_RUN,
    PASS,
    WARN,
    answer,
    checked,
    sides,
)
from yika.domain.identity.rules.checks import Check, CheckName, Outcome
from yika.domain.identity.rules.documents import Fields, Sex, Side
from yika.domain.identity.rules.reasons import Reason


def test_sides_that_say_different_things_are_seen() -> None:
    front = Fields(name="CHAN TAI MAN", number="H12345678", born_on=date(1990, 3, 7))
    back = replace(front, number="H87654321", other_number="A1", mrz="x")
    read = {Side.FRONT: front, Side.BACK: back}
    check = checked(front, "home-return-permit", read=read)[CheckName.SIDES]
    assert (check.outcome, check.reason) == (WARN, Reason.SIDES_DISAGREE)
    assert check.facts == {"fields": "number"}


def test_the_back_of_another_card_is_told_by_its_office() -> None:
    other = replace(CARD, authority="哈尔滨市公安局南岗分局")
    assert answer(CheckName.SIDES, other, read=sides(other)) == (WARN, Reason.SIDES_UNLIKE)
    unknown = replace(CARD, authority="")
    assert answer(CheckName.SIDES, unknown, read=sides(CARD)) == (PASS, None)


def test_the_same_side_twice_is_seen() -> None:
    read = sides(CARD)
    twice = {Side.FRONT: read[Side.BACK], Side.BACK: read[Side.BACK]}
    check = checked(CARD, read=twice)[CheckName.SIDES]
    assert (check.outcome, check.reason, check.facts) == (
        WARN,
        Reason.SIDE_MISSING,
        {"side": "front"},
    )


def test_a_side_of_which_nothing_was_read_is_no_pass() -> None:
    read = {Side.FRONT: sides(CARD)[Side.FRONT]}
    assert answer(CheckName.SIDES, CARD, read=read) == (NOT_RUN, Reason.NOT_READ)
    assert answer(CheckName.SIDES, BOOK, "passport", read={})[1] is Reason.NOTHING_TO_COMPARE


def test_corrections_of_what_was_read_are_kept_in_sight() -> None:
    def edits(**more: str) -> Check:
        given = Fields.of(CARD.said() | more)
        return checked(given, read=sides(CARD))[CheckName.EDITS]

    assert edits().outcome is PASS
    assert edits(number=f" {citizen()} ", name="张 三").outcome is PASS
    assert edits(address="湖南省 长沙市岳麓区某街1号").outcome is PASS
    name = edits(name="张四")
    assert (name.outcome, name.reason, name.facts) == (WARN, Reason.EDITED, {"fields": "name"})
    number = edits(number=citizen(sequence="013"), name="张四")
    assert (number.reason, number.facts) == (Reason.EDITED_NUMBER, {"fields": "name number"})
    forever = checked(replace(CARD, expires_on=None, permanent=True), read=sides(CARD))
    assert forever[CheckName.EDITS].facts == {"fields": "expires_on"}
    assert edits(mrz="x").outcome is PASS
    assert answer(CheckName.EDITS, CARD, read={}) == (NOT_RUN, Reason.NOT_READ)


@pytest.mark.parametrize(
    ("more", "outcome", "reason"),
    [
        ({}, PASS, None),
        ({"number": "E12345679"}, FAIL, Reason.MRZ_DISAGREES),
        ({"born_on": date(1990, 3, 8)}, FAIL, Reason.MRZ_DISAGREES),
        ({"born_on": date(1890, 3, 7)}, PASS, None),
        ({"expires_on": date(2032, 1, 1)}, FAIL, Reason.MRZ_DISAGREES),
        ({"sex": Sex.MALE}, FAIL, Reason.MRZ_DISAGREES),
        ({"sex": Sex.UNSPECIFIED}, PASS, None),
        ({"nationality": "JPN"}, FAIL, Reason.MRZ_DISAGREES),
        ({"nationality": "chn"}, PASS, None),
        ({"name": "LI SI"}, WARN, Reason.NAME_MISMATCH),
        ({"name": "San Zhang"}, PASS, None),
        ({"name": "张三", "latin_name": "LI SI"}, WARN, Reason.NAME_MISMATCH),
        ({"name": "张三"}, PASS, None),
        ({"mrz": "P<CHN"}, NOT_RUN, Reason.MRZ_UNREADABLE),
        ({"mrz": second(passport())[:28]}, PASS, None),
        ({"mrz": passport(country="UTO"), "nationality": "UTO"}, WARN, Reason.MRZ_SPECIMEN),
        ({"mrz": passport(country="RSO"), "nationality": "RSO"}, WARN, Reason.NATIONALITY_UNKNOWN),
        ({"mrz": passport(last="<<<<<<")}, PASS, None),
        ({"mrz": passport(sex="<")}, PASS, None),
    ],
)
def test_a_passport_is_held_against_its_zone(
    more: Mapping[str, object], outcome: Outcome, reason: Reason | None
) -> None:
    given = replace(BOOK, **{"mrz": passport(), **more})  # type: ignore[arg-type]
    assert answer(CheckName.MRZ, given, "passport") == (outcome, reason)


@pytest.mark.parametrize(("letter", "digit"), [("G", "6"), ("S", "8"), ("A", "0"), ("Z", "5")])
def test_pairs_that_no_digit_tells_apart_are_asked_for(letter: str, digit: str) -> None:
    given = replace(BOOK, number=f"{letter}12345678", mrz=passport(number=f"{digit}12345678"))
    assert answer(CheckName.MRZ, given, "passport") == (WARN, Reason.NUMBER_UNSURE)


def test_a_wrong_digit_counts_less_where_only_a_reader_saw_it() -> None:
    text = passport()
    wrong = text.replace("E12345678", "E12345677")
    assert answer(CheckName.MRZ, replace(BOOK, mrz=wrong), "passport") == (
        FAIL,
        Reason.MRZ_DIGITS,
    )
    read = {Side.DATA: Fields(mrz=wrong)}
    assert answer(CheckName.MRZ, BOOK, "passport", read=read) == (WARN, Reason.MRZ_DIGITS)
    missing = {Side.DATA: Fields(name="ZHANG SAN")}
    assert answer(CheckName.MRZ, BOOK, "passport", read=missing) == (NOT_RUN, Reason.MRZ_MISSING)
    number = replace(BOOK, number="01234567", mrz=passport())
    assert answer(CheckName.MRZ, number, "taiwan-permit") == (WARN, Reason.MRZ_DISAGREES)
    permit = {Side.FRONT: Fields(name="CHAN TAI MAN")}
    assert answer(CheckName.MRZ, BOOK, "taiwan-permit", read=permit) == (
        NOT_RUN,
        Reason.NOTHING_TO_COMPARE,
    )


def test_a_zone_that_was_cut_has_a_beginning_of_the_name() -> None:
    names = "NILAVADHANANANDA<<CHAYAPA<DEJTHAMRONG<KRASUANG"
    given = replace(BOOK, name=" ".join(names.split("<")), mrz=passport(names=names))
    assert answer(CheckName.MRZ, given, "passport") == (PASS, None)
