"""Getting back in when the password is forgotten."""

from datetime import datetime, timedelta

import pytest

from tests.domain.people.coming_in import (
    ANOTHER,
    EMAIL,
    HOME,
    OPERATOR,
    PASSWORD,
    PHONE,
    WEB,
    ask_code,
    come_in,
    outbox,
    prove,
    request,
    told,
    with_password,
)
from yika.domain.journal.models import Entry
from yika.domain.people import queries
from yika.domain.people.actions import (
    acquaint,
    clear_password,
    reset_password,
    send_code,
    sign_in_with_password,
)
from yika.domain.people.models import Login
from yika.domain.people.rules import (
    CodeUsed,
    ContactCooling,
    NoPassword,
    Purpose,
    UnknownCode,
    UnknownHolder,
    WeakSecret,
    WrongCode,
    WrongPassword,
)
from yika.domain.staff.rules import Role, rights_of
from yika.kit.actor import Actor, ActorKind, Channel, NotAllowed
from yika.kit.errors import Invalid

pytestmark = pytest.mark.django_db

HOUR, DAY = timedelta(hours=1), timedelta(days=1)


def reset(now: datetime, proof: str, code: str, **other: str) -> None:
    given = {"new": ANOTHER, "address": HOME, "request_id": request()} | other
    reset_password(proof=proof, code=code, by=WEB, now=now, **given)


def opens(password: str, now: datetime) -> None:
    sign_in_with_password(
        contact=PHONE,
        password=password,
        device="",
        address=HOME,
        by=WEB,
        now=now,
        request_id=request(),
    )


def test_a_code_sets_a_new_password(now: datetime) -> None:
    with_password(now)
    reset(now + HOUR, *ask_code(now + HOUR, purpose=Purpose.RESET))
    opens(ANOTHER, now + HOUR)
    with pytest.raises(WrongPassword):
        opens(PASSWORD, now + HOUR)


def test_whoever_was_in_is_out(now: datetime) -> None:
    here = with_password(now)
    reset(now + HOUR, *ask_code(now + HOUR, purpose=Purpose.RESET))
    assert queries.who(here.token, now=now + HOUR) is None


def test_every_channel_is_told_of_it(now: datetime) -> None:
    here = come_in(now)
    prove(here.holder, EMAIL, now + HOUR)
    reset(now + HOUR, *ask_code(now + HOUR, purpose=Purpose.RESET))
    assert told("password-changed") == ["email", "inbox", "sms"]


def test_a_holder_who_never_had_one_can_set_it_like_this(now: datetime) -> None:
    come_in(now)
    reset(now + HOUR, *ask_code(now + HOUR, purpose=Purpose.RESET))
    opens(ANOTHER, now + HOUR)


def test_a_double_click_resets_once(now: datetime) -> None:
    with_password(now)
    code = ask_code(now + HOUR, purpose=Purpose.RESET)
    for _ in range(2):
        reset(now + HOUR, *code, request_id="click")
    assert Entry.objects.filter(event="people.password_reset").count() == 1
    with pytest.raises(CodeUsed):
        reset(now + HOUR, *code)


@pytest.mark.parametrize("weak", ["short", "hello-13800138000"])
def test_a_weak_password_does_not_use_up_the_code(now: datetime, weak: str) -> None:
    with_password(now)
    code = ask_code(now + HOUR, purpose=Purpose.RESET)
    with pytest.raises((Invalid, WeakSecret)):
        reset(now + HOUR, *code, new=weak)
    reset(now + HOUR, *code)
    opens(ANOTHER, now + HOUR)


def test_a_wrong_code_changes_nothing_and_is_counted(now: datetime) -> None:
    with_password(now)
    proof, code = ask_code(now + HOUR, purpose=Purpose.RESET)
    wrong = "000000" if code != "000000" else "111111"
    for left in (4, 3):
        with pytest.raises(WrongCode) as refused:
            reset(now + HOUR, proof, wrong)
        assert refused.value.facts == {"left": left}
    opens(PASSWORD, now + HOUR)


