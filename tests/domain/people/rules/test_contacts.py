"""Phone numbers and e-mail addresses: one spelling each, masked, and relied on in time."""

from datetime import UTC, datetime, timedelta

import phonenumbers
import pytest
from hypothesis import given
from hypothesis import strategies as st

from yika.domain.messages.rules import Recipient, check_recipient
from yika.domain.people.rules import contacts as rules
from yika.domain.people.rules.contacts import COOLING, Kind
from yika.kit.errors import Invalid

NOW = datetime(2026, 11, 20, 4, 0, tzinfo=UTC)
SOON = NOW + timedelta(hours=1)


@pytest.mark.parametrize(
    "typed",
    [
        *("13812342046", " 138 1234 2046 ", "138-1234-2046", "+86 138 1234 2046"),
        *("0086 13812342046", "１３８１２３４２０４６", "＋86 138–1234–2046", "(+86)13812342046"),
    ],
)
def test_one_number_however_it_is_typed(typed: str) -> None:
    assert rules.normal_phone(typed) == "+8613812342046"


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("+852 5123 4567", "+85251234567"),
        ("+853 6612 3456", "+85366123456"),
        ("+886 912 345 678", "+886912345678"),
        ("+1 650 253 0000", "+16502530000"),
        ("19912345678", "+8619912345678"),
    ],
)
def test_numbers_of_other_places_and_new_ones_are_understood(typed: str, written: str) -> None:
    assert rules.normal_phone(typed) == written


@pytest.mark.parametrize(
    "typed",
    [
        *("", "12345", "1380013800", "138123420466", "12812342046", "abc", "+", "++86 13812342046"),
        *("021 6234 5678", "+86 10 1234 5678", "1-800-FLOWERS", "13812342046 ext 5", "110"),
        *("١٣٨١٢٣٤٢٠٤٦", "1" * 5000, "13812342046;20001"),
    ],
)
def test_what_takes_no_short_message_is_no_phone_number(typed: str) -> None:
    with pytest.raises(Invalid) as refused:
        rules.normal_phone(typed)
    assert refused.value.faults[0].where == "phone"


@pytest.mark.parametrize(
    "typed", ["Lin.Wan@Example.COM", " lin.wan@example.com\n", "ｌｉｎ.wan＠example.com"]
)
def test_one_address_however_it_is_typed(typed: str) -> None:
    assert rules.normal_email(typed) == "lin.wan@example.com"


@pytest.mark.parametrize(
    "typed",
    [
        *("", "lin", "@example.com", "lin@", "lin@example", "lin@@example.com", "a b@example.com"),
        *(".lin@example.com", "lin.@example.com", "l..n@example.com", "lin@-example.com"),
        *('"lin"@example.com', "lin@[10.0.0.1]", "林@example.com", "lin@例子.com"),
        *("a@b.com,c@d.com", "Lin <lin@example.com>", "lin@example.com\r\nBcc: x@y.z"),
        *("l" * 65 + "@example.com", "lin@" + "a" * 64 + ".com", "lin@" + "a." * 130 + "com"),
    ],
)
def test_what_is_no_plain_address_is_refused(typed: str) -> None:
    with pytest.raises(Invalid) as refused:
        rules.normal_email(typed)
    assert refused.value.faults[0].where == "email"


@pytest.mark.parametrize(
    "hidden", ["\u200b", "\u202e", "\u2066", "\ufeff", "\u00ad", "\x00", "\ufe0f"]
)
@pytest.mark.parametrize("typed", ["138{}12342046", "lin{}@example.com"])
def test_invisible_characters_are_refused_and_said_to_be_there(typed: str, hidden: str) -> None:
    with pytest.raises(Invalid, match="invisible"):
        rules.normal_contact(typed.format(hidden))


def test_a_contact_is_an_address_when_it_has_an_at() -> None:
    assert rules.normal_contact("Lin@Example.com") == (Kind.EMAIL, "lin@example.com")
    assert rules.normal_contact("lin＠example.com") == (Kind.EMAIL, "lin@example.com")
    assert rules.normal_contact("138 1234 2046") == (Kind.PHONE, "+8613812342046")


@given(st.text(max_size=60) | st.from_regex(r"\+?[0-9 ()-]{3,20}", fullmatch=True))
def test_whatever_is_accepted_has_one_form_and_can_be_sent_to(typed: str) -> None:
    try:
        kind, value = rules.normal_contact(typed)
    except Invalid:
        return
    assert rules.normal_contact(value) == (kind, value)
    check_recipient(
        Recipient(holder="", way="sms" if kind is Kind.PHONE else "email", address=value)
    )


@given(st.emails())
def test_addresses_are_folded_or_refused_but_never_changed_otherwise(typed: str) -> None:
    try:
        assert rules.normal_email(typed) == typed.lower()
    except Invalid:
        return


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("+8613812342046", "138 **** 2046"),
        ("+85251234567", "+852 **** 67"),
        ("+16502530000", "+1 **** 0000"),
    ],
)
def test_a_masked_number_shows_its_owner_which_it_is(value: str, shown: str) -> None:
    assert rules.masked(Kind.PHONE, value) == shown


@pytest.mark.parametrize(
    ("value", "shown"),
    [("lin.wan@example.com", "l***@example.com"), ("l@example.com", "***@example.com")],
)
def test_a_masked_address_shows_one_letter_at_most(value: str, shown: str) -> None:
    assert rules.masked(Kind.EMAIL, value) == shown


@given(st.sampled_from(sorted(phonenumbers.SUPPORTED_REGIONS)))
def test_masking_hides_at_least_half_of_the_digits_anywhere(region: str) -> None:
    example = phonenumbers.example_number_for_type(region, phonenumbers.PhoneNumberType.MOBILE)
    if example is None:
        return
    value = phonenumbers.format_number(example, phonenumbers.PhoneNumberFormat.E164)
    national = phonenumbers.national_significant_number(example)
    shown = rules.masked(Kind.PHONE, value).partition("****")[2].strip()
    assert national.endswith(shown)
    assert len(shown) <= len(national) / 2


def test_the_first_contact_is_usable_at_once_and_later_ones_cool_down() -> None:
    assert rules.usable_from(has_usable=False, now=NOW) == NOW
    assert rules.usable_from(has_usable=True, now=NOW) == NOW + COOLING == NOW + timedelta(hours=72)


def test_a_contact_that_is_taken_away_serves_until_the_cooling_period_is_over() -> None:
    usable_long_since = [NOW - timedelta(days=9)]
    left = rules.leaves_at(others=usable_long_since, at_once=False, proven=True, now=NOW)
    assert left == NOW + COOLING


def test_staff_take_it_away_at_once_but_never_before_another_can_stand_in() -> None:
    usable = NOW - timedelta(days=9)
    assert rules.leaves_at(others=[usable, SOON], at_once=True, proven=True, now=NOW) == NOW
    assert rules.leaves_at(others=[SOON], at_once=True, proven=True, now=NOW) == SOON


def test_the_last_proven_contact_stays() -> None:
    with pytest.raises(rules.LastContact):
        rules.leaves_at(others=[], at_once=True, proven=True, now=NOW)
    assert rules.leaves_at(others=[], at_once=False, proven=False, now=NOW) == NOW


def test_nobody_hoards_contacts() -> None:
    rules.check_room(9)
    with pytest.raises(rules.TooManyContacts):
        rules.check_room(10)
