"""Ties of staff end with their work here, or with the proven name they are about."""

from datetime import timedelta

import pytest

from tests.domain.enquiries.conftest import employed
from tests.domain.identity.rights.kept import proven, verification
from tests.domain.people.folks import NOW, fresh
from yika.domain.identity.actions.retention import place_hold
from yika.domain.identity.models import EraseRequest, ProvenIdentity, StaffTie
from yika.domain.staff.actions import end_membership
from yika.domain.staff.rules import Role
from yika.kit import ids
from yika.kit.actor import WORKER, Actor
from yika.site.data.sweeping import sweep_data

DAY = timedelta(days=1)
LATER = NOW + 800 * DAY


@pytest.fixture
def reviewer(houses: None) -> Actor:
    return employed(Role.REVIEWER, "rui.one")


def noted(login: str, index: bytes = b"person") -> None:
    request = ids.new_id()
    StaffTie.objects.create(login=login, person_index=index, since=NOW, request=request)


def sweep(*, dry_run: bool = False) -> int:
    report = sweep_data(by=WORKER, now=LATER, request_id=fresh(), dry_run=dry_run)
    return report.destroyed.get("staff-ties", 0)


def leaves(login: str) -> None:
    end_membership(login=login, by=WORKER, now=NOW, request_id=fresh())


def test_a_tie_ends_when_its_colleague_has_left(reviewer: Actor) -> None:
    other = employed(Role.REVIEWER, "rui.two")
    noted(reviewer.id)
    noted(other.id)
    assert sweep() == 0
    leaves(reviewer.id)
    assert sweep(dry_run=True) == 1
    assert sweep() == 1
    assert StaffTie.objects.get().login == other.id


def test_a_tie_to_somebody_who_is_held_stays(
    reviewer: Actor, holder: Actor, supervisor: Actor
) -> None:
    proven(verification(holder, NOW))
    noted(reviewer.id)
    leaves(reviewer.id)
    about = {"holder": holder.id, "reason": "At court", "until": LATER + DAY}
    place_hold(**about, by=supervisor, now=NOW, request_id=fresh())  # type: ignore[arg-type]
    assert sweep() == 0


def test_a_tie_ends_with_the_last_proven_name_of_its_person(reviewer: Actor, holder: Actor) -> None:
    row = proven(verification(holder, NOW))
    noted(reviewer.id)
    noted(reviewer.id, b"another")
    EraseRequest.objects.create(
        holder=row.holder,
        state="done",
        asked_at=NOW,
        asked_by=holder.id,
        due_at=NOW,
        ended_at=NOW,
        created_by_request=row.id,
    )
    elsewhere = proven(verification(holder, NOW, issuer="rivertown"))
    ProvenIdentity.objects.filter(pk=elsewhere.pk).update(holder=ids.new_id())

    sweep()
    assert ProvenIdentity.objects.get(pk=row.pk).name is None
    assert StaffTie.objects.count() == 2
    ProvenIdentity.objects.filter(pk=elsewhere.pk).update(holder=row.holder)
    sweep()
    assert [bytes(one.person_index) for one in StaffTie.objects.all()] == [b"another"]