def test_a_code_for_signing_in_resets_nothing(now: datetime) -> None:
    with_password(now)
    with pytest.raises(UnknownCode):
        reset(now + HOUR, *ask_code(now + HOUR))


def test_a_contact_that_was_added_lately_resets_nothing_and_the_way_out_is_told(
    now: datetime,
) -> None:
    here = with_password(now)
    prove(here.holder, EMAIL, now + HOUR)
    code = ask_code(now + 2 * HOUR, contact=EMAIL, purpose=Purpose.RESET)
    with pytest.raises(ContactCooling) as refused:
        reset(now + 2 * HOUR, *code)
    assert refused.value.facts["wait_hours"] == 71
    assert "outlet" in str(refused.value)
    opens(PASSWORD, now + 2 * HOUR)

    reset(now + 2 * HOUR, *ask_code(now + 2 * HOUR, purpose=Purpose.RESET))
    later = now + HOUR + 3 * DAY
    reset(later, *ask_code(later, contact=EMAIL, purpose=Purpose.RESET), new=PASSWORD)
    opens(PASSWORD, later)


def test_to_nobody_no_code_is_sent_and_no_guess_is_right(now: datetime) -> None:
    sent = send_code(
        purpose=Purpose.RESET,
        contact=PHONE,
        address=HOME,
        language="en",
        by=WEB,
        now=now,
        request_id=request(),
    )
    assert outbox() == []
    with pytest.raises(WrongCode):
        reset(now, sent.id, "000000")


def test_a_reset_opens_a_locked_password(now: datetime) -> None:
    with_password(now)
    for _ in range(5):
        with pytest.raises(WrongPassword):
            opens("wrong", now)
    reset(now, *ask_code(now + HOUR, purpose=Purpose.RESET))
    opens(ANOTHER, now)


CLERK = Actor(
    ActorKind.STAFF,
    "login_01kaf0000000000000000000aa",
    Channel.COUNTER,
    issuer="harbor",
    rights=rights_of([Role.TELLER]),
)


def known(holder: str, now: datetime, issuer: str = "harbor") -> str:
    acquaint(holder=holder, issuer=issuer, by=OPERATOR, now=now, request_id=request())
    return holder


def test_a_clerk_who_has_seen_the_document_takes_the_password_away(now: datetime) -> None:
    here = with_password(now)
    holder = known(here.holder, now)
    for _ in range(2):
        clear_password(holder=holder, by=CLERK, now=now + HOUR, request_id="clear")
    assert not Login.objects.get().has_usable_password()
    assert queries.who(here.token, now=now + HOUR) is None
    assert "sms" in told("password-changed")
    entry = Entry.objects.get(event="people.password_cleared")
    assert (entry.subject, entry.issuer, entry.actor_id) == (holder, "harbor", CLERK.id)
    come_in(now + HOUR)


def test_only_who_may_reset_does_and_only_for_who_is_known_here(now: datetime) -> None:
    here = with_password(now)
    holder = here.holder
    with pytest.raises(UnknownHolder):
        clear_password(holder=holder, by=CLERK, now=now, request_id=request())
    known(holder, now)
    auditor = Actor(
        ActorKind.STAFF,
        CLERK.id,
        Channel.COUNTER,
        issuer="harbor",
        rights=rights_of([Role.AUDITOR]),
    )
    for by in (auditor, Actor(ActorKind.HOLDER, holder, Channel.WEB)):
        with pytest.raises(NotAllowed):
            clear_password(holder=holder, by=by, now=now, request_id=request())
    opens(PASSWORD, now)


def test_where_there_is_no_password_none_is_taken(now: datetime) -> None:
    here = come_in(now)
    holder = known(here.holder, now)
    with pytest.raises(NoPassword):
        clear_password(holder=holder, by=CLERK, now=now, request_id=request())
