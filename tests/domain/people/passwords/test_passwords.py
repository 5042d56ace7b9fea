"""Setting a password, and changing it by whoever knows it."""

from datetime import date, datetime, timedelta

import pytest

from tests.domain.issuers.samples import harbor
from tests.domain.people.coming_in import (
    ANOTHER,
    EMAIL,
    HOME,
    PASSWORD,
    PHONE,
    WEB,
    come_in,
    employed,
    enrolled,
    prove,
    request,
    themselves,
    told,
    with_password,
)
from yika.domain.journal.models import Entry
from yika.domain.people import queries
from yika.domain.people.actions import (
    SignedIn,
    change_password,
    change_profile,
    set_password,
    sign_in_with_password,
    sign_out,
)
from yika.domain.people.models import Login
from yika.domain.people.rules import (
    NoPassword,
    NotSignedIn,
    PasswordExists,
    UnknownSignIn,
    WeakSecret,
    WrongOldPassword,
)
from yika.domain.vault.rules.tries import TooManyTries
from yika.kit.actor import Actor, ActorKind, Channel
from yika.kit.errors import Invalid

pytestmark = pytest.mark.django_db

HOUR = timedelta(hours=1)


def set_(here: SignedIn, new: str, now: datetime, request_id: str = "") -> None:
    set_password(
        sign_in=here.sign_in,
        new=new,
        by=themselves(here.holder),
        now=now,
        request_id=request_id or request(),
    )


def change(
    here: SignedIn, now: datetime, *, old: str = PASSWORD, new: str = ANOTHER, request_id: str = ""
) -> None:
    change_password(
        sign_in=here.sign_in,
        old=old,
        new=new,
        by=themselves(here.holder),
        now=now,
        request_id=request_id or request(),
    )


def opens(password: str, now: datetime) -> bool:
    return bool(
        sign_in_with_password(
            contact=PHONE,
            password=password,
            device="",
            address=HOME,
            by=WEB,
            now=now,
            request_id=request(),
        )
    )


def test_a_password_that_was_set_lets_its_holder_in(now: datetime) -> None:
    here = come_in(now)
    set_(here, PASSWORD, now)
    assert opens(PASSWORD, now)
    login = Login.objects.get()
    assert login.password.startswith("scrypt$")
    assert login.password_set_at == now


def test_where_there_is_one_already_it_must_be_given(now: datetime) -> None:
    here = with_password(now)
    with pytest.raises(PasswordExists):
        set_(here, ANOTHER, now)
    assert opens(PASSWORD, now)


def test_without_one_there_is_nothing_to_change(now: datetime) -> None:
    with pytest.raises(NoPassword):
        change(come_in(now), now)


def test_setting_and_changing_are_safe_to_repeat(now: datetime) -> None:
    here = come_in(now)
    for _ in range(2):
        set_(here, PASSWORD, now, "set")
    for _ in range(2):
        change(here, now, request_id="change")
    events = Entry.objects.filter(event__startswith="people.password_")
    assert sorted(events.values_list("event", flat=True)) == [
        "people.password_changed",
        "people.password_set",
    ]


@pytest.mark.parametrize("weak", ["short-1", "password1234", "202611200417", "qwertyuiop[]"])
def test_a_weak_one_is_refused_with_the_reason(now: datetime, weak: str) -> None:
    with pytest.raises((Invalid, WeakSecret)) as refused:
        set_(come_in(now), weak, now)
    assert str(refused.value)
    assert not Login.objects.get().has_usable_password()


@pytest.mark.parametrize(
    "weak", ["hello-13800138000", "linwan-lantern-x", "born-on-19950417", "lin@example.com-x"]
)
def test_one_that_others_could_know_is_refused_with_the_reason(now: datetime, weak: str) -> None:
    here = come_in(now)
    prove(here.holder, "lin.wan@example.com", now + HOUR)
    change_profile(
        holder=here.holder,
        name="Linwan Zhou",
        born_on=date(1995, 4, 17),
        by=themselves(here.holder),
        now=now,
        request_id=request(),
    )
    with pytest.raises(WeakSecret):
        set_(here, weak.replace("lin@", "lin.wan@"), now)


def test_a_changed_password_replaces_the_old_one(now: datetime) -> None:
    here = with_password(now)
    change(here, now + HOUR)
    assert opens(ANOTHER, now + HOUR)
    with pytest.raises(Exception, match="wrong"):
        opens(PASSWORD, now + HOUR)
    assert Login.objects.get().password_set_at == now + HOUR


def test_a_change_ends_all_other_sign_ins(now: datetime) -> None:
    here = with_password(now)
    there = come_in(now + HOUR)
    change(here, now + HOUR)
    assert queries.who(here.token, now=now + HOUR)
    assert queries.who(there.token, now=now + HOUR) is None


def test_setting_and_changing_are_told_on_every_channel(now: datetime) -> None:
    here = come_in(now)
    prove(here.holder, EMAIL, now + HOUR)
    set_(here, PASSWORD, now)
    assert told("password-changed") == ["email", "inbox", "sms"]
    change(here, now)
    assert told("password-changed") == ["email", "email", "inbox", "inbox", "sms", "sms"]


def test_a_wrong_old_password_changes_nothing_and_is_counted(now: datetime) -> None:
    here = with_password(now)
    for _ in range(5):
        with pytest.raises(WrongOldPassword):
            change(here, now, old="wrong")
    with pytest.raises(TooManyTries):
        change(here, now)
    assert opens(PASSWORD, now)
    change(here, now + timedelta(minutes=1))


def test_who_is_out_changes_nothing(now: datetime) -> None:
    here = with_password(now)
    sign_out(token=here.token, now=now, request_id=request())
    with pytest.raises(NotSignedIn):
        change(here, now)


def test_nobody_changes_the_password_of_another(now: datetime) -> None:
    here, other = with_password(now), come_in(now, contact=EMAIL)
    with pytest.raises(UnknownSignIn):
        change_password(
            sign_in=here.sign_in,
            old=PASSWORD,
            new=ANOTHER,
            by=themselves(other.holder),
            now=now,
            request_id=request(),
        )


def test_staff_change_their_password_too(now: datetime) -> None:
    harbor(now)
    login = employed(now)
    here = enrolled(now)[1].signed_in
    change_password(
        sign_in=here.sign_in,
        old=PASSWORD,
        new=ANOTHER,
        by=Actor(ActorKind.STAFF, login, Channel.CONSOLE, issuer="harbor"),
        now=now,
        request_id=request(),
    )
    assert queries.verified_login("zhou", ANOTHER)


def test_no_password_stands_in_the_journal(now: datetime) -> None:
    change(with_password(now), now)
    written = " ".join(str(one.__dict__) for one in Entry.objects.all())
    assert PASSWORD not in written
    assert ANOTHER not in written
