"""Giving a colleague who forgot his password another one."""

from datetime import datetime

import pytest

from tests.domain.issuers.samples import harbor
from tests.domain.people.coming_in import (
    ANOTHER,
    OPERATOR,
    PASSWORD,
    at_the_desk,
    come_in,
    employed,
    enrolled,
    request,
)
from yika.domain.journal.models import Entry
from yika.domain.people import queries
from yika.domain.people.actions import reset_staff_password
from yika.domain.people.rules import WrongLogin
from yika.domain.staff.rules import NotYourself, Role, UnknownStaff, rights_of
from yika.domain.vault.rules.tries import TooManyTries
from yika.kit.actor import Actor, ActorKind, Channel, NotAllowed
from yika.kit.errors import Invalid

pytestmark = pytest.mark.django_db


@pytest.fixture
def zhou(now: datetime) -> str:
    """A teller."""
    harbor(now)
    return employed(now)


def as_staff(login: str, role: Role, issuer: str = "harbor") -> Actor:
    rights = rights_of([role])
    return Actor(ActorKind.STAFF, login, Channel.CONSOLE, issuer=issuer, rights=rights)


def reset(
    login: str, by: Actor, now: datetime, *, new: str = ANOTHER, request_id: str = ""
) -> None:
    reset_staff_password(login=login, new=new, by=by, now=now, request_id=request_id or request())


def test_the_new_password_takes_the_place_of_the_old_one(zhou: str, now: datetime) -> None:
    wang = employed(now, handle="wang", role=Role.SUPERVISOR)
    token = enrolled(now)[1].signed_in.token
    for _ in range(2):
        reset(zhou, as_staff(wang, Role.SUPERVISOR), now, request_id="reset")
    assert queries.who(token, now=now) is None
    assert at_the_desk(now, password=ANOTHER).enrolled
    with pytest.raises(WrongLogin):
        at_the_desk(now, password=PASSWORD)
    entry = Entry.objects.get(event="people.password_reset")
    assert (entry.subject, entry.issuer, entry.actor_id) == (zhou, "harbor", wang)
    assert ANOTHER not in str(entry.__dict__)


def test_a_handle_that_was_guessed_at_is_open_again(zhou: str, now: datetime) -> None:
    for _ in range(5):
        with pytest.raises(WrongLogin):
            at_the_desk(now, password="wrong")
    with pytest.raises(TooManyTries):
        at_the_desk(now)
    reset(zhou, OPERATOR, now)
    assert at_the_desk(now, password=ANOTHER)


def test_a_weak_password_is_refused(zhou: str, now: datetime) -> None:
    with pytest.raises(Invalid):
        reset(zhou, OPERATOR, now, new="short")
    assert at_the_desk(now)


def test_only_a_colleague_who_may_does_it_and_never_for_himself(zhou: str, now: datetime) -> None:
    other = "login_01kaf0000000000000000000bb"
    with pytest.raises(NotYourself):
        reset(zhou, as_staff(zhou, Role.SUPERVISOR), now)
    with pytest.raises(NotAllowed):
        reset(zhou, as_staff(other, Role.TELLER), now)
    for by in (as_staff(other, Role.SUPERVISOR, "eastgate"), as_staff(other, Role.TELLER, "")):
        with pytest.raises(UnknownStaff):
            reset(zhou, by, now)
    holder = come_in(now)
    for login in (holder.login, other, ""):
        with pytest.raises(UnknownStaff):
            reset(login, OPERATOR, now)
