"""A code goes to whom it is for, not too often, and nobody learns whom we know."""

from datetime import datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.domain.people.folks import (
    ADDRESS,
    DAY,
    EMAIL,
    HOUR,
    MINUTE,
    NOW,
    OTHER_ISSUER,
    OTHER_PHONE,
    PHONE,
    VISITOR,
    code_of,
    fresh,
    himself,
    outbox,
    proven,
    registered,
    send,
    staff,
    wrong,
)
from yika.domain.journal.models import Entry, Parcel
from yika.domain.messages.models import Message
from yika.domain.people import actions, queries
from yika.domain.people.models import Proof
from yika.domain.people.rules import (
    ProofView,
    Proven,
    Purpose,
    RequestReused,
    UnknownCode,
    UnknownContact,
    UnknownHolder,
    WrongCode,
)
from yika.domain.people.rules.sign_ins import ContactCooling
from yika.domain.vault.rules.tries import TooManyTries
from yika.kit.actor import WORKER
from yika.kit.errors import Invalid

pytestmark = pytest.mark.django_db


def test_a_code_leaves_for_the_contact_and_says_what_it_is_for() -> None:
    sent = send(Purpose.SIGN_IN, "138 1234 2046")

    assert (sent.kind, sent.masked) == ("phone", "138 **** 2046")
    assert (sent.again_at, sent.expires_at) == (NOW + MINUTE, NOW + 10 * MINUTE)
    [(template, reference, message)] = outbox()
    assert (template, reference, message["to"]) == ("code", sent.id, PHONE)
    assert "登录" in str(message["text"])
    assert Parcel.objects.get().valid_until == sent.expires_at


def test_a_code_can_go_by_e_mail_and_in_english() -> None:
    sent = send(Purpose.SIGN_IN, EMAIL, language="en-GB")
    assert (sent.kind, sent.masked) == ("email", "l***@example.com")
    assert "Your code to sign in" in str(outbox()[0][2])


def test_neither_the_code_nor_the_contact_is_kept_in_the_clear() -> None:
    code = code_of(send(Purpose.SIGN_IN, PHONE))
    row, [entry] = Proof.objects.get(), Entry.objects.all()
    for text in (code, PHONE, PHONE[3:]):
        assert text not in str(vars(row)) + str(vars(entry))
        assert text.encode() not in row.mac + row.value
    assert entry.facts["purpose"] == "sign-in"


def test_codes_differ_and_may_begin_with_zeros() -> None:
    sent = [send(Purpose.SIGN_IN, PHONE, now=NOW + number * DAY) for number in range(12)]
    found = {code_of(one) for one in sent}
    assert len(found) > 10
    assert all(len(code) == 6 for code in found)


def test_the_next_code_has_to_wait_longer_each_time() -> None:
    first = send(Purpose.SIGN_IN, PHONE)
    with pytest.raises(TooManyTries) as refused:
        send(Purpose.SIGN_IN, PHONE, now=NOW + timedelta(seconds=59))
    assert refused.value.facts["wait_seconds"] == 1

    second = send(Purpose.SIGN_IN, PHONE, now=first.again_at)
    assert second.again_at == first.again_at + 2 * MINUTE
    assert len(outbox()) == 2


def test_a_contact_gets_ten_codes_a_day_whoever_asks() -> None:
    now = NOW
    for number in range(10):
        sent = send(Purpose.SIGN_IN, PHONE, now=now, address=f"198.51.100.{number}")
        now = sent.again_at
    assert sent.again_at - sent.expires_at + 10 * MINUTE == DAY
    with pytest.raises(TooManyTries):
        send(Purpose.RESET, PHONE, now=now - MINUTE, address="198.51.100.99")


