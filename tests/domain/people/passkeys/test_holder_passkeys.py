"""Passkeys of holders: added, used instead of a code, removed."""

from datetime import datetime, timedelta

import pytest

from tests.domain.people.coming_in import EMAIL, WEB, come_in, outbox, request, themselves, told
from tests.domain.people.soft_passkey import SoftPasskey
from yika.domain.journal.models import Entry
from yika.domain.people import queries
from yika.domain.people.actions import SignedIn, sign_out, sweep_sign_ins
from yika.domain.people.actions.passkeys import (
    add_passkey,
    remove_passkey,
    sign_in_with_passkey,
)
from yika.domain.people.models import Login, Passkey, SignIn, UsedChallenge
from yika.domain.people.queries import passkeys
from yika.domain.people.rules import LoginClosed, NotSignedIn, RequestReused, UnknownSignIn
from yika.domain.people.rules.passkeys import (
    PASSKEYS_MAX,
    TIME_TO_ANSWER,
    PasskeyCopied,
    PasskeyKnown,
    PasskeyRefused,
    PasskeyTooLate,
    TooManyPasskeys,
    UnknownPasskey,
)

pytestmark = pytest.mark.django_db

SITE = "https://cards.example.com"
HOUR = timedelta(hours=1)


def made(here: SignedIn, now: datetime, passkey: SoftPasskey | None = None) -> SoftPasskey:
    """A passkey that this holder has added."""
    passkey = passkey or SoftPasskey(SITE)
    add(here, passkey, now)
    return passkey


def add(here: SignedIn, passkey: SoftPasskey, now: datetime, request_id: str = "") -> str:
    options = passkeys.creation_options(here.login, label="138 **** 8000", base_url=SITE, now=now)
    return add_passkey(
        sign_in=here.sign_in,
        answer=passkey.made_for(options),
        name=" My phone ",
        base_url=SITE,
        by=themselves(here.holder),
        now=now,
        request_id=request_id or request(),
    )


def sign_in(passkey: SoftPasskey, now: datetime) -> SignedIn:
    options = passkeys.sign_in_options(base_url=SITE, now=now)
    return answered(passkey.signed_for(options), now)


def answered(answer: dict[str, object], now: datetime) -> SignedIn:
    return sign_in_with_passkey(
        answer=answer,
        base_url=SITE,
        device="Firefox · Linux",
        by=WEB,
        now=now,
        request_id=request(),
    )


def test_a_passkey_lets_its_holder_in(now: datetime) -> None:
    here = come_in(now)
    signed_in = sign_in(made(here, now), now)
    assert (signed_in.holder, signed_in.new) == (here.holder, False)
    who = queries.who(signed_in.token, now=now)
    assert who
    assert who.holder
    assert who.holder.passkeys == 1
    entry = Entry.objects.filter(event="people.signed_in").latest("id")
    assert entry.facts["way"] == "passkey"


def test_a_new_passkey_is_told_to_its_holder_without_the_name_it_was_given(now: datetime) -> None:
    made(come_in(now), now)
    assert told("passkey-added") == ["inbox", "sms"]
    assert "My phone" not in outbox()[-1]["text"]


def test_a_holder_sees_his_passkeys(now: datetime) -> None:
    here = come_in(now)
    sign_in(made(here, now), now + HOUR)
    (seen,) = passkeys.passkeys(here.login)
    assert (seen.name, seen.created_at, seen.used_at) == ("My phone", now, now + HOUR)


@pytest.mark.parametrize("name", ["", "\0", "\ud800", "x" * 1000])
def test_a_passkey_has_a_name_that_can_be_shown(now: datetime, name: str) -> None:
    here, passkey = come_in(now), SoftPasskey(SITE)
    options = passkeys.creation_options(here.login, label="x", base_url=SITE, now=now)
    add_passkey(
        sign_in=here.sign_in,
        answer=passkey.made_for(options),
        name=name,
        base_url=SITE,
        by=themselves(here.holder),
        now=now,
        request_id=request(),
    )
    (seen,) = passkeys.passkeys(here.login)
    assert seen.name in {"Passkey", "x" * 40}


def test_the_device_is_told_what_it_has_already(now: datetime) -> None:
    here = come_in(now)
    assert not passkeys.creation_options(here.login, label="x", base_url=SITE, now=now).get(
        "excludeCredentials"
    )
    made(here, now)
    options = passkeys.creation_options(here.login, label="x", base_url=SITE, now=now)
    assert len(options["excludeCredentials"]) == 1
    assert options["user"]["name"] == "x"


def test_adding_is_safe_to_repeat(now: datetime) -> None:
    here, passkey = come_in(now), SoftPasskey(SITE)
    assert add(here, passkey, now, "add") == add(here, passkey, now, "add")
    assert Passkey.objects.count() == 1
    with pytest.raises(RequestReused):
        add(come_in(now, contact=EMAIL), SoftPasskey(SITE), now, "add")


