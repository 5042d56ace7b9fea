"""Looking at personal data is written down first, limited, and told to the holder."""

from datetime import date

import pytest
from django.db import connection, transaction

from tests.domain.people.folks import (
    DAY,
    EMAIL,
    HOUR,
    ISSUER,
    NOW,
    OTHER_ISSUER,
    OTHER_PHONE,
    PHONE,
    fresh,
    himself,
    proven,
    registered,
    staff,
)
from yika.domain.journal.models import Entry
from yika.domain.people import actions, queries
from yika.domain.people.models import Contact, Look
from yika.domain.people.rules import (
    Field,
    NotByStaff,
    NothingOnRecord,
    RequestReused,
    UnknownHolder,
)
from yika.domain.staff.rules import Role
from yika.domain.vault.rules.tries import TooManyTries
from yika.kit.actor import WORKER, Actor, ActorKind, Channel, NotAllowed
from yika.kit.envelope import Unreadable
from yika.kit.errors import Invalid

pytestmark = pytest.mark.django_db

WHY = "to call back about the lost card"


def look(holder: str, field: str = "phone", **other: object) -> str:
    given = {"purpose": WHY, "by": staff(), "now": NOW, "request_id": fresh()}
    return actions.reveal(holder=holder, field=field, **given | other)


def test_each_field_is_shown_whole() -> None:
    holder = registered(name="林晚", phone=PHONE, email=EMAIL)
    actions.change_profile(
        holder=holder, born_on=date(1990, 1, 5), by=staff(), now=NOW, request_id=fresh()
    )
    fields = [field for field in Field if field is not Field.CARDS]  # these have no value
    shown = {field.value: look(holder, field) for field in fields}
    assert shown == {"name": "林晚", "born_on": "1990-01-05", "phone": PHONE, "email": EMAIL}


def test_the_holder_sees_who_looked_at_what_and_why() -> None:
    holder = registered(phone=PHONE)
    look(holder)
    look(holder, "name", by=staff(number=2), now=NOW + HOUR)

    latest, first = queries.looks(holder)
    assert (first.by, first.issuer, first.field) == (staff().id, ISSUER, Field.PHONE)
    assert (first.purpose, first.at) == (WHY, NOW)
    assert (latest.by, latest.field) == (staff(number=2).id, Field.NAME)
    assert queries.looks(registered()) == []


def test_the_journal_vouches_for_it_without_the_words_or_the_value() -> None:
    holder = registered(phone=PHONE)
    look(holder)
    [entry] = Entry.objects.filter(event="people.revealed")
    assert (entry.subject, entry.actor_id, entry.issuer) == (holder, staff().id, ISSUER)
    assert entry.facts == {"look": str(Look.objects.get()), "field": "phone"}
    assert WHY.encode() not in Look.objects.get().purpose


def test_it_is_committed_before_anything_is_shown() -> None:
    holder = registered(phone=PHONE)
    whole = Contact.objects.get().value

    def spoil(execute, sql, *rest):
        done = execute(sql, *rest)
        if "journal_entry" in sql and sql.startswith("INSERT"):
            Contact.objects.update(value=whole[:-1] + bytes([whole[-1] ^ 1]))
        return done

    with connection.execute_wrapper(spoil), pytest.raises(Unreadable):
        look(holder)
    assert Look.objects.count() == Entry.objects.filter(event="people.revealed").count() == 1


@pytest.mark.django_db(transaction=True)
def test_it_refuses_to_stand_in_a_transaction_that_could_take_it_back() -> None:
    holder = registered(phone=PHONE)
    with pytest.raises(RuntimeError, match="durable"), transaction.atomic():
        look(holder)
    assert not Look.objects.exists()


def test_a_clerk_looks_thirty_times_an_hour_at_most() -> None:
    holder = registered(phone=PHONE)
    for _ in range(30):
        look(holder)
    with pytest.raises(TooManyTries):
        look(registered(phone=OTHER_PHONE))
    look(holder, by=staff(number=2))
    look(holder, now=NOW + HOUR)
    assert Look.objects.count() == 32


def test_the_same_request_shows_the_same_and_counts_once() -> None:
    holder = registered(phone=PHONE)
    assert look(holder, request_id="click") == look(holder, request_id="click") == PHONE
    assert Look.objects.count() == 1
    others = [{"field": "name"}, {"purpose": "something else"}, {"by": staff(number=2)}]
    for other in others:
        with pytest.raises(RequestReused):
            look(holder, request_id="click", **other)


def test_it_shows_the_contact_that_stands_masked_before_the_clerk() -> None:
    holder = registered(phone=OTHER_PHONE)
    proven(holder, PHONE)
    assert queries.seen_holder(holder, staff()).masked_phone == "138 **** 2046"
    assert look(holder) == PHONE


def test_nothing_on_record_is_no_look() -> None:
    holder = registered()
    for field in ("phone", "email", "born_on"):
        with pytest.raises(NothingOnRecord):
            look(holder, field)
    assert not Look.objects.exists()


def test_only_staff_with_the_right_at_an_issuer_that_knows_him() -> None:
    holder = registered(phone=PHONE)
    with pytest.raises(UnknownHolder):
        look(holder, by=staff(issuer=OTHER_ISSUER))
    for role in (Role.OPERATOR, Role.AUDITOR):
        with pytest.raises(NotAllowed):
            look(holder, by=staff(role))
    program = Actor(ActorKind.API_KEY, "key_1", Channel.API, issuer=ISSUER, rights=staff().rights)
    for by in (himself(holder), WORKER, program):
        with pytest.raises(NotByStaff):
            look(holder, by=by)
    assert not Look.objects.exists()


@pytest.mark.parametrize("purpose", ["", "   ", "why", "a" * 201, "call\u202eback"])
def test_a_purpose_is_given_in_words(purpose: str) -> None:
    holder = registered(phone=PHONE)
    with pytest.raises(Invalid):
        look(holder, purpose=purpose)


def test_what_has_left_is_not_shown() -> None:
    holder = registered(phone=OTHER_PHONE)
    proven(holder, PHONE)
    proven(holder, EMAIL, now=NOW + HOUR)
    [phone] = [one for one in queries.holder(holder, now=NOW).contacts if one.value == PHONE]
    actions.remove_contact(
        holder=holder, contact=phone.id, by=himself(holder), now=NOW + 9 * DAY, request_id=fresh()
    )
    assert look(holder) == OTHER_PHONE
