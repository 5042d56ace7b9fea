"""Coming in without the app, and losing every second factor."""

from datetime import datetime, timedelta

import pytest

from tests.domain.issuers.samples import harbor
from tests.domain.people.coming_in import (
    DESK,
    EMAIL,
    OPERATOR,
    at_the_desk,
    come_in,
    employed,
    enrolled,
    request,
    themselves,
)
from yika.domain.journal.models import Entry
from yika.domain.people import queries
from yika.domain.people.actions import (
    SignedIn,
    renew_recovery_codes,
    reset_second_factor,
    verify_second_factor,
)
from yika.domain.people.models import Authenticator, RecoveryCode
from yika.domain.people.rules import NotEnrolled, UnknownSignIn, WrongSecondFactor
from yika.domain.staff.rules import NotYourself, Role, UnknownStaff, rights_of
from yika.kit.actor import Actor, ActorKind, Channel, NotAllowed

pytestmark = pytest.mark.django_db

HOUR = timedelta(hours=1)


@pytest.fixture
def zhou(now: datetime) -> str:
    """A teller who has not come in yet."""
    harbor(now)
    return employed(now)


def verify(code: str, now: datetime) -> SignedIn:
    pending = at_the_desk(now)
    return verify_second_factor(
        token=pending.token, code=code, by=DESK, now=now, request_id=request()
    )


def as_staff(login: str, role: Role = Role.TELLER, issuer: str = "harbor") -> Actor:
    rights = rights_of([role])
    return Actor(ActorKind.STAFF, login, Channel.CONSOLE, issuer=issuer, rights=rights)


def test_a_recovery_code_lets_in_once_however_it_is_typed(zhou: str, now: datetime) -> None:
    _, done = enrolled(now)
    code = done.recovery_codes[3]
    assert verify(code.upper().replace("-", " "), now)
    entry = Entry.objects.filter(event="people.signed_in").latest("id")
    assert entry.facts["way"] == "recovery-code"
    with pytest.raises(WrongSecondFactor):
        verify(code, now)
    assert verify(done.recovery_codes[4], now)


def test_somebody_sees_what_second_factors_are_left(zhou: str, now: datetime) -> None:
    nothing = queries.second_factors(zhou)
    assert (nothing.app_since, nothing.recovery_codes, nothing.passkeys) == (None, 0, 0)
    at_the_desk(now)
    _, done = enrolled(now)
    verify(done.recovery_codes[0], now)
    left = queries.second_factors(zhou)
    assert (left.app_since, left.recovery_codes, left.passkeys) == (now, 9, 0)


def test_only_hashes_of_recovery_codes_are_kept(zhou: str, now: datetime) -> None:
    _, done = enrolled(now)
    rows = list(RecoveryCode.objects.all())
    assert len(rows) == 10
    kept = b"".join(row.digest for row in rows)
    assert not any(code.encode() in kept for code in done.recovery_codes)


def test_the_recovery_code_of_another_is_wrong(zhou: str, now: datetime) -> None:
    employed(now, handle="wang")
    enrolled(now)
    _, others = enrolled(now, handle="wang")
    with pytest.raises(WrongSecondFactor):
        verify(others.recovery_codes[0], now)


def test_new_recovery_codes_void_the_old_ones(zhou: str, now: datetime) -> None:
    _, done = enrolled(now)
    fresh = renew_recovery_codes(
        sign_in=done.signed_in.sign_in, by=as_staff(zhou), now=now, request_id=request()
    )
    assert not set(fresh) & set(done.recovery_codes)
    with pytest.raises(WrongSecondFactor):
        verify(done.recovery_codes[0], now)
    assert verify(fresh[0], now)


def test_only_who_is_in_gets_new_codes_and_only_his_own(zhou: str, now: datetime) -> None:
    _, done = enrolled(now)
    wang = employed(now, handle="wang")
    with pytest.raises(UnknownSignIn):
        renew_recovery_codes(
            sign_in=done.signed_in.sign_in, by=as_staff(wang), now=now, request_id=request()
        )
    holder = come_in(now, contact=EMAIL)
    with pytest.raises(NotEnrolled):
        renew_recovery_codes(
            sign_in=holder.sign_in,
            by=themselves(holder.holder),
            now=now,
            request_id=request(),
        )


def reset(login: str, by: Actor, now: datetime) -> None:
    reset_second_factor(login=login, by=by, now=now, request_id=request())


def test_a_colleague_who_may_lets_one_who_lost_all_begin_anew(zhou: str, now: datetime) -> None:
    app, done = enrolled(now)
    wang = employed(now, handle="wang", role=Role.SUPERVISOR)
    for _ in range(2):
        reset(zhou, as_staff(wang, Role.SUPERVISOR), now)
    assert queries.who(done.signed_in.token, now=now) is None
    assert not Authenticator.objects.exists()
    assert not RecoveryCode.objects.exists()
    assert not at_the_desk(now).enrolled
    fresh, _ = enrolled(now)
    assert fresh != app
    entry = Entry.objects.filter(event="people.second_factor_reset").earliest("id")
    assert (entry.subject, entry.issuer, entry.actor_id) == (zhou, "harbor", wang)


def test_guesses_that_were_counted_before_are_forgotten(zhou: str, now: datetime) -> None:
    enrolled(now)
    for _ in range(5):
        with pytest.raises(WrongSecondFactor):
            verify("x", now)
    reset(zhou, OPERATOR, now)
    assert enrolled(now)


def test_nobody_resets_himself_and_nobody_without_the_right(zhou: str, now: datetime) -> None:
    harbor(now, code="eastgate")
    with pytest.raises(NotYourself):
        reset(zhou, as_staff(zhou, Role.SUPERVISOR), now)
    other = "login_01kaf0000000000000000000bb"
    with pytest.raises(NotAllowed):
        reset(zhou, as_staff(other, Role.TELLER), now)
    with pytest.raises(UnknownStaff):
        reset(zhou, as_staff(other, Role.SUPERVISOR, issuer="eastgate"), now)
    with pytest.raises(UnknownStaff):
        reset(other, OPERATOR, now)
