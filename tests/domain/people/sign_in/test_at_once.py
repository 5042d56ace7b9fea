"""Many who come in at the same moment, and many who try to."""

from collections import Counter
from collections.abc import Iterator
from datetime import datetime, timedelta
from functools import partial

import pytest
from pytest_django import DjangoDbBlocker

from tests.domain.issuers.samples import harbor
from tests.domain.journal.shared_database import shared_database
from tests.domain.people.at_once import at_once
from tests.domain.people.coming_in import (
    ANOTHER,
    DESK,
    HOME,
    PASSWORD,
    PHONE,
    WEB,
    ask_code,
    at_the_desk,
    come_in,
    employed,
    enrolled,
    request,
    scanned,
    themselves,
    with_password,
)
from tests.domain.people.soft_passkey import SoftPasskey
from yika.domain.people import actions, queries
from yika.domain.people.actions import SignedIn
from yika.domain.people.actions.passkeys import add_passkey, sign_in_with_passkey
from yika.domain.people.models import Contact, Holder, Login, SignIn
from yika.domain.people.queries import passkeys
from yika.kit.errors import Refusal

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("shared")]

MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)
SITE = "https://cards.example.com"
MANY = 6


@pytest.fixture(scope="module")
def shared(
    django_db_setup: None,
    django_db_blocker: DjangoDbBlocker,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[None]:
    with django_db_blocker.unblock(), shared_database(tmp_path_factory.mktemp("shared")):
        yield


def enter(proof: str, code: str, now: datetime, request_id: str = "") -> SignedIn:
    return actions.sign_in_with_code(
        proof=proof,
        code=code,
        device="",
        address=HOME,
        by=WEB,
        now=now,
        request_id=request_id or request(),
    )


def outcomes(found: list[object]) -> Counter[str]:
    return Counter(one.code if isinstance(one, Refusal) else "in" for one in found)


def test_two_codes_for_somebody_unknown_make_one_holder(now: datetime) -> None:
    codes = [ask_code(now), ask_code(now + MINUTE)]
    found = at_once([partial(enter, *code, now + MINUTE) for code in codes])
    assert outcomes(found) == {"in": 2}
    assert len({one.holder for one in found if isinstance(one, SignedIn)}) == 1
    assert Holder.objects.count() == Login.objects.count() == Contact.objects.count() == 1
    assert SignIn.objects.count() == 2


def test_one_code_given_many_times_opens_once(now: datetime) -> None:
    code = ask_code(now)
    found = at_once([partial(enter, *code, now) for _ in range(MANY)])
    assert outcomes(found) == {"in": 1, "people.code_used": MANY - 1}
    assert SignIn.objects.count() == 1


def test_a_form_that_is_sent_many_times_signs_in_once(now: datetime) -> None:
    code = ask_code(now)
    found = at_once([partial(enter, *code, now, "click") for _ in range(MANY)])
    assert outcomes(found) == {"in": MANY}
    tokens = {one.token for one in found if isinstance(one, SignedIn)}
    assert sum(queries.who(token, now=now) is not None for token in tokens) == 1
    assert SignIn.objects.count() == 1


def test_a_holder_who_has_no_login_yet_gets_one(now: datetime) -> None:
    first = come_in(now)
    SignIn.objects.all().delete()
    Holder.objects.update(login=None)
    Login.objects.all().delete()
    codes = [ask_code(now + HOUR), ask_code(now + HOUR + MINUTE)]
    found = at_once([partial(enter, *code, now + HOUR + MINUTE) for code in codes])
    assert outcomes(found) == {"in": 2}
    assert {one.holder for one in found if isinstance(one, SignedIn)} == {first.holder}
    assert Login.objects.count() == 1


def test_many_guesses_at_once_are_no_more_than_one_after_the_other(now: datetime) -> None:
    with_password(now)

    def guess() -> SignedIn:
        return actions.sign_in_with_password(
            contact=PHONE,
            password="wrong",
            device="",
            address=HOME,
            by=WEB,
            now=now,
            request_id=request(),
        )

    found = at_once([guess] * 12)
    assert outcomes(found) == {"people.wrong_password": 5, "tries.too_many": 7}


def test_a_first_password_is_set_by_one(now: datetime) -> None:
    here = come_in(now)

    def set_(new: str) -> None:
        actions.set_password(
            sign_in=here.sign_in,
            new=new,
            by=themselves(here.holder),
            now=now,
            request_id=request(),
        )

    found = at_once([partial(set_, new) for new in (PASSWORD, ANOTHER)])
    assert outcomes(found) == {"in": 1, "people.password_exists": 1}


def test_a_password_is_changed_by_one_of_those_who_know_the_old_one(now: datetime) -> None:
    here = with_password(now)

    def change(new: str) -> None:
        actions.change_password(
            sign_in=here.sign_in,
            old=PASSWORD,
            new=new,
            by=themselves(here.holder),
            now=now,
            request_id=request(),
        )

    found = at_once([partial(change, f"{ANOTHER}-{number}") for number in range(3)])
    assert outcomes(found) == {"in": 1, "people.wrong_old_password": 2}


def test_a_code_of_an_app_opens_once(now: datetime) -> None:
    harbor(now)
    employed(now)
    app, done = enrolled(now)
    later = now + HOUR

    def verify(code: str, token: str) -> SignedIn:
        return actions.verify_second_factor(
            token=token, code=code, by=DESK, now=later, request_id=request()
        )

    for code in (app.code(later), done.recovery_codes[0]):
        tokens = [at_the_desk(later).token for _ in range(3)]
        found = at_once([partial(verify, code, token) for token in tokens])
        assert outcomes(found) == {"in": 1, "people.wrong_second_factor": 2}


def test_an_app_that_is_set_up_in_two_windows_gets_one_secret(now: datetime) -> None:
    harbor(now)
    employed(now)
    token = at_the_desk(now).token
    found = at_once([partial(scanned, token, now)] * 4)
    assert outcomes(found) == {"in": 4}
    assert len({str(one) for one in found}) == 1


def test_a_first_code_of_an_app_confirms_it_once(now: datetime) -> None:
    harbor(now)
    employed(now)
    token = at_the_desk(now).token
    code = scanned(token, now).code(now)

    def confirm() -> object:
        return actions.confirm_totp(token=token, code=code, by=DESK, now=now, request_id=request())

    assert outcomes(at_once([confirm] * 3))["in"] == 1
    assert SignIn.objects.exclude(second_factor_at=None).count() == 1


def test_an_answer_of_a_passkey_opens_once(now: datetime) -> None:
    here, passkey = come_in(now), SoftPasskey(SITE)
    options = passkeys.creation_options(here.login, label="x", base_url=SITE, now=now)
    add_passkey(
        sign_in=here.sign_in,
        answer=passkey.made_for(options),
        name="",
        base_url=SITE,
        by=themselves(here.holder),
        now=now,
        request_id=request(),
    )
    answer = passkey.signed_for(passkeys.sign_in_options(base_url=SITE, now=now))

    def sign_in() -> SignedIn:
        return sign_in_with_passkey(
            answer=answer, base_url=SITE, device="", by=WEB, now=now, request_id=request()
        )

    found = at_once([sign_in] * 4)
    assert outcomes(found) == {"in": 1, "people.passkey_too_late": 3}
