"""Passkeys of staff: a second factor, never the only one."""

from datetime import datetime, timedelta

import pytest

from tests.domain.issuers.samples import harbor
from tests.domain.people.coming_in import (
    DESK,
    WEB,
    at_the_desk,
    employed,
    enrolled,
    request,
)
from tests.domain.people.soft_passkey import SoftPasskey
from yika.domain.people import queries
from yika.domain.people.actions import Pending, SignedIn
from yika.domain.people.actions.passkeys import (
    add_passkey,
    sign_in_with_passkey,
    verify_passkey,
)
from yika.domain.people.queries import passkeys
from yika.domain.people.rules import NotSignedIn
from yika.domain.people.rules.passkeys import PasskeyCopied, PasskeyRefused, PasskeyTooLate
from yika.kit.actor import Actor, ActorKind, Channel

pytestmark = pytest.mark.django_db

SITE = "https://cards.example.com"
HOUR = timedelta(hours=1)


def made(now: datetime, *, handle: str = "zhou", counting: bool = False) -> SoftPasskey:
    """A passkey that somebody of the staff has added on his first day."""
    login = employed(now, handle=handle)
    here: SignedIn = enrolled(now, handle=handle)[1].signed_in
    passkey = SoftPasskey(SITE, counting=counting)
    options = passkeys.creation_options(login, label=handle, base_url=SITE, now=now)
    add_passkey(
        sign_in=here.sign_in,
        answer=passkey.made_for(options),
        name="Key",
        base_url=SITE,
        by=Actor(ActorKind.STAFF, login, Channel.CONSOLE),
        now=now,
        request_id=request(),
    )
    return passkey


@pytest.fixture
def passkey(now: datetime) -> SoftPasskey:
    harbor(now)
    return made(now)


def verify(pending: Pending, passkey: SoftPasskey, now: datetime) -> SignedIn:
    options = passkeys.second_factor_options(pending.token, base_url=SITE, now=now)
    return verify_passkey(
        token=pending.token,
        answer=passkey.signed_for(options),
        base_url=SITE,
        by=DESK,
        now=now,
        request_id=request(),
    )


def test_a_passkey_takes_the_place_of_the_code(passkey: SoftPasskey, now: datetime) -> None:
    pending = at_the_desk(now + HOUR)
    assert pending.passkeys == 1
    signed_in = verify(pending, passkey, now + HOUR)
    who = queries.who(signed_in.token, now=now + HOUR)
    assert who
    assert who.second_factor
    assert who.standing


def test_the_browser_is_asked_for_the_keys_of_this_person(
    passkey: SoftPasskey, now: datetime
) -> None:
    made(now, handle="wang")
    options = passkeys.second_factor_options(at_the_desk(now).token, base_url=SITE, now=now)
    assert len(options["allowCredentials"]) == 1


def test_the_passkey_of_a_colleague_is_refused(passkey: SoftPasskey, now: datetime) -> None:
    others = made(now, handle="wang")
    with pytest.raises(PasskeyRefused):
        verify(at_the_desk(now), others, now)


def test_a_passkey_without_the_password_lets_no_staff_in(
    passkey: SoftPasskey, now: datetime
) -> None:
    answer = passkey.signed_for(passkeys.sign_in_options(base_url=SITE, now=now))
    for by in (WEB, DESK):
        with pytest.raises(PasskeyRefused):
            sign_in_with_passkey(
                answer=answer, base_url=SITE, device="", by=by, now=now, request_id=request()
            )


def test_an_answer_serves_the_sign_in_it_was_asked_in_and_once(
    passkey: SoftPasskey, now: datetime
) -> None:
    pending, again = at_the_desk(now), at_the_desk(now)
    options = passkeys.second_factor_options(pending.token, base_url=SITE, now=now)
    answer = passkey.signed_for(options)
    given = {"answer": answer, "base_url": SITE, "by": DESK, "now": now, "request_id": request()}
    assert verify_passkey(token=pending.token, **given)  # type: ignore[arg-type]
    with pytest.raises(NotSignedIn):
        verify_passkey(token=pending.token, **given)  # type: ignore[arg-type]
    with pytest.raises(PasskeyTooLate):
        verify_passkey(token=again.token, **given)  # type: ignore[arg-type]


def test_a_copy_is_refused(now: datetime) -> None:
    harbor(now)
    passkey = made(now, counting=True)
    verify(at_the_desk(now), passkey, now)
    passkey.counter = 0
    with pytest.raises(PasskeyCopied):
        verify(at_the_desk(now), passkey, now)


@pytest.mark.parametrize("token", ["", "x"])
def test_without_the_first_step_nothing_is_asked(token: str, now: datetime) -> None:
    with pytest.raises(NotSignedIn):
        passkeys.second_factor_options(token, base_url=SITE, now=now)
