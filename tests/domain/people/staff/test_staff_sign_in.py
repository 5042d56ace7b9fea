"""Staff come in by a password and a second factor."""

from datetime import datetime, timedelta
from unittest import mock

import pytest
from django.contrib.auth.hashers import ScryptPasswordHasher

from tests.domain.issuers.samples import harbor
from tests.domain.people.coming_in import (
    DESK,
    HOME,
    OPERATOR,
    PASSWORD,
    WEB,
    at_the_desk,
    come_in,
    employed,
    enrolled,
    request,
    scanned,
)
from yika.domain.journal.models import Entry
from yika.domain.people import queries
from yika.domain.people.actions import (
    Pending,
    SignedIn,
    confirm_totp,
    create_login,
    enroll_totp,
    staff_sign_in,
    verify_second_factor,
)
from yika.domain.people.models import Authenticator, Login, SignIn
from yika.domain.people.rules import (
    AlreadyEnrolled,
    NotEnrolled,
    NotSignedIn,
    RequestReused,
    WrongLogin,
    WrongSecondFactor,
)
from yika.domain.people.rules.sign_ins import PENDING
from yika.domain.staff.actions import end_membership
from yika.domain.vault.rules.tries import TooManyTries

pytestmark = pytest.mark.django_db

STEP, MINUTE, HOUR = timedelta(seconds=30), timedelta(minutes=1), timedelta(hours=1)


@pytest.fixture
def zhou(now: datetime) -> str:
    """A teller who has not come in yet."""
    harbor(now)
    return employed(now)


def begin(now: datetime, request_id: str) -> Pending:
    return staff_sign_in(
        handle="zhou",
        password=PASSWORD,
        device="",
        address=HOME,
        by=DESK,
        now=now,
        request_id=request_id,
    )


def verify(pending: Pending, code: str, now: datetime) -> SignedIn:
    return verify_second_factor(
        token=pending.token, code=code, by=DESK, now=now, request_id=request()
    )


def confirm(pending: Pending, code: str, now: datetime) -> SignedIn:
    done = confirm_totp(token=pending.token, code=code, by=DESK, now=now, request_id=request())
    return done.signed_in


def other_than(code: str) -> str:
    return f"{(int(code) + 1) % 10**6:06}"


def test_the_first_sign_in_sets_up_an_app_and_shows_recovery_codes_once(
    zhou: str, now: datetime
) -> None:
    pending = at_the_desk(now, handle=" ZHOU ")
    assert not pending.enrolled
    app, done = enrolled(now)
    assert len(set(done.recovery_codes)) == 10
    assert done.signed_in.login == zhou
    who = queries.who(done.signed_in.token, now=now)
    assert who
    assert (who.login, who.second_factor) == (zhou, True)
    assert str(app.secret) not in str(done)
    assert done.recovery_codes[0] not in repr(done)


def test_later_sign_ins_take_a_code_of_the_app(zhou: str, now: datetime) -> None:
    app, _ = enrolled(now)
    pending = at_the_desk(now + HOUR)
    assert pending.enrolled
    signed_in = verify(pending, app.code(now + HOUR), now + HOUR)
    assert queries.who(signed_in.token, now=now + HOUR)
    assert [one.facts["way"] for one in Entry.objects.filter(event="people.signed_in")] == [
        "totp",
        "totp",
    ]


def test_the_token_of_the_first_step_opens_nothing_after_the_second(
    zhou: str, now: datetime
) -> None:
    app, _ = enrolled(now)
    pending = at_the_desk(now + HOUR)
    verify(pending, app.code(now + HOUR), now + HOUR)
    assert queries.who(pending.token, now=now + HOUR) is None
    with pytest.raises(NotSignedIn):
        verify(pending, app.code(now + HOUR + STEP), now + HOUR + STEP)


