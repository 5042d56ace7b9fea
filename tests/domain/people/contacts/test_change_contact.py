"""Whoever takes over an account for a moment cannot keep it: the old contact goes on serving."""

import pytest

from tests.domain.people.folks import (
    ADDRESS,
    DAY,
    EMAIL,
    HOUR,
    MINUTE,
    NOW,
    OTHER_PHONE,
    PHONE,
    THIRD_PHONE,
    VISITOR,
    code_of,
    fresh,
    himself,
    outbox,
    proven,
    registered,
    send,
    told,
    wrong,
)
from yika.domain.journal.models import DueWork, Entry
from yika.domain.people import actions, queries
from yika.domain.people.models import Contact, Proof
from yika.domain.people.rules import (
    ContactTaken,
    ContactView,
    Kind,
    Proven,
    Purpose,
    SameContact,
    UnknownContact,
    WrongCode,
)
from yika.domain.people.rules.sign_ins import ContactCooling

pytestmark = pytest.mark.django_db

CHANGED = NOW + HOUR
COOLED = CHANGED + 3 * DAY


@pytest.fixture
def holder() -> str:
    return registered()


def change(holder: str, old: str, new: str = OTHER_PHONE, **other: object) -> ContactView:
    now = other.get("now", CHANGED)
    sent = send(Purpose.PROVE, new, holder=holder, by=himself(holder), now=now)
    given = {"code": code_of(sent), "address": ADDRESS, "by": himself(holder), "now": now}
    return actions.change_contact(
        holder=holder, old=old, proof=sent.id, **{"request_id": fresh()} | given | other
    )


def usable(holder: str, now) -> list[str]:
    return [one.value for one in queries.holder(holder, now=now).contacts if one.usable]


def test_the_old_contact_is_told_at_once_and_the_new_one_is_not_asked(holder: str) -> None:
    old = proven(holder, PHONE)
    change(holder, old.id)
    assert told("contact-changed") == [PHONE, "inbox"]
    assert "139 **** 5678" in str(outbox()[-1][2])


def test_only_the_old_one_resets_until_the_cooling_period_is_over(holder: str) -> None:
    old = proven(holder, PHONE)
    new = change(holder, old.id)

    assert (new.proven, new.usable, new.usable_from) == (True, False, COOLED)
    assert usable(holder, CHANGED) == usable(holder, COOLED - MINUTE) == [PHONE]
    assert usable(holder, COOLED) == [OTHER_PHONE]


def test_a_reset_by_the_old_one_works_and_by_the_new_one_does_not_yet(holder: str) -> None:
    change(holder, proven(holder, PHONE).id)

    def reset(phone: str) -> Proven:
        sent = send(Purpose.RESET, phone, now=COOLED - DAY)
        return actions.check_code(
            proof=sent.id,
            code=code_of(sent),
            purpose=Purpose.RESET,
            address=ADDRESS,
            by=VISITOR,
            now=COOLED - DAY,
            request_id=fresh(),
        )

    assert reset(PHONE).holder == holder
    with pytest.raises(ContactCooling):
        reset(OTHER_PHONE)


def test_the_new_one_can_be_signed_in_with_at_once(holder: str) -> None:
    change(holder, proven(holder, PHONE).id)
    sent = send(Purpose.SIGN_IN, OTHER_PHONE, now=CHANGED + HOUR)
    assert code_of(sent)
    assert queries.find_holder_by_contact("phone", OTHER_PHONE) == holder


def test_after_the_cooling_period_the_old_one_is_destroyed(holder: str) -> None:
    old = proven(holder, PHONE)
    change(holder, old.id)
    [work] = DueWork.objects.all()
    assert (work.kind, work.key, work.due_at) == ("people.clear_contact", old.id, COOLED)

    assert actions.clear_contact(key=old.id, now=COOLED - MINUTE) == COOLED
    assert actions.clear_contact(key=old.id, now=COOLED) is None
    assert actions.clear_contact(key=old.id, now=COOLED) is None

    row = Contact.objects.exclude(removed_at=None).get()
    assert (row.value, row.index) == (None, None)
    assert queries.find_holder_by_contact("phone", PHONE) is None
    assert Entry.objects.filter(event="people.contact_removed").count() == 1
    assert proven(registered(), PHONE, now=COOLED + DAY).usable


def test_the_old_number_is_free_when_its_time_is_over_though_the_worker_sleeps(holder: str) -> None:
    change(holder, proven(holder, PHONE).id)
    other = registered()
    assert proven(other, PHONE, now=COOLED).usable
    assert queries.find_holder_by_contact("phone", PHONE) == other
    assert [one.value for one in queries.holder(holder, now=COOLED).contacts] == [OTHER_PHONE]


