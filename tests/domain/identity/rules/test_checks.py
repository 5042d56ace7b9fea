"""All checks of one document: what passes, what is odd, what fails, and what could not be run."""

import os
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.domain.identity.rules.numbers import TODAY, citizen
from tests.domain.identity.rules.passports import passport
from tests.domain.identity.rules.samples import (
    BOOK,
    CARD,
    FAIL,
    NOT_RUN,
    PASS,
    TOMORROW,
    WARN,
    YESTERDAY,
    answer,
    checked,
    sides,
)
from yika.domain.identity.rules.checks import CheckName, Outcome, Policy, run
from yika.domain.identity.rules.documents import RULES, Fields, Sex, Side
from yika.domain.identity.rules.reasons import Reason, words_of
from yika.products.documents import DOCUMENTS, Document

EXAMPLES = 500 if os.environ.get("YIKA_SOAK") else 30


def test_a_good_card_passes_every_check_that_has_something_to_look_at() -> None:
    found = checked(CARD, read=sides(CARD))
    idle = {name for name, one in found.items() if one.outcome is NOT_RUN}
    assert idle == {CheckName.MRZ}
    assert {found[name].reason for name in idle} == {Reason.NOTHING_TO_COMPARE}
    assert {one.outcome for name, one in found.items() if name not in idle} == {PASS}


def test_without_a_reader_what_needs_one_is_not_run_and_never_passed() -> None:
    found = checked(CARD)
    for name in (CheckName.SIDES, CheckName.EDITS):
        assert (found[name].outcome, found[name].reason) == (NOT_RUN, Reason.NOT_READ)
    assert checked(BOOK, "passport")[CheckName.MRZ].reason is Reason.NOT_READ


def test_what_stands_on_a_side_that_nobody_asks_for_is_not_missed() -> None:
    policy = Policy(sides=frozenset({Side.FRONT}))
    front = sides(CARD)[Side.FRONT]
    found = checked(front, read={Side.FRONT: front}, policy=policy)
    for name in (CheckName.EXPIRY, CheckName.SIDES):
        assert (found[name].outcome, found[name].reason) == (NOT_RUN, Reason.NOTHING_TO_COMPARE)
    assert found[CheckName.COMPLETE].outcome is PASS
    assert checked(front)[CheckName.COMPLETE].facts == {"fields": "issued_on"}


@pytest.mark.parametrize("document", DOCUMENTS)
def test_an_empty_form_fails_with_all_that_is_missing(document: Document) -> None:
    check = checked(Fields(), document)[CheckName.COMPLETE]
    assert (check.outcome, check.reason) == (FAIL, Reason.FIELDS_MISSING)
    assert set(check.facts["fields"].split()) == RULES[document].needed


@pytest.mark.parametrize(
    ("number", "outcome", "reason"),
    [
        (citizen().lower(), PASS, None),
        (citizen(region="770101"), WARN, Reason.NUMBER_REGION_UNKNOWN),
        ("110101900307011", FAIL, Reason.NUMBER_FIFTEEN_DIGITS),
        (citizen(born="19900229"), FAIL, Reason.NUMBER_BIRTH_DATE),
        ("", NOT_RUN, Reason.NOTHING_TO_COMPARE),
    ],
)
def test_the_number_is_checked(number: str, outcome: Outcome, reason: Reason | None) -> None:
    assert answer(CheckName.NUMBER, replace(CARD, number=number)) == (outcome, reason)


@pytest.mark.parametrize(
    ("name", "outcome", "reason"),
    [
        ("=cmd", FAIL, Reason.NAME_CHARACTERS),
        ("张\ue000", FAIL, Reason.NAME_PRIVATE_USE),
        ("张", WARN, Reason.NAME_ONE_CHARACTER),
        ("", NOT_RUN, Reason.NOTHING_TO_COMPARE),
    ],
)
def test_the_name_is_checked(name: str, outcome: Outcome, reason: Reason) -> None:
    assert answer(CheckName.NAME, replace(CARD, name=name)) == (outcome, reason)


def test_the_latin_name_is_checked_as_well() -> None:
    given = replace(BOOK, latin_name="<script>")
    assert answer(CheckName.NAME, given, "passport") == (FAIL, Reason.NAME_CHARACTERS)


