"""A clerk takes down somebody who has come to the counter."""

import pytest

from tests.domain.people.folks import (
    EMAIL,
    ISSUER,
    NOW,
    OTHER_ISSUER,
    PHONE,
    himself,
    proven,
    registered,
    staff,
)
from yika.domain.journal.models import Entry
from yika.domain.people import queries
from yika.domain.people.models import Acquaintance, Contact, Holder
from yika.domain.people.rules import RequestReused, UnknownHolder
from yika.domain.staff.rules import Role
from yika.domain.vault.queries import wrap_counts
from yika.kit.actor import WORKER, Actor, ActorKind, Channel, NotAllowed
from yika.kit.errors import Invalid

pytestmark = pytest.mark.django_db


def test_his_issuer_knows_him_and_no_other_does() -> None:
    holder = registered(name="林  晚", phone="138 1234 2046", email=EMAIL)
    seen = queries.seen_holder(holder, staff())
    assert (seen.masked_name, seen.masked_phone) == ("林*", "138 **** 2046")
    assert seen.masked_email == "l***@example.com"
    assert [one.proven for one in seen.contacts] == [False, False]
    with pytest.raises(UnknownHolder):
        queries.seen_holder(holder, staff(issuer=OTHER_ISSUER))


def test_what_he_says_of_himself_opens_nothing_yet() -> None:
    holder = registered(phone=PHONE)
    assert queries.find_holder_by_contact("phone", PHONE) is None
    [contact] = queries.holder(holder, now=NOW).contacts
    assert (contact.proven, contact.usable) == (False, False)


def test_everything_personal_is_kept_encrypted() -> None:
    registered(name="林晚", phone=PHONE, email=EMAIL)
    holder, contacts = Holder.objects.get(), Contact.objects.all()
    stored = b"".join(
        [holder.name, holder.name_index, *(one.value + one.index for one in contacts)]
    )
    for text in ("林晚", PHONE, PHONE[3:], EMAIL):
        assert text.encode() not in stored
    counted = {f"{one.model}.{one.field}" for one in wrap_counts()}
    assert {"people.Holder.name", "people.Contact.value"} <= counted


def test_a_value_moved_to_another_row_does_not_open_there() -> None:
    first, second = registered(phone=PHONE), registered(phone="+8613912345678")
    one, other = Contact.objects.order_by("id")
    Contact.objects.filter(pk=other.pk).update(value=one.value)
    with pytest.raises(Exception, match="belongs to another row"):
        queries.holder(second, now=NOW)
    assert queries.holder(first, now=NOW).contacts[0].value == PHONE


def test_the_same_number_may_stand_with_two_until_one_proves_it() -> None:
    first = registered(phone=PHONE)
    proven(first, PHONE)
    assert registered(phone=PHONE) != first


def test_the_journal_says_who_did_it_and_names_nobody() -> None:
    holder = registered(phone=PHONE)
    [entry] = Entry.objects.all()
    assert (entry.event, entry.subject) == ("people.holder_registered", holder)
    assert (entry.issuer, entry.facts) == (ISSUER, {"ways": ["phone"]})


def test_the_same_request_makes_one_holder() -> None:
    first = registered(phone=PHONE, request_id="form")
    assert registered(phone=PHONE, request_id="form") == first
    assert Holder.objects.count() == Entry.objects.count() == 1
    for other in ({"name": "周行"}, {"phone": "+8613912345678"}, {"email": EMAIL}, {"phone": ""}):
        with pytest.raises(RequestReused):
            registered(**{"phone": PHONE, "request_id": "form"} | other)


@pytest.mark.parametrize(
    "wrong",
    [{"name": ""}, {"name": "<b>"}, {"phone": "12"}, {"email": "lin@"}, {"language": "fr"}],
)
def test_a_wrong_field_makes_nobody(wrong: dict[str, str]) -> None:
    with pytest.raises(Invalid):
        registered(**wrong)
    assert not Holder.objects.exists()


def test_only_who_may_register_does() -> None:
    kiosk = Actor(ActorKind.DEVICE, "dev_1", Channel.KIOSK, issuer=ISSUER)
    for by in (staff(Role.OPERATOR), staff(Role.AUDITOR), kiosk, himself("hld_x")):
        with pytest.raises(NotAllowed):
            registered(by=by)


def test_the_system_registers_people_whom_nobody_knows_yet() -> None:
    registered(by=WORKER)
    assert not Acquaintance.objects.exists()