def test_one_network_asks_for_a_few_codes_an_hour_only() -> None:
    numbers = [f"+861391234{number:04}" for number in range(31)]
    for number, phone in enumerate(numbers[:30]):
        send(Purpose.SIGN_IN, phone, address=f"2001:db8:0:1::{number:x}")
    with pytest.raises(TooManyTries):
        send(Purpose.SIGN_IN, numbers[30], address="2001:db8:0:1:ffff::1")
    send(Purpose.SIGN_IN, numbers[30], address="2001:db8:0:2::1")
    assert len(outbox()) == 31


def test_a_counter_serves_more_people_than_a_network() -> None:
    for number in range(31):
        send(Purpose.SIGN_IN, f"+861391234{number:04}", by=staff())


def test_one_holder_has_codes_sent_to_a_few_strangers_an_hour_only() -> None:
    holder = registered()
    for number in range(10):
        phone = f"+861391234{number:04}"
        send(
            Purpose.PROVE, phone, holder=holder, by=himself(holder), address=f"198.51.100.{number}"
        )
    with pytest.raises(TooManyTries):
        send(Purpose.PROVE, PHONE, holder=holder, by=himself(holder), address="203.0.113.77")
    send(Purpose.PROVE, PHONE, holder=holder, by=himself(holder), now=NOW + HOUR)


def test_a_refused_sending_counts_for_nothing_and_leaves_nothing() -> None:
    send(Purpose.SIGN_IN, PHONE)
    for _ in range(40):
        with pytest.raises(TooManyTries):
            send(Purpose.SIGN_IN, PHONE)
    assert Proof.objects.count() == Parcel.objects.count() == 1
    send(Purpose.SIGN_IN, OTHER_PHONE)


def test_a_double_click_sends_one_code() -> None:
    first = send(Purpose.SIGN_IN, PHONE, request_id="click")
    assert send(Purpose.SIGN_IN, PHONE, request_id="click") == first
    assert len(outbox()) == 1
    with pytest.raises(RequestReused):
        send(Purpose.SIGN_IN, OTHER_PHONE, request_id="click")
    with pytest.raises(RequestReused):
        send(Purpose.RESET, PHONE, request_id="click")


def test_a_reset_for_somebody_unknown_looks_the_same_and_sends_nothing() -> None:
    holder = registered()
    proven(holder, PHONE)
    Parcel.objects.all().delete()
    Message.objects.all().delete()

    known = send(Purpose.RESET, PHONE, now=NOW + DAY)
    unknown = send(Purpose.RESET, OTHER_PHONE, now=NOW + DAY)

    assert [reference for _, reference, _ in outbox()] == [known.id]
    assert (known.again_at, known.expires_at) == (unknown.again_at, unknown.expires_at)
    assert unknown.masked == "139 **** 5678"
    assert queries.sent_code(unknown.id, now=NOW + DAY) == unknown


def test_a_reset_for_somebody_unknown_takes_the_same_statements() -> None:
    holder = registered()
    proven(holder, PHONE)

    def statements(phone: str) -> list[str]:
        with CaptureQueriesContext(
            connection,
        ) as caught:
            send(Purpose.RESET, phone, now=NOW + DAY)
        kinds = [query["sql"].split()[0] for query in caught]
        return [kind for kind in kinds if kind not in {"SAVEPOINT", "RELEASE", "ROLLBACK"}]

    known, unknown = statements(PHONE), statements(OTHER_PHONE)
    assert known == unknown
    assert known.count("INSERT") > 3


def test_no_code_opens_a_reset_for_somebody_unknown() -> None:
    sent = send(Purpose.RESET, OTHER_PHONE)
    row = Proof.objects.get()
    assert len(row.mac) == 34
    with pytest.raises(WrongCode):
        check(sent, "000000", NOW)


def test_a_contact_that_is_not_proven_resets_nothing() -> None:
    registered(phone=OTHER_PHONE)
    send(Purpose.RESET, OTHER_PHONE)
    assert outbox() == []