def test_the_number_must_say_the_same_birth_and_sex() -> None:
    birth = replace(CARD, born_on=date(1990, 3, 8))
    assert answer(CheckName.NUMBER_AGREES, birth) == (FAIL, Reason.NUMBER_DIFFERS_BIRTH)
    sex = replace(CARD, sex=Sex.FEMALE)
    assert answer(CheckName.NUMBER_AGREES, sex) == (FAIL, Reason.NUMBER_DIFFERS_SEX)
    unknown = replace(CARD, sex=Sex.UNSPECIFIED)
    assert answer(CheckName.NUMBER_AGREES, unknown) == (PASS, None)
    broken = replace(CARD, number="1")
    assert answer(CheckName.NUMBER_AGREES, broken) == (NOT_RUN, Reason.NOTHING_TO_COMPARE)
    assert answer(CheckName.NUMBER_AGREES, BOOK, "passport")[0] is NOT_RUN


def test_in_a_foreigners_number_birth_and_sex_are_only_a_custom() -> None:
    card = replace(CARD, number=citizen(region="911840"), sex=Sex.FEMALE, nationality="USA")
    assert answer(CheckName.NUMBER_AGREES, card, "foreign-permit") == (
        WARN,
        Reason.NUMBER_DIFFERS_SEX,
    )


@pytest.mark.parametrize(
    ("days", "outcome", "reason"),
    [
        ({"born_on": TOMORROW}, FAIL, Reason.BIRTH_IN_FUTURE),
        ({"born_on": date(1800, 1, 1)}, FAIL, Reason.BIRTH_TOO_LONG_AGO),
        ({"issued_on": TOMORROW}, FAIL, Reason.ISSUED_IN_FUTURE),
        ({"issued_on": date(1980, 1, 1)}, FAIL, Reason.DATES_ORDER),
        ({"expires_on": date(2020, 5, 6)}, FAIL, Reason.DATES_ORDER),
        ({"expires_on": date(2019, 5, 6)}, FAIL, Reason.DATES_ORDER),
        ({"expires_on": date(2030, 5, 6)}, WARN, Reason.VALIDITY_UNUSUAL),
        ({"expires_on": date(2041, 5, 6)}, WARN, Reason.VALIDITY_UNUSUAL),
        ({"expires_on": None, "permanent": True}, WARN, Reason.VALIDITY_UNUSUAL),
        ({"permanent": True}, WARN, Reason.VALIDITY_UNUSUAL),
        ({"issued_on": None}, PASS, None),
    ],
)
def test_days_must_be_those_of_one_life(
    days: Mapping[str, object], outcome: Outcome, reason: Reason | None
) -> None:
    given = replace(CARD, **days)  # type: ignore[arg-type]
    assert answer(CheckName.DATES, given) == (outcome, reason)


@pytest.mark.parametrize(
    ("age", "years"),
    [(5, 5), (15, 5), (16, 10), (25, 10), (26, 20), (45, 20), (46, None), (80, None)],
)
def test_cards_last_as_long_as_their_age_says(age: int, years: int | None) -> None:
    issued_on = date(2020, 5, 6)
    given = replace(
        CARD,
        born_on=date(2020 - age, 5, 1),
        issued_on=issued_on,
        expires_on=issued_on.replace(year=2020 + years) if years else None,
        permanent=years is None,
    )
    assert answer(CheckName.DATES, given) == (PASS, None)
    other = replace(given, expires_on=date(2033, 5, 6), permanent=False)
    assert answer(CheckName.DATES, other) == (WARN, Reason.VALIDITY_UNUSUAL)


def test_who_had_a_birthday_while_waiting_has_a_card_of_either_kind() -> None:
    given = replace(CARD, born_on=date(1994, 4, 1), issued_on=date(2020, 5, 6))
    for year in (2030, 2040):
        card = replace(given, expires_on=date(year, 5, 6))
        assert answer(CheckName.DATES, card) == (PASS, None)


def test_a_card_of_the_29th_of_february_may_end_on_either_side() -> None:
    given = replace(CARD, born_on=date(1985, 3, 7), issued_on=date(2016, 2, 29))
    for day in (date(2036, 2, 28), date(2036, 2, 29), date(2036, 3, 1)):
        assert answer(CheckName.DATES, replace(given, expires_on=day)) == (PASS, None)


def test_a_temporary_card_lasts_three_months() -> None:
    given = replace(CARD, issued_on=date(2026, 9, 1), expires_on=date(2026, 12, 1))
    assert answer(CheckName.DATES, given, "temporary-id") == (PASS, None)
    longer = replace(given, expires_on=date(2027, 9, 1))
    assert answer(CheckName.DATES, longer, "temporary-id") == (WARN, Reason.VALIDITY_UNUSUAL)