@pytest.mark.parametrize(("handle", "password"), [("zhou", "wrong"), ("nobody", PASSWORD)])
def test_a_wrong_password_and_an_unknown_handle_look_and_cost_the_same(
    zhou: str, now: datetime, handle: str, password: str
) -> None:
    slow = ScryptPasswordHasher.encode
    watched = mock.patch.object(ScryptPasswordHasher, "encode", autospec=True, side_effect=slow)
    with watched as spy, pytest.raises(WrongLogin):
        at_the_desk(now, handle=handle, password=password)
    assert spy.call_count == 1
    assert not SignIn.objects.exists()


def test_who_works_here_no_more_does_not_come_in(zhou: str, now: datetime) -> None:
    end_membership(login=zhou, by=OPERATOR, now=now, request_id=request())
    with pytest.raises(WrongLogin):
        at_the_desk(now)


def test_a_login_without_a_role_and_a_holder_do_not_come_in(now: datetime) -> None:
    create_login(handle="lin", password=PASSWORD, by=OPERATOR, now=now, request_id=request())
    come_in(now)
    holder = Login.objects.exclude(handle="lin").get()
    for handle in ("lin", holder.handle):
        with pytest.raises(WrongLogin):
            at_the_desk(now, handle=handle)


def test_staff_come_in_where_staff_do(zhou: str, now: datetime) -> None:
    with pytest.raises(ValueError, match="web"):
        staff_sign_in(
            handle="zhou",
            password=PASSWORD,
            device="",
            address=HOME,
            by=WEB,
            now=now,
            request_id=request(),
        )


def test_guesses_at_a_password_are_slowed(zhou: str, now: datetime) -> None:
    for handle in ("zhou", "nobody"):
        for _ in range(5):
            with pytest.raises(WrongLogin):
                at_the_desk(now, handle=handle, password="wrong")
        with pytest.raises(TooManyTries):
            at_the_desk(now, handle=handle)


def test_a_code_never_counts_twice(zhou: str, now: datetime) -> None:
    app, _ = enrolled(now)
    for moment in (now, now + STEP):
        with pytest.raises(WrongSecondFactor):
            verify(at_the_desk(moment), app.code(now), moment)
    assert verify(at_the_desk(now + STEP), app.code(now + STEP), now + STEP)


def test_wrong_codes_are_counted_over_all_sign_ins(zhou: str, now: datetime) -> None:
    app, _ = enrolled(now)
    moment = now + HOUR
    for _ in range(5):
        with pytest.raises(WrongSecondFactor):
            verify(at_the_desk(moment), other_than(app.code(moment)), moment)
    with pytest.raises(TooManyTries):
        verify(at_the_desk(moment), app.code(moment), moment)
    moment += MINUTE
    assert verify(at_the_desk(moment), app.code(moment), moment)
    entries = Entry.objects.filter(event="people.second_factor_refused")
    assert {one.subject for one in entries} == {zhou}
    assert len(entries) == 5


@pytest.mark.parametrize("code", ["", "12345", "一二三四五六", "x" * 10_000, "\0"])
def test_what_is_no_code_is_wrong(zhou: str, now: datetime, code: str) -> None:
    enrolled(now)
    with pytest.raises(WrongSecondFactor):
        verify(at_the_desk(now), code, now)


def test_the_first_step_sent_twice_is_one_sign_in(zhou: str, now: datetime) -> None:
    app, _ = enrolled(now)
    first, again = (begin(now + HOUR, "click") for _ in range(2))
    assert SignIn.objects.count() == 2
    with pytest.raises(NotSignedIn):
        verify(first, app.code(now + HOUR), now + HOUR)
    assert verify(again, app.code(now + HOUR), now + HOUR)


def test_the_first_step_sent_again_after_the_second_never_skips_it(
    zhou: str, now: datetime
) -> None:
    """Who learns the password and the id of a request must not take over the sign-in it made."""
    app, _ = enrolled(now)
    done = verify(begin(now + HOUR, "click"), app.code(now + HOUR), now + HOUR)
    with pytest.raises(RequestReused):
        begin(now + HOUR, "click")
    assert queries.who(done.token, now=now + HOUR)


