"""An issuer may know of a holder once he deals with it."""

import pytest

from tests.domain.people.folks import (
    ISSUER,
    NOW,
    OTHER_ISSUER,
    VISITOR,
    fresh,
    himself,
    registered,
    staff,
)
from yika.domain.journal.models import Entry
from yika.domain.people import actions, queries
from yika.domain.people.rules import UnknownHolder
from yika.kit.actor import WORKER, Actor, ActorKind, Channel

pytestmark = pytest.mark.django_db

THERE = staff(issuer=OTHER_ISSUER)


def acquaint(holder: str, by: Actor, issuer: str = OTHER_ISSUER) -> None:
    actions.acquaint(holder=holder, issuer=issuer, by=by, now=NOW, request_id=fresh())


def entries() -> list[tuple[str, str]]:
    found = Entry.objects.filter(event="people.acquainted")
    return [(entry.subject, entry.issuer) for entry in found]


@pytest.mark.parametrize(
    "kind", [ActorKind.HOLDER, ActorKind.STAFF, ActorKind.DEVICE, ActorKind.SYSTEM]
)
def test_he_or_whoever_serves_him_there_makes_him_known(kind: ActorKind) -> None:
    holder = registered()
    kiosk = Actor(ActorKind.DEVICE, "dev_1", Channel.KIOSK, issuer=OTHER_ISSUER)
    serving = {ActorKind.HOLDER: himself(holder), ActorKind.STAFF: THERE}
    acquaint(holder, serving.get(kind, kiosk if kind is ActorKind.DEVICE else WORKER))
    assert queries.seen_holder(holder, THERE).id == holder
    assert entries() == [(holder, OTHER_ISSUER)]


def test_twice_is_once() -> None:
    holder = registered()
    acquaint(holder, THERE)
    acquaint(holder, THERE)
    acquaint(holder, staff(), ISSUER)
    assert entries() == [(holder, OTHER_ISSUER)]


def test_nobody_makes_him_known_elsewhere() -> None:
    holder = registered()
    for by in (staff(), VISITOR, himself(registered())):
        with pytest.raises(UnknownHolder):
            acquaint(holder, by)
    for who in ("", "hld_x", "hld_" + "0" * 26):
        with pytest.raises(UnknownHolder):
            acquaint(who, THERE)
    assert entries() == []
