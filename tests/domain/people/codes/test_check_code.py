"""A code serves once, for one thing, and for a few guesses."""

import pytest
from django.db import transaction

from tests.domain.people.folks import (
    ADDRESS,
    EMAIL,
    HOUR,
    MINUTE,
    NOW,
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
    wrong,
)
from yika.domain.journal.models import Entry
from yika.domain.people import actions
from yika.domain.people.actions.codes.try_code import try_code
from yika.domain.people.models import Proof
from yika.domain.people.rules import (
    CodeDead,
    CodeExpired,
    CodeUsed,
    ProofView,
    Proven,
    Purpose,
    RequestReused,
    UnknownCode,
    WrongCode,
)
from yika.domain.vault.queries import keyring
from yika.domain.vault.rules.tries import TooManyTries
from yika.kit.actor import Actor
from yika.kit.errors import Invalid

pytestmark = pytest.mark.django_db


def check(sent: ProofView, code: str, **other: object) -> Proven:
    given = {
        "proof": sent.id,
        "purpose": Purpose.SIGN_IN,
        "address": ADDRESS,
        "by": VISITOR,
        "now": NOW,
        "request_id": fresh(),
    }
    return actions.check_code(code=code, **given | other)


def test_the_right_code_proves_who_reads_there() -> None:
    sent = send(Purpose.SIGN_IN, PHONE, language="en")
    proof = check(sent, code_of(sent))
    assert proof == Proven(
        proof=sent.id,
        purpose=Purpose.SIGN_IN,
        kind="phone",
        value=PHONE,
        language="en",
        holder=None,
        contact=None,
    )
    assert PHONE not in repr(proof)


def test_it_tells_whose_the_contact_is() -> None:
    holder = registered()
    contact = proven(holder)
    sent = send(Purpose.SIGN_IN, PHONE, now=NOW + HOUR)
    proof = check(sent, code_of(sent), now=NOW + HOUR)
    assert (proof.holder, proof.contact) == (holder, contact.id)


def test_a_code_serves_once() -> None:
    sent = send(Purpose.SIGN_IN, PHONE)
    check(sent, code_of(sent))
    with pytest.raises(CodeUsed):
        check(sent, code_of(sent))
    assert Entry.objects.filter(event="people.code_used").count() == 1


def test_the_same_request_proves_the_same_again() -> None:
    sent = send(Purpose.SIGN_IN, PHONE)
    first = check(sent, code_of(sent), request_id="click")
    assert check(sent, code_of(sent), request_id="click") == first
    with pytest.raises(RequestReused):
        check(sent, wrong(code_of(sent)), request_id="click")
    assert Entry.objects.filter(event="people.code_used").count() == 1


def test_five_wrong_guesses_make_a_code_void_also_for_the_right_one() -> None:
    sent = send(Purpose.SIGN_IN, PHONE)
    code = code_of(sent)
    for number in range(1, 5):
        with pytest.raises(WrongCode) as refused:
            check(sent, wrong(code, number))
        assert refused.value.facts["left"] == 5 - number
    for guess in (wrong(code), code):
        with pytest.raises(CodeDead):
            check(sent, guess)
    assert Proof.objects.get().tries == 5


def test_a_code_serves_ten_minutes() -> None:
    sent = send(Purpose.SIGN_IN, PHONE)
    with pytest.raises(CodeExpired):
        check(sent, code_of(sent), now=sent.expires_at)
    check(sent, code_of(sent), now=sent.expires_at - MINUTE)


def test_a_code_for_one_thing_opens_nothing_else() -> None:
    holder = registered()
    proven(holder)
    sent = send(Purpose.RESET, PHONE, now=NOW + HOUR)
    for purpose in set(Purpose) - {Purpose.RESET}:
        with pytest.raises(UnknownCode):
            check(sent, code_of(sent), purpose=purpose, now=NOW + HOUR)
    assert check(sent, code_of(sent), purpose=Purpose.RESET, now=NOW + HOUR).holder == holder


def test_the_code_of_one_message_does_not_fit_another() -> None:
    first, second = send(Purpose.SIGN_IN, PHONE), send(Purpose.SIGN_IN, OTHER_PHONE)
    Proof.objects.filter(pk=Proof.objects.latest("id").pk).update(
        mac=Proof.objects.earliest("id").mac
    )
    with pytest.raises(WrongCode):
        check(second, code_of(first))