@pytest.mark.parametrize("odd", ["\ud800", "\0", "林", "x" * 10_000, ""])
def test_what_a_program_makes_up_breaks_nothing(zhou: str, now: datetime, odd: str) -> None:
    with pytest.raises(WrongLogin):
        at_the_desk(now, handle=odd, password=odd)
    with pytest.raises(WrongLogin):
        at_the_desk(now, password=odd)
    enrolled(now)
    with pytest.raises(WrongSecondFactor):
        verify(at_the_desk(now), odd, now)
    with pytest.raises(NotSignedIn):
        verify_second_factor(token=odd, code=odd, by=DESK, now=now, request_id=request())


def test_the_second_step_must_follow_the_first_soon(zhou: str, now: datetime) -> None:
    app, _ = enrolled(now)
    pending, late = at_the_desk(now), now + PENDING
    with pytest.raises(NotSignedIn):
        verify(pending, app.code(late), late)


@pytest.mark.parametrize("token", ["", "x", "林晚"])
def test_without_the_first_step_there_is_no_second(zhou: str, now: datetime, token: str) -> None:
    app, _ = enrolled(now)
    with pytest.raises(NotSignedIn):
        verify_second_factor(
            token=token, code=app.code(now), by=DESK, now=now, request_id=request()
        )
    with pytest.raises(NotSignedIn):
        enroll_totp(token=token, installation="Yika", now=now)


def test_the_app_shows_the_same_secret_again_in_the_same_sign_in(zhou: str, now: datetime) -> None:
    pending = at_the_desk(now)
    assert scanned(pending.token, now) == scanned(pending.token, now)
    kept = Authenticator.objects.get()
    assert scanned(pending.token, now).secret not in bytes(kept.secret)


def test_a_secret_that_another_sign_in_has_seen_is_never_confirmed(
    zhou: str, now: datetime
) -> None:
    """Whoever learned the password first must not share the secret of its owner."""
    thief, owner = at_the_desk(now), at_the_desk(now)
    stolen = scanned(thief.token, now)
    mine = scanned(owner.token, now)
    assert stolen.secret != mine.secret
    with pytest.raises(NotEnrolled):
        confirm(thief, stolen.code(now), now)
    with pytest.raises(WrongSecondFactor):
        confirm(owner, other_than(mine.code(now)), now)
    assert confirm(owner, mine.code(now), now)


def test_the_app_is_set_up_once(zhou: str, now: datetime) -> None:
    enrolled(now)
    pending = at_the_desk(now)
    with pytest.raises(AlreadyEnrolled):
        enroll_totp(token=pending.token, installation="Yika", now=now)


def test_an_app_that_is_not_set_up_gives_no_code(zhou: str, now: datetime) -> None:
    pending = at_the_desk(now)
    with pytest.raises(NotEnrolled):
        verify(pending, "123456", now)
    with pytest.raises(NotEnrolled):
        confirm(pending, "123456", now)


def test_a_wrong_first_code_leaves_it_to_be_tried_again(zhou: str, now: datetime) -> None:
    pending = at_the_desk(now)
    app = scanned(pending.token, now)
    with pytest.raises(WrongSecondFactor):
        confirm(pending, other_than(app.code(now)), now)
    assert queries.who(confirm(pending, app.code(now), now).token, now=now)


def test_the_journal_tells_each_step_and_no_secret(zhou: str, now: datetime) -> None:
    app, done = enrolled(now)
    verify(at_the_desk(now + HOUR), app.code(now + HOUR), now + HOUR)
    events = list(Entry.objects.filter(subject=zhou).order_by("id").values_list("event", flat=True))
    assert events == [
        "people.login_created",
        "staff.role_granted",
        "people.sign_in_begun",
        "people.second_factor_enrolled",
        "people.signed_in",
        "people.sign_in_begun",
        "people.signed_in",
    ]
    assert {one.issuer for one in Entry.objects.filter(subject=zhou)[1:]} == {"harbor"}
    written = " ".join(str(one.__dict__) for one in Entry.objects.all())
    for secret in (PASSWORD, HOME, done.signed_in.token, *done.recovery_codes):
        assert secret not in written
