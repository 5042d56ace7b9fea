"""Giving somebody who begins to work here a login and a role."""

from datetime import datetime

import pytest

from tests.domain.issuers.samples import harbor, pier
from tests.domain.people.coming_in import OPERATOR, PASSWORD, at_the_desk, request
from yika.domain.issuers.rules import UnknownIssuer
from yika.domain.people.actions import employ
from yika.domain.people.models import Login
from yika.domain.people.rules import HandleTaken
from yika.domain.staff.rules import Role, Standing, rights_of
from yika.kit.actor import Actor, ActorKind, Channel, NotAllowed
from yika.kit.errors import Invalid

pytestmark = pytest.mark.django_db


def hire(now: datetime, by: Actor = OPERATOR, **other: str) -> Standing:
    given = {"handle": "zhou", "password": PASSWORD, "issuer": "harbor"} | other
    given.setdefault("request_id", request())
    role = Role(given.pop("role", Role.TELLER))
    return employ(**given, role=role, by=by, now=now)


def test_a_new_colleague_has_a_login_and_a_role_at_a_place(now: datetime) -> None:
    harbor(now)
    place = pier(now)
    standing = hire(now, outlet=place.id)
    assert (standing.issuer, standing.outlet, standing.roles) == (
        "harbor",
        place.id,
        (Role.TELLER,),
    )
    assert at_the_desk(now)


def test_the_same_request_employs_once(now: datetime) -> None:
    harbor(now)
    assert hire(now, request_id="once") == hire(now, request_id="once")
    assert Login.objects.count() == 1


def test_a_supervisor_employs_at_his_own_issuer_only(now: datetime) -> None:
    harbor(now)
    harbor(now, code="eastgate")
    login, rights = "login_01kaf0000000000000000000bb", rights_of([Role.SUPERVISOR])
    wang = Actor(ActorKind.STAFF, login, Channel.CONSOLE, issuer="harbor", rights=rights)
    assert hire(now, wang)
    with pytest.raises(UnknownIssuer):
        hire(now, wang, issuer="eastgate", handle="lin")
    teller = Actor(ActorKind.STAFF, login, Channel.CONSOLE, issuer="harbor")
    with pytest.raises(NotAllowed):
        hire(now, teller, handle="lin")
    assert Login.objects.count() == 1


def test_without_the_role_there_is_no_login_either(now: datetime) -> None:
    with pytest.raises(UnknownIssuer):
        hire(now)
    harbor(now)
    with pytest.raises(Invalid):
        hire(now, password="short")
    assert not Login.objects.exists()


def test_a_taken_handle_is_refused(now: datetime) -> None:
    harbor(now)
    hire(now)
    with pytest.raises(HandleTaken):
        hire(now, role=Role.AUDITOR)
