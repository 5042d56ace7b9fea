"""A contact goes, but never the last, and not before its owner could object."""

import pytest

from tests.domain.people.folks import (
    DAY,
    EMAIL,
    HOUR,
    MINUTE,
    NOW,
    OTHER_PHONE,
    PHONE,
    fresh,
    himself,
    proven,
    registered,
    staff,
    told,
)
from yika.domain.journal.models import Entry
from yika.domain.people import actions, queries
from yika.domain.people.models import Contact
from yika.domain.people.rules import LastContact, UnknownContact, UnknownHolder
from yika.domain.staff.rules import Role
from yika.kit.actor import Actor, NotAllowed

pytestmark = pytest.mark.django_db

LATER = NOW + 30 * DAY


@pytest.fixture
def holder() -> str:
    """Somebody with a phone and an e-mail address, both long since proven."""
    holder = registered()
    proven(holder, PHONE)
    proven(holder, EMAIL)
    return holder


def remove(holder: str, contact: str, *, by: Actor | None = None, now=LATER, request_id="") -> None:
    actions.remove_contact(
        holder=holder,
        contact=contact,
        by=by or himself(holder),
        now=now,
        request_id=request_id or fresh(),
    )


def ids_of(holder: str, now=LATER) -> dict[str, str]:
    return {one.value: one.id for one in queries.holder(holder, now=now).contacts}


def usable(holder: str, now) -> list[str]:
    return [one.value for one in queries.holder(holder, now=now).contacts if one.usable]


def test_it_is_told_at_once_and_serves_until_the_cooling_period_is_over(holder: str) -> None:
    remove(holder, ids_of(holder)[PHONE])
    assert told("contact-removed") == [PHONE, EMAIL, "inbox"]
    assert usable(holder, LATER + 3 * DAY - MINUTE) == [PHONE, EMAIL]
    assert usable(holder, LATER + 3 * DAY) == [EMAIL]


def test_a_clerk_who_has_seen_the_document_takes_a_lost_phone_away_at_once(holder: str) -> None:
    remove(holder, ids_of(holder)[PHONE], by=staff())
    assert usable(holder, LATER) == [EMAIL]
    assert queries.find_holder_by_contact("phone", PHONE) is None
    assert Contact.objects.exclude(removed_at=None).get().value is None


def test_not_even_a_clerk_leaves_only_a_contact_that_cools_down(holder: str) -> None:
    remove(holder, ids_of(holder)[EMAIL], by=staff())
    proven(holder, OTHER_PHONE, now=LATER)
    remove(holder, ids_of(holder)[PHONE], by=staff())
    assert usable(holder, LATER + 3 * DAY - MINUTE) == [PHONE]
    assert usable(holder, LATER + 3 * DAY) == [OTHER_PHONE]


def test_the_last_one_stays(holder: str) -> None:
    remove(holder, ids_of(holder)[PHONE], by=staff())
    with pytest.raises(LastContact):
        remove(holder, ids_of(holder)[EMAIL], by=staff())
    assert usable(holder, LATER) == [EMAIL]


def test_one_that_leaves_does_not_count_as_the_other(holder: str) -> None:
    remove(holder, ids_of(holder)[PHONE])
    with pytest.raises(LastContact):
        remove(holder, ids_of(holder)[EMAIL])


def test_asking_again_does_not_put_it_off(holder: str) -> None:
    contact = ids_of(holder)[PHONE]
    remove(holder, contact)
    remove(holder, contact, now=LATER + DAY)
    assert usable(holder, LATER + 3 * DAY) == [EMAIL]


def test_what_was_never_proven_goes_at_once_and_silently() -> None:
    holder = registered(phone=PHONE)
    remove(holder, ids_of(holder)[PHONE])
    assert ids_of(holder) == {}
    assert told("contact-removed") == []


def test_the_same_request_removes_once(holder: str) -> None:
    contact = ids_of(holder)[PHONE]
    remove(holder, contact, request_id="click")
    remove(holder, contact, request_id="click", now=LATER + HOUR)
    assert len(told("contact-removed")) == 3
    assert Entry.objects.filter(event="people.contact_removed").count() == 1


def test_what_has_gone_or_is_anothers_is_unknown(holder: str) -> None:
    contact = ids_of(holder)[PHONE]
    other = registered()
    with pytest.raises(UnknownContact):
        remove(other, contact)
    with pytest.raises(UnknownHolder):
        remove(holder, contact, by=himself(other))
    remove(holder, contact, by=staff())
    for what in (contact, "ctc_x", ""):
        with pytest.raises(UnknownContact):
            remove(holder, what)


def test_a_reviewer_takes_nothing_away(holder: str) -> None:
    with pytest.raises(NotAllowed):
        remove(holder, ids_of(holder)[PHONE], by=staff(Role.REVIEWER))