@pytest.mark.parametrize(
    ("expires_on", "outcome", "reason"),
    [
        (YESTERDAY, FAIL, Reason.DOC_EXPIRED),
        (TODAY, WARN, Reason.DOC_EXPIRES_TODAY),
        (TOMORROW, WARN, Reason.DOC_EXPIRES_SOON),
        (TODAY + timedelta(days=31), PASS, None),
        (None, FAIL, Reason.EXPIRY_MISSING),
    ],
)
def test_on_its_last_day_a_document_is_good(
    expires_on: date | None, outcome: Outcome, reason: Reason | None
) -> None:
    given = replace(CARD, expires_on=expires_on)
    assert answer(CheckName.EXPIRY, given) == (outcome, reason)


def test_only_a_card_of_a_citizen_is_permanent() -> None:
    given = replace(CARD, expires_on=None, permanent=True)
    assert answer(CheckName.EXPIRY, given) == (PASS, None)
    assert answer(CheckName.EXPIRY, given, "residence-permit") == (
        WARN,
        Reason.DOC_NEVER_EXPIRES,
    )
    assert answer(CheckName.EXPIRY, given, "household-register") == (
        NOT_RUN,
        Reason.NOTHING_TO_COMPARE,
    )


@pytest.mark.parametrize(
    ("born_on", "policy", "outcome", "reason"),
    [
        (date(2008, 11, 21), Policy(), PASS, None),
        (date(2008, 11, 22), Policy(), FAIL, Reason.GUARDIAN_NEEDED),
        (date(2008, 11, 22), Policy(guardian=True), PASS, Reason.MINOR_WITH_GUARDIAN),
        (date(2008, 11, 22), Policy(adult_from=16), PASS, None),
        (date(2020, 1, 1), Policy(age_min=10, guardian=True), FAIL, Reason.UNDERAGE),
        (TODAY, Policy(guardian=True), PASS, Reason.MINOR_WITH_GUARDIAN),
        (None, Policy(), NOT_RUN, Reason.NOTHING_TO_COMPARE),
    ],
)
def test_minors_come_with_a_guardian(
    born_on: date | None, policy: Policy, outcome: Outcome, reason: Reason | None
) -> None:
    given = replace(CARD, born_on=born_on)
    assert answer(CheckName.AGE, given, policy=policy) == (outcome, reason)


@pytest.mark.parametrize(
    ("country", "outcome", "reason"),
    [("CHN", PASS, None), ("D", PASS, None), ("RSO", WARN, Reason.NATIONALITY_UNKNOWN),
     ("UTO", WARN, Reason.MRZ_SPECIMEN)],
)  # fmt: skip
def test_countries_are_looked_up(country: str, outcome: Outcome, reason: Reason | None) -> None:
    given = replace(BOOK, nationality=country)
    assert answer(CheckName.LISTS, given, "passport") == (outcome, reason)


@pytest.mark.parametrize(
    ("group", "outcome", "reason"),
    [("汉", PASS, None), ("维吾尔族", PASS, None), ("漢", PASS, None),
     ("", NOT_RUN, Reason.NOTHING_TO_COMPARE),
     ("穿青人", WARN, Reason.ETHNIC_GROUP_UNKNOWN)],
)  # fmt: skip
def test_ethnic_groups_are_looked_up(group: str, outcome: Outcome, reason: Reason | None) -> None:
    assert answer(CheckName.LISTS, replace(CARD, ethnic_group=group)) == (outcome, reason)


TEXTS = st.text(max_size=30)
SOMETIME = st.none() | st.dates()
FIELDS = st.builds(
    Fields,
    name=TEXTS,
    latin_name=TEXTS,
    number=TEXTS | st.just(citizen()),
    sex=st.none() | st.sampled_from(Sex),
    born_on=SOMETIME,
    nationality=TEXTS,
    address=TEXTS,
    authority=TEXTS,
    issued_on=SOMETIME,
    expires_on=SOMETIME,
    permanent=st.booleans(),
    mrz=TEXTS | st.just(passport()),
)


@settings(max_examples=EXAMPLES)
@given(st.sampled_from(DOCUMENTS), FIELDS, st.none() | FIELDS, SOMETIME)
def test_whatever_is_given_every_check_answers_in_words(
    document: Document, given: Fields, seen: Fields | None, today: date | None
) -> None:
    read = None if seen is None else dict.fromkeys(RULES[document].sides, seen)
    found = run(document, given, read=read, today=today or TODAY)
    assert {one.name for one in found} == set(CheckName)
    for one in found:
        assert one.outcome is PASS or one.reason
        if one.reason:
            words = words_of(one.reason)
            assert words.holder.format_map(one.facts)
            assert words.staff.format_map(one.facts)
    values = {text for name, text in given.said().items() if len(text) > 8 and name != "sex"}
    assert not values & {text for one in found for text in one.facts.values()}
