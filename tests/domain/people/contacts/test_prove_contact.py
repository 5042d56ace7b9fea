"""A contact belongs to who has proven it, and to nobody else."""

from datetime import timedelta

import pytest

from tests.domain.people.folks import (
    ADDRESS,
    DAY,
    EMAIL,
    HOUR,
    NOW,
    OTHER_ISSUER,
    OTHER_PHONE,
    PHONE,
    VISITOR,
    code_of,
    fresh,
    himself,
    proven,
    registered,
    send,
    staff,
    told,
    wrong,
)
from yika.domain.journal.models import Entry
from yika.domain.people import actions, queries
from yika.domain.people.models import Contact, Proof
from yika.domain.people.rules import (
    CodeUsed,
    ContactTaken,
    ContactView,
    ProofView,
    Purpose,
    TooManyContacts,
    UnknownCode,
    UnknownHolder,
    WrongCode,
)
from yika.domain.staff.rules import Role
from yika.domain.vault.queries import keyring
from yika.kit.actor import NotAllowed

pytestmark = pytest.mark.django_db


def prove(holder: str, sent: ProofView, code: str = "", **other: object) -> ContactView:
    given = {"by": himself(holder), "now": NOW, "request_id": fresh(), "address": ADDRESS}
    return actions.prove_contact(
        holder=holder, proof=sent.id, code=code or code_of(sent), **given | other
    )


def ask(holder: str, contact: str = PHONE, **other: object) -> ProofView:
    return send(Purpose.PROVE, contact, **{"holder": holder, "by": himself(holder)} | other)


def test_the_first_contact_is_usable_at_once_and_nobody_needs_a_warning() -> None:
    holder = registered()
    contact = prove(holder, ask(holder))
    assert (contact.value, contact.proven, contact.usable) == (PHONE, True, True)
    assert queries.find_holder_by_contact("phone", PHONE) == holder
    assert told("contact-added") == []


def test_a_further_one_cools_down_and_all_others_are_told_at_once() -> None:
    holder = registered()
    proven(holder, PHONE)
    contact = prove(holder, ask(holder, EMAIL))
    assert (contact.usable, contact.usable_from) == (False, NOW + 3 * DAY)
    assert told("contact-added") == [PHONE, "inbox"]
    later = queries.holder(holder, now=NOW + 3 * DAY).contacts
    assert [one.usable for one in later] == [True, True]


def test_what_a_clerk_has_taken_down_becomes_the_proven_one() -> None:
    holder = registered(phone=PHONE)
    assert [one.proven for one in queries.holder(holder, now=NOW).contacts] == [False]
    prove(holder, ask(holder))
    assert [one.proven for one in queries.holder(holder, now=NOW).contacts] == [True]


def test_value_and_index_are_kept_encrypted_and_found_under_any_key(keyring_file) -> None:
    holder = registered()
    proven(holder, PHONE)
    row = Contact.objects.get()
    assert PHONE.encode() not in row.value + row.index
    keyring().with_new("index").save(keyring_file)
    assert queries.find_holder_by_contact("phone", PHONE) == holder
    assert queries.find_holder_by_contact("email", PHONE) is None

    other = registered()
    with pytest.raises(ContactTaken):
        proven(other, PHONE, now=NOW + HOUR)


def test_the_contact_of_another_is_taken_which_only_its_reader_is_told() -> None:
    owner, other = registered(), registered()
    proven(owner, PHONE)
    sent = ask(other, now=NOW + HOUR)
    with pytest.raises(WrongCode):
        prove(other, sent, wrong(code_of(sent)), now=NOW + HOUR)
    with pytest.raises(ContactTaken):
        prove(other, sent, now=NOW + HOUR)
    assert queries.find_holder_by_contact("phone", PHONE) == owner


def test_two_may_have_said_the_same_number_and_the_first_to_prove_it_has_it() -> None:
    first, second = registered(phone=PHONE), registered(phone=PHONE)
    proven(second, PHONE)
    with pytest.raises(ContactTaken):
        proven(first, PHONE, now=NOW + HOUR)


def test_a_wrong_code_is_counted_though_it_is_refused() -> None:
    holder = registered()
    sent = ask(holder)
    with pytest.raises(WrongCode):
        prove(holder, sent, wrong(code_of(sent)))
    assert Proof.objects.get().tries == 1
    assert not Contact.objects.exists()


def test_the_same_request_adds_one_contact_and_one_entry() -> None:
    holder = registered()
    sent = ask(holder)
    first = prove(holder, sent, request_id="click")
    assert prove(holder, sent, request_id="click") == first
    assert Entry.objects.filter(event="people.contact_proven").count() == 1
    with pytest.raises(CodeUsed):
        prove(holder, sent)


def test_proving_again_what_is_ones_own_changes_nothing() -> None:
    holder = registered()
    first = proven(holder, PHONE)
    assert proven(holder, PHONE, now=NOW + HOUR) == first
    assert told("contact-added") == []


def test_a_code_that_was_sent_for_another_holder_adds_nothing() -> None:
    holder, other = registered(), registered()
    sent = ask(holder)
    with pytest.raises(UnknownCode):
        prove(other, sent)
    signing_in = send(Purpose.SIGN_IN, OTHER_PHONE)
    with pytest.raises(UnknownCode):
        prove(holder, signing_in)
    assert not Contact.objects.exists()


def test_the_journal_names_ids_and_no_contact() -> None:
    holder = registered()
    contact = prove(holder, ask(holder))
    [entry] = Entry.objects.filter(event="people.contact_proven")
    assert (entry.subject, entry.facts) == (holder, {"contact": contact.id, "way": "phone"})


def test_only_the_holder_and_clerks_who_know_him_add_contacts() -> None:
    holder = registered()
    sent = ask(holder)
    for by in (VISITOR, himself(registered()), staff(issuer=OTHER_ISSUER)):
        with pytest.raises(UnknownHolder):
            prove(holder, sent, by=by)
    with pytest.raises(NotAllowed):
        prove(holder, sent, by=staff(Role.OPERATOR))
    assert prove(holder, sent, by=staff()).proven


def test_nobody_gathers_more_than_ten() -> None:
    holder = registered()
    for number in range(10):
        proven(holder, f"+861391234{number:04}", now=NOW + number * HOUR)
    with pytest.raises(TooManyContacts):
        proven(holder, PHONE, now=NOW + 11 * HOUR)


def test_a_contact_reads_as_nothing_in_a_log() -> None:
    holder = registered()
    shown = repr(proven(holder, PHONE)) + repr(queries.holder(holder, now=NOW + timedelta()))
    assert PHONE not in shown
    assert "林晚" not in shown