def test_the_reader_of_a_new_contact_is_told_how_long_it_cannot_reset() -> None:
    holder = registered()
    proven(holder, PHONE)
    cooling = proven(holder, EMAIL)
    now = NOW + DAY
    with pytest.raises(ContactCooling) as refused:
        send(Purpose.RESET, contact_id=cooling.id, holder=holder, by=himself(holder), now=now)
    assert refused.value.facts["wait_hours"] == 48

    sent = send(Purpose.RESET, EMAIL, now=now)
    with pytest.raises(WrongCode):
        check(sent, wrong(code_of(sent)), now)
    with pytest.raises(ContactCooling):
        check(sent, code_of(sent), now)
    later = send(Purpose.RESET, EMAIL, now=NOW + 3 * DAY)
    assert check(later, code_of(later), NOW + 3 * DAY).contact == cooling.id


def check(sent: ProofView, code: str, now: datetime) -> Proven:
    return actions.check_code(
        proof=sent.id,
        code=code,
        purpose=Purpose.RESET,
        address=ADDRESS,
        by=VISITOR,
        now=now,
        request_id=fresh(),
    )


def test_a_step_is_confirmed_through_ones_own_usable_contact_only() -> None:
    holder, other = registered(phone=OTHER_PHONE), registered()
    mine = proven(holder, PHONE)
    unproven = queries.holder(holder, now=NOW).contacts[0]

    sent = send(
        Purpose.STEP_UP, contact_id=mine.id, holder=holder, by=himself(holder), now=NOW + HOUR
    )
    assert sent.masked == mine.masked
    for who, what in ((holder, unproven.id), (other, mine.id), (holder, "ctc_x"), (holder, other)):
        with pytest.raises(UnknownContact):
            send(Purpose.STEP_UP, contact_id=what, holder=who, by=himself(who))


def test_what_a_clerk_has_taken_down_can_be_proven_by_its_id() -> None:
    holder = registered(phone=PHONE)
    [contact] = queries.holder(holder, now=NOW).contacts
    sent = send(Purpose.PROVE, contact_id=contact.id, holder=holder, by=staff())
    assert code_of(sent)


def test_nobody_has_codes_sent_for_a_holder_he_may_not_know() -> None:
    holder = registered()
    for by in (VISITOR, himself(registered()), staff(issuer=OTHER_ISSUER)):
        with pytest.raises(UnknownHolder):
            send(Purpose.PROVE, PHONE, holder=holder, by=by)
    send(Purpose.PROVE, PHONE, holder=holder, by=WORKER)


def test_only_the_owner_of_a_contact_sees_his_phrase_beside_the_code() -> None:
    holder = registered()
    actions.change_profile(
        holder=holder, phrase="blue hill", by=himself(holder), now=NOW, request_id=fresh()
    )
    proven(holder, PHONE)
    send(Purpose.SIGN_IN, PHONE, now=NOW + DAY)
    send(Purpose.PROVE, OTHER_PHONE, holder=holder, by=himself(holder), now=NOW + DAY)

    shown = {str(message["to"]): str(message["text"]) for _, _, message in outbox()}
    assert "blue hill" in shown[PHONE]
    assert "blue hill" not in shown[OTHER_PHONE]


@pytest.mark.parametrize("typed", ["", "12", "nobody", "lin@", "138\u200b12342046"])
def test_what_is_no_contact_is_refused_before_anything_is_counted(typed: str) -> None:
    with pytest.raises(Invalid):
        send(Purpose.SIGN_IN, typed)
    assert not Proof.objects.exists()


def test_a_code_is_known_for_a_day_and_then_forgotten() -> None:
    sent = send(Purpose.SIGN_IN, PHONE)
    kept_until = sent.expires_at + DAY
    assert queries.sent_code(sent.id, now=kept_until - MINUTE) == sent
    for proof, now in ((sent.id, kept_until), ("proof_x", NOW), ("", NOW)):
        with pytest.raises(UnknownCode):
            queries.sent_code(proof, now=now)

    assert actions.sweep_codes(now=kept_until - MINUTE) == 0
    assert actions.sweep_codes(now=kept_until) == 1
    assert not Proof.objects.exists()