def test_while_it_leaves_nobody_else_can_take_the_old_number(holder: str) -> None:
    change(holder, proven(holder, PHONE).id)
    with pytest.raises(ContactTaken):
        proven(registered(), PHONE, now=CHANGED + HOUR)


def test_the_true_owner_takes_a_change_back_by_proving_the_old_one(holder: str) -> None:
    old = proven(holder, PHONE)
    stranger = change(holder, old.id)
    back = proven(holder, PHONE, now=CHANGED + DAY)
    assert (back.id, back.leaves_at, back.usable) == (old.id, None, True)

    actions.remove_contact(
        holder=holder,
        contact=stranger.id,
        by=himself(holder),
        now=CHANGED + DAY,
        request_id=fresh(),
    )
    assert actions.clear_contact(key=old.id, now=COOLED) is None
    assert usable(holder, CHANGED + 30 * DAY) == [PHONE]


def test_changing_on_and_on_does_not_shorten_the_wait(holder: str) -> None:
    old = proven(holder, PHONE)
    second = change(holder, old.id)
    change(holder, second.id, THIRD_PHONE, now=CHANGED + HOUR)
    assert usable(holder, COOLED - MINUTE) == [PHONE]
    assert told("contact-changed").count(PHONE) == 2
    assert usable(holder, COOLED + HOUR) == [THIRD_PHONE]


def test_a_phone_may_be_replaced_by_an_address(holder: str) -> None:
    new = change(holder, proven(holder, PHONE).id, EMAIL)
    assert new.kind is Kind.EMAIL


def test_what_was_never_proven_is_replaced_without_a_word() -> None:
    holder = registered(phone=PHONE)
    [old] = queries.holder(holder, now=NOW).contacts
    assert change(holder, old.id).usable
    assert told("contact-changed") == ["inbox"]
    assert [one.value for one in queries.holder(holder, now=CHANGED).contacts] == [OTHER_PHONE]


def test_the_same_number_again_is_no_change(holder: str) -> None:
    old = proven(holder, PHONE)
    with pytest.raises(SameContact):
        change(holder, old.id, PHONE)
    assert usable(holder, CHANGED + 30 * DAY) == [PHONE]


def test_a_taken_number_changes_nothing(holder: str) -> None:
    old = proven(holder, PHONE)
    proven(registered(), OTHER_PHONE)
    with pytest.raises(ContactTaken):
        change(holder, old.id)
    assert told("contact-changed") == []
    assert usable(holder, CHANGED + 30 * DAY) == [PHONE]


def test_a_wrong_code_is_counted_and_changes_nothing(holder: str) -> None:
    old = proven(holder, PHONE)
    sent = send(Purpose.PROVE, OTHER_PHONE, holder=holder, by=himself(holder), now=CHANGED)
    with pytest.raises(WrongCode):
        actions.change_contact(
            holder=holder,
            old=old.id,
            proof=sent.id,
            code=wrong(code_of(sent)),
            address=ADDRESS,
            by=himself(holder),
            now=CHANGED,
            request_id=fresh(),
        )
    assert Proof.objects.latest("id").tries == 1
    assert told("contact-changed") == []


def test_the_same_request_changes_once(holder: str) -> None:
    old = proven(holder, PHONE)
    sent = send(Purpose.PROVE, OTHER_PHONE, holder=holder, by=himself(holder), now=CHANGED)
    given = {
        "holder": holder,
        "old": old.id,
        "proof": sent.id,
        "code": code_of(sent),
        "address": ADDRESS,
        "by": himself(holder),
        "request_id": "click",
    }
    first = actions.change_contact(**given, now=CHANGED)
    assert actions.change_contact(**given, now=CHANGED) == first
    assert told("contact-changed") == [PHONE, "inbox"]
    assert Entry.objects.filter(event="people.contact_changed").count() == 1


@pytest.mark.parametrize("old", ["", "ctc_x", "hld_01kaf0000000000000000000ho"])
def test_what_is_not_ones_own_cannot_be_replaced(holder: str, old: str) -> None:
    proven(holder, PHONE)
    others = proven(registered(), THIRD_PHONE)
    for number, what in enumerate((old, others.id)):
        with pytest.raises(UnknownContact):
            change(holder, what, now=CHANGED + number * HOUR)
    assert queries.find_holder_by_contact("phone", OTHER_PHONE) is None