def test_one_passkey_belongs_to_one_person(now: datetime) -> None:
    passkey = made(come_in(now), now)
    with pytest.raises(PasskeyKnown):
        made(come_in(now, contact=EMAIL), now, passkey)


def test_the_answer_to_another_persons_question_is_refused(now: datetime) -> None:
    lin, wang = come_in(now), come_in(now, contact=EMAIL)
    options = passkeys.creation_options(lin.login, label="x", base_url=SITE, now=now)
    with pytest.raises(PasskeyRefused):
        add_passkey(
            sign_in=wang.sign_in,
            answer=SoftPasskey(SITE).made_for(options),
            name="",
            base_url=SITE,
            by=themselves(wang.holder),
            now=now,
            request_id=request(),
        )


def test_only_who_is_in_adds_one_and_only_to_himself(now: datetime) -> None:
    lin, wang = come_in(now), come_in(now, contact=EMAIL)
    options = passkeys.creation_options(lin.login, label="x", base_url=SITE, now=now)
    given = {
        "sign_in": lin.sign_in,
        "answer": SoftPasskey(SITE).made_for(options),
        "name": "",
        "base_url": SITE,
        "now": now,
        "request_id": request(),
    }
    with pytest.raises(UnknownSignIn):
        add_passkey(**given, by=themselves(wang.holder))  # type: ignore[arg-type]
    sign_out(token=lin.token, now=now, request_id=request())
    with pytest.raises(NotSignedIn):
        add_passkey(**given, by=themselves(lin.holder))  # type: ignore[arg-type]
    assert not Passkey.objects.exists()


def test_nobody_hoards_passkeys(now: datetime) -> None:
    here = come_in(now)
    for _ in range(PASSKEYS_MAX):
        made(here, now)
    with pytest.raises(TooManyPasskeys):
        made(here, now)


def test_an_answer_counts_once(now: datetime) -> None:
    passkey = made(come_in(now), now)
    answer = passkey.signed_for(passkeys.sign_in_options(base_url=SITE, now=now))
    answered(answer, now)
    with pytest.raises(PasskeyTooLate):
        answered(answer, now)
    assert SignIn.objects.count() == 2


def test_an_answer_counts_for_five_minutes(now: datetime) -> None:
    passkey = made(come_in(now), now)
    answer = passkey.signed_for(passkeys.sign_in_options(base_url=SITE, now=now))
    with pytest.raises(PasskeyTooLate):
        answered(answer, now + TIME_TO_ANSWER)


def test_spent_challenges_are_forgotten_when_they_are_too_late_anyway(now: datetime) -> None:
    sign_in(made(come_in(now), now), now)
    assert sweep_sign_ins(now=now + TIME_TO_ANSWER) == 0
    assert sweep_sign_ins(now=now + TIME_TO_ANSWER + timedelta(seconds=1)) == 1
    assert not UsedChallenge.objects.exists()


def test_an_answer_to_a_question_of_another_kind_lets_nobody_in(now: datetime) -> None:
    here = come_in(now)
    passkey = made(here, now)
    options = passkeys.creation_options(here.login, label="x", base_url=SITE, now=now)
    with pytest.raises(PasskeyRefused):
        answered(passkey.signed_for(options), now)


def test_a_passkey_of_nobody_is_refused(now: datetime) -> None:
    passkey = SoftPasskey(SITE, rp_id="cards.example.com")
    with pytest.raises(PasskeyRefused):
        sign_in(passkey, now)


def test_a_copy_of_a_passkey_is_refused_and_noted(now: datetime) -> None:
    passkey = made(come_in(now), now, SoftPasskey(SITE, counting=True))
    sign_in(passkey, now)
    passkey.counter -= 1
    with pytest.raises(PasskeyCopied):
        sign_in(passkey, now)
    assert Entry.objects.filter(event="people.passkey_copied").count() == 1
    assert sign_in(passkey, now)


def test_a_closed_login_stays_shut(now: datetime) -> None:
    passkey = made(come_in(now), now)
    Login.objects.update(is_active=False)
    with pytest.raises(LoginClosed):
        sign_in(passkey, now)


def test_a_removed_passkey_opens_nothing(now: datetime) -> None:
    here = come_in(now)
    passkey = made(here, now)
    (kept,) = passkeys.passkeys(here.login)
    for _ in range(2):
        remove_passkey(passkey=kept.id, by=themselves(here.holder), now=now, request_id=request())
    assert passkeys.passkeys(here.login) == []
    assert Entry.objects.filter(event="people.passkey_removed").count() == 1
    with pytest.raises(PasskeyRefused):
        sign_in(passkey, now)


def test_nobody_removes_the_passkey_of_another(now: datetime) -> None:
    lin, wang = come_in(now), come_in(now, contact=EMAIL)
    made(lin, now)
    (kept,) = passkeys.passkeys(lin.login)
    for passkey in (kept.id, "pky_x", ""):
        with pytest.raises(UnknownPasskey):
            remove_passkey(
                passkey=passkey, by=themselves(wang.holder), now=now, request_id=request()
            )
