"""What others are shown of holders: themselves everything, staff what they need, masked."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.domain.people.folks import (
    DAY,
    EMAIL,
    HOUR,
    NOW,
    OTHER_ISSUER,
    OTHER_PHONE,
    PHONE,
    VISITOR,
    fresh,
    himself,
    proven,
    registered,
    staff,
)
from yika.domain.people import actions, queries
from yika.domain.people.models import Contact, Holder
from yika.domain.people.rules import About, MaskedHolder, UnknownHolder
from yika.domain.staff.rules import Role
from yika.domain.vault.queries import keyring
from yika.kit.actor import WORKER, Actor, NotAllowed

pytestmark = pytest.mark.django_db


def found(text: str, by: Actor | None = None) -> list[str]:
    return [one.id for one in queries.search_holders(by or staff(), text)]


@pytest.mark.parametrize(
    "typed",
    ["138 1234 2046", "+86-138-1234-2046", "Lin.Wan@Example.com", "林晚", "林 晚", " 林晚 "],
)
def test_staff_find_a_person_by_the_whole_of_what_he_says(typed: str) -> None:
    holder = registered(name="林晚", phone=PHONE, email=EMAIL)
    registered(name="周行", phone=OTHER_PHONE)
    assert found(typed) == [holder]


def test_a_latin_name_is_found_in_any_case() -> None:
    holder = registered(name="Lin Wan")
    assert found("lin  WAN") == [holder]


def test_an_id_from_a_slip_finds_its_holder() -> None:
    holder = registered()
    assert found(holder) == [holder]
    assert found(holder, staff(issuer=OTHER_ISSUER)) == []


@pytest.mark.parametrize(
    "typed", ["林", "1381234", "2046", "lin", "@example.com", "", "%", "hld_x", "' OR 1=1", "\0"]
)
def test_nothing_is_found_by_a_part_or_by_a_trick(typed: str) -> None:
    registered(name="林晚", phone=PHONE, email=EMAIL)
    assert found(typed) == []


def test_nobody_finds_who_never_dealt_with_his_issuer() -> None:
    holder = registered(name="林晚", phone=PHONE)
    there = staff(issuer=OTHER_ISSUER)
    assert found(PHONE, there) == found("林晚", there) == []
    assert queries.name_for(holder, there) == ""
    assert found(PHONE, WORKER) == [holder]


def test_only_who_may_search_does() -> None:
    for by in (staff(Role.OPERATOR), VISITOR, himself(registered())):
        with pytest.raises(NotAllowed):
            queries.search_holders(by, PHONE)


def test_proven_or_not_a_person_is_found_once() -> None:
    holder = registered(phone=PHONE)
    proven(holder, PHONE)
    other = registered(phone=PHONE)
    assert found(PHONE) == [other, holder]


def test_a_person_is_found_under_old_and_new_keys_of_the_index(keyring_file) -> None:
    old = registered(name="林晚", phone=PHONE)
    keyring().with_new("index").save(keyring_file)
    new = registered(name="林晚", phone=PHONE)
    assert found(PHONE) == found("林晚") == [new, old]


def test_what_was_removed_finds_nobody() -> None:
    holder = registered(phone=PHONE)
    [contact] = queries.holder(holder, now=NOW).contacts
    actions.remove_contact(
        holder=holder, contact=contact.id, by=staff(), now=NOW, request_id=fresh()
    )
    assert found(PHONE) == []
    assert queries.seen_holder(holder, staff()).masked_phone == ""


def test_a_search_costs_a_fixed_number_of_statements() -> None:
    for _ in range(5):
        registered(name="林晚", phone=PHONE, email=EMAIL)
    with CaptureQueriesContext(connection) as caught:
        assert len(found("林晚")) == 5
    assert len(caught) <= 2


def test_no_masked_value_shows_what_it_masks() -> None:
    registered(name="林晚", phone=PHONE, email=EMAIL)
    [seen] = queries.search_holders(staff(), PHONE)
    assert isinstance(seen, MaskedHolder)
    for whole in ("林晚", PHONE[3:], "12342046", EMAIL, "lin.wan"):
        assert whole not in repr(seen)


def test_a_holder_is_called_by_his_name_before_himself_only() -> None:
    holder = registered(name="林晚")
    assert queries.name_for(holder, himself(holder)) == "林晚"
    assert queries.name_for(holder, staff()) == "林*"
    assert queries.name_for(holder, VISITOR) == queries.name_for("hld_x", staff()) == ""


def test_a_holder_sees_himself_whole() -> None:
    holder = registered(name="林晚", phone=PHONE)
    proven(holder, EMAIL)
    seen = queries.holder(holder, now=NOW)
    assert (seen.id, seen.name, seen.masked_name) == (holder, "林晚", "林*")
    assert [(one.value, one.proven) for one in seen.contacts] == [(PHONE, False), (EMAIL, True)]
    assert (seen.has_password, seen.passkeys, seen.old_secret) == (False, 0, False)
    for who in ("", "hld_x", "hld_" + "0" * 26):
        with pytest.raises(UnknownHolder):
            queries.holder(who, now=NOW)
        with pytest.raises(UnknownHolder):
            queries.about(who)


def test_what_must_not_stand_in_a_secret_is_gathered() -> None:
    holder = registered(name="林晚", phone=PHONE, email=EMAIL)
    actions.change_profile(
        holder=holder, born_on=date(1990, 1, 5), by=staff(), now=NOW, request_id=fresh()
    )
    assert queries.about(holder) == About(
        name="林晚", born_on=date(1990, 1, 5), phones=(PHONE,), emails=(EMAIL,)
    )


def test_the_common_passwords_are_at_hand() -> None:
    common = queries.common_passwords()
    assert "password123" in common
    assert len(common) > 15_000


def test_names_and_contacts_stand_nowhere_in_the_clear() -> None:
    holder = registered(name="林晚", phone=PHONE)
    proven(holder, EMAIL, now=NOW + HOUR)
    shown = str([vars(row) for row in (*Holder.objects.all(), *Contact.objects.all())])
    for whole in ("林晚", PHONE[3:], EMAIL):
        assert whole not in shown
    assert queries.holder(holder, now=NOW + DAY).contacts[1].value == EMAIL