@pytest.mark.parametrize("proof", ["", "proof_", "hld_01kaf0000000000000000000ho", "x" * 5000])
def test_what_was_never_sent_is_unknown(proof: str) -> None:
    sent = send(Purpose.SIGN_IN, PHONE)
    with pytest.raises(UnknownCode):
        check(sent, "482913", proof=proof)


@pytest.mark.parametrize("code", ["", "12345", "1234567", "abcdef", "' OR 1=1", "1" * 10_000])
def test_what_is_no_code_costs_no_guess(code: str) -> None:
    sent = send(Purpose.SIGN_IN, PHONE)
    with pytest.raises(Invalid):
        check(sent, code)
    assert Proof.objects.get().tries == 0


def test_guessing_over_many_codes_is_stopped_for_a_whole_network() -> None:
    sent = [
        send(Purpose.SIGN_IN, f"+861391234{number:04}", address=f"198.51.100.{number}")
        for number in range(6)
    ]
    guesses = 0
    for one in sent[:5]:
        for number in range(1, 5):
            with pytest.raises(WrongCode):
                check(one, wrong(code_of(one), number), address=f"2001:db8:0:1::{guesses:x}")
            guesses += 1
    with pytest.raises(TooManyTries):
        check(sent[5], code_of(sent[5]), address="2001:db8:0:1:9::9")
    assert check(sent[5], code_of(sent[5]), address="2001:db8:0:2::9")


def test_ones_own_right_code_buys_no_guesses_at_others() -> None:
    mine = [send(Purpose.SIGN_IN, f"+861381234{number:04}") for number in range(4)]
    for number, own in enumerate(mine):
        other = send(Purpose.SIGN_IN, f"+861391234{number:04}", address="198.51.100.7")
        for guess in range(1, 6):
            with pytest.raises((WrongCode, CodeDead)):
                check(other, wrong(code_of(other), guess))
        if number < 3:
            check(own, code_of(own))
    with pytest.raises(TooManyTries):
        check(mine[3], code_of(mine[3]))


def test_wrong_codes_at_one_counter_do_not_stop_the_next() -> None:
    for number in range(4):
        sent = send(Purpose.SIGN_IN, f"+861391234{number:04}")
        for guess in range(1, 6):
            with pytest.raises((WrongCode, CodeDead)):
                check(sent, wrong(code_of(sent), guess), by=staff(number=1))
    sent = send(Purpose.SIGN_IN, PHONE)
    with pytest.raises(TooManyTries):
        check(sent, code_of(sent), by=staff(number=1))
    check(sent, code_of(sent), by=staff(number=2))


def test_reading_a_code_lets_the_next_be_sent_at_once() -> None:
    sent = send(Purpose.SIGN_IN, PHONE)
    check(sent, code_of(sent))
    assert send(Purpose.SIGN_IN, PHONE).again_at == NOW + MINUTE


def test_a_code_survives_a_new_key_of_the_index(keyring_file) -> None:
    sent = send(Purpose.SIGN_IN, PHONE)
    code = code_of(sent)
    keyring().with_new("index").save(keyring_file)
    assert check(sent, code)


def test_a_wrong_guess_is_counted_where_the_caller_does_more_in_one_transaction() -> None:
    sent = send(Purpose.SIGN_IN, PHONE)

    def guess(by: Actor = VISITOR) -> None:
        with transaction.atomic():
            tried = try_code(
                proof=sent.id,
                code=wrong(code_of(sent)),
                purpose=Purpose.SIGN_IN,
                address=ADDRESS,
                by=by,
                now=NOW,
                request_id=fresh(),
            )
            if tried.proven:
                raise AssertionError
        raise tried.refusal

    with pytest.raises(WrongCode):
        guess()
    assert Proof.objects.get().tries == 1


def test_a_code_that_was_sent_for_one_holder_tells_nothing_of_anothers_contact() -> None:
    owner, other = registered(), registered()
    proven(owner, EMAIL)
    sent = send(Purpose.PROVE, EMAIL, holder=other, by=himself(other), now=NOW + HOUR)
    proof = check(sent, code_of(sent), purpose=Purpose.PROVE, now=NOW + HOUR)
    assert (proof.holder, proof.contact) == (other, None)
