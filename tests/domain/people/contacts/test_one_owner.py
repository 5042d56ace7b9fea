"""Many people prove the same contact, and guess the same code, at the same moment."""

from collections import Counter
from collections.abc import Callable, Iterator

import pytest
from pytest_django import DjangoDbBlocker

from tests.domain.journal.shared_database import shared_database
from tests.domain.people.at_once import at_once
from tests.domain.people.folks import (
    ADDRESS,
    EMAIL,
    HOUR,
    NOW,
    PHONE,
    VISITOR,
    code_of,
    fresh,
    himself,
    registered,
    send,
    wrong,
)
from yika.domain.people import actions, queries
from yika.domain.people.models import Contact, Holder, Proof
from yika.domain.people.rules import CodeDead, CodeUsed, ContactTaken, Purpose, WrongCode
from yika.kit.errors import Refusal

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("shared")]


@pytest.fixture(scope="module")
def shared(
    django_db_setup: None,
    django_db_blocker: DjangoDbBlocker,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[None]:
    with django_db_blocker.unblock(), shared_database(tmp_path_factory.mktemp("shared")):
        yield


def all_at_once(*acts: Callable[[], object]) -> Counter[str]:
    """What came of each, when they begin together: the kind of refusal, or `done`."""
    return Counter(
        type(one).__name__ if isinstance(one, Refusal) else "done" for one in at_once(acts)
    )


def test_one_of_many_gets_the_contact_that_they_prove_at_once() -> None:
    people = [registered() for _ in range(4)]
    sent = [
        send(Purpose.PROVE, PHONE, holder=one, by=himself(one), now=NOW + number * HOUR)
        for number, one in enumerate(people)
    ]
    codes = [code_of(one) for one in sent]

    def prove(number: int) -> Callable[[], object]:
        return lambda: actions.prove_contact(
            holder=people[number],
            proof=sent[number].id,
            code=codes[number],
            address=ADDRESS,
            by=himself(people[number]),
            now=sent[number].expires_at - HOUR / 60,
            request_id=fresh(),
        )

    outcomes = all_at_once(*[prove(number) for number in range(4)])

    assert outcomes == {"done": 1, ContactTaken.__name__: 3}
    assert Contact.objects.proven().at("phone", PHONE).count() == 1
    assert queries.find_holder_by_contact("phone", PHONE) in people


def check(proof: str, code: str) -> Callable[[], object]:
    return lambda: actions.check_code(
        proof=proof,
        code=code,
        purpose=Purpose.SIGN_IN,
        address=ADDRESS,
        by=VISITOR,
        now=NOW,
        request_id=fresh(),
    )


def test_a_code_serves_one_of_many_who_use_it_at_once() -> None:
    sent = send(Purpose.SIGN_IN, EMAIL)
    code = code_of(sent)
    assert all_at_once(*[check(sent.id, code)] * 4) == {"done": 1, CodeUsed.__name__: 3}


def test_many_guessers_at_once_have_five_guesses_together() -> None:
    sent = send(Purpose.SIGN_IN, EMAIL)
    code = code_of(sent)
    outcomes = all_at_once(*[check(sent.id, wrong(code, by)) for by in range(1, 9)])
    assert outcomes == {WrongCode.__name__: 4, CodeDead.__name__: 4}
    assert Proof.objects.get().tries == 5


def test_a_double_click_at_the_same_moment_sends_one_code() -> None:
    def ask() -> object:
        return send(Purpose.SIGN_IN, EMAIL, request_id="click")

    assert all_at_once(ask, ask, ask) == {"done": 3}
    assert Proof.objects.count() == 1


def test_a_form_that_is_sent_twice_at_once_registers_one_person() -> None:
    def register() -> object:
        return registered(phone=PHONE, request_id="form")

    outcomes = at_once([register, register, register])
    assert len(set(outcomes)) == Holder.objects.count() == 1
