"""Giving roles and taking them away."""

import threading
from collections.abc import Iterator
from datetime import datetime, timedelta

import pytest
from django.db import connection
from pytest_django import DjangoDbBlocker

from tests.domain.issuers.samples import harbor, pier
from tests.domain.journal.shared_database import shared_database
from tests.domain.staff.samples import LIN, OPERATOR, WANG, ZHOU, staff
from yika.domain.issuers.actions import close_outlet
from yika.domain.issuers.rules import UnknownIssuer
from yika.domain.journal.models import Entry
from yika.domain.staff import queries
from yika.domain.staff.actions import end_membership, end_role, grant_role, move_staff
from yika.domain.staff.models import Membership
from yika.domain.staff.rules import (
    ROLES,
    AuditorsOnlyLook,
    NotYourself,
    OutletElsewhere,
    Role,
    Standing,
    UnknownStaff,
    WorksElsewhere,
)
from yika.kit.actor import Actor, NotAllowed

pytestmark = pytest.mark.django_db

HOUR = timedelta(hours=1)


@pytest.fixture(autouse=True)
def _issuers(request: pytest.FixtureRequest, now: datetime) -> None:
    if "shared" not in request.fixturenames:
        harbor(now)
        harbor(now, code="eastgate")


def grant(
    login: str,
    role: Role,
    now: datetime,
    *,
    issuer: str = "harbor",
    outlet: str = "",
    by: Actor = OPERATOR,
) -> Standing:
    return grant_role(
        login=login, issuer=issuer, role=role, outlet=outlet, by=by, now=now, request_id="grant"
    )


def test_who_has_a_role_has_its_rights_at_this_issuer(now: datetime) -> None:
    place = pier(now)

    granted = grant(LIN, Role.TELLER, now, outlet=place.id)

    assert queries.standing(LIN) == granted
    assert granted == Standing(LIN, "harbor", place.id, (Role.TELLER,), frozenset(ROLES["teller"]))
    entry = Entry.objects.get(event="staff.role_granted")
    assert (entry.subject, entry.issuer) == (LIN, "harbor")
    assert entry.after == {"roles": ["teller"], "outlet": place.id}


@pytest.mark.parametrize("nobody", [WANG, "", "login_", "hld_01kaf0000000000000000000aa"])
def test_who_has_no_role_has_no_standing(now: datetime, nobody: str) -> None:
    grant(LIN, Role.TELLER, now)
    assert queries.standing(nobody) is None


def test_roles_add_up_and_stand_in_one_order(now: datetime) -> None:
    grant(LIN, Role.OPERATOR, now)
    both = grant(LIN, Role.TELLER, now)

    assert both.roles == (Role.TELLER, Role.OPERATOR)
    assert both.rights == ROLES[Role.TELLER] | ROLES[Role.OPERATOR]


def test_granting_what_is_held_changes_nothing(now: datetime) -> None:
    place = pier(now)
    first = grant(LIN, Role.TELLER, now, outlet=place.id)

    assert grant(LIN, Role.TELLER, now + HOUR) == first
    assert Entry.objects.filter(event="staff.role_granted").count() == 1


def test_a_person_works_for_one_issuer_at_a_time(now: datetime) -> None:
    grant(LIN, Role.TELLER, now)
    with pytest.raises(WorksElsewhere):
        grant(LIN, Role.TELLER, now, issuer="eastgate")

    end_membership(login=LIN, by=OPERATOR, now=now, request_id="end")
    assert grant(LIN, Role.TELLER, now, issuer="eastgate").issuer == "eastgate"


def test_an_auditor_is_given_no_other_role(now: datetime) -> None:
    grant(LIN, Role.AUDITOR, now)
    with pytest.raises(AuditorsOnlyLook):
        grant(LIN, Role.TELLER, now)


def test_a_role_that_ends_ends_at_once(now: datetime) -> None:
    grant(LIN, Role.TELLER, now)
    grant(LIN, Role.OPERATOR, now)

    for _ in range(2):
        end_role(login=LIN, role=Role.OPERATOR, by=OPERATOR, now=now, request_id="end")

    standing = queries.standing(LIN)
    assert standing is not None
    assert standing.rights == ROLES[Role.TELLER]
    [entry] = Entry.objects.filter(event="staff.role_ended")
    assert (entry.before["roles"], entry.after["roles"]) == (["operator", "teller"], ["teller"])


def test_with_the_last_role_all_ends(now: datetime) -> None:
    grant(LIN, Role.TELLER, now)

    end_role(login=LIN, role=Role.TELLER, by=OPERATOR, now=now + HOUR, request_id="end")

    assert queries.standing(LIN) is None
    row = Membership.objects.get()
    assert (row.ended_at, row.roles) == (now + HOUR, ["teller"])
    assert Entry.objects.filter(event="staff.membership_ended").count() == 1


def test_who_left_can_come_back(now: datetime) -> None:
    grant(LIN, Role.TELLER, now)
    for _ in range(2):
        end_membership(login=LIN, by=OPERATOR, now=now, request_id="end")
    again = grant(LIN, Role.REVIEWER, now + HOUR)

    assert again.roles == (Role.REVIEWER,)
    assert Membership.objects.count() == 2


def test_nobody_changes_his_own_roles(now: datetime) -> None:
    grant(LIN, Role.SUPERVISOR, now)
    lin = staff(LIN, Role.SUPERVISOR)

    with pytest.raises(NotYourself):
        grant(LIN, Role.OPERATOR, now, by=lin)
    with pytest.raises(NotYourself):
        end_role(login=LIN, role=Role.SUPERVISOR, by=lin, now=now, request_id="x")
    with pytest.raises(NotYourself):
        end_membership(login=LIN, by=lin, now=now, request_id="x")
    with pytest.raises(NotYourself):
        move_staff(login=LIN, outlet="", by=lin, now=now, request_id="x")


@pytest.mark.parametrize("role", [Role.TELLER, Role.REVIEWER, Role.AUDITOR])
def test_who_may_not_manage_staff_changes_nothing(now: datetime, role: Role) -> None:
    grant(LIN, Role.TELLER, now)
    wang = staff(WANG, role)

    with pytest.raises(NotAllowed):
        grant(ZHOU, Role.TELLER, now, by=wang)
    with pytest.raises(NotAllowed):
        end_role(login=LIN, role=Role.TELLER, by=wang, now=now, request_id="x")
    with pytest.raises(NotAllowed):
        end_membership(login=LIN, by=wang, now=now, request_id="x")


def test_somebody_may_be_sent_to_another_outlet_and_to_none(now: datetime) -> None:
    first, second = pier(now), pier(now, code="pier-two")
    grant(LIN, Role.TELLER, now, outlet=first.id)
    wang = staff(WANG, Role.SUPERVISOR)

    moved = move_staff(login=LIN, outlet=second.id, by=wang, now=now, request_id="move")
    again = move_staff(login=LIN, outlet=second.id, by=wang, now=now, request_id="again")
    assert moved == again == queries.standing(LIN)
    assert moved.outlet == second.id
    assert move_staff(login=LIN, outlet="", by=wang, now=now, request_id="home").outlet == ""
    assert Entry.objects.filter(event="staff.moved").count() == 2


def test_an_outlet_of_others_or_a_closed_one_is_refused(now: datetime) -> None:
    other, closed = pier(now, issuer="eastgate", code="gate"), pier(now)
    close_outlet(outlet=closed.id, by=OPERATOR, now=now, request_id="close")

    for outlet in (other.id, closed.id, "out_nowhere"):
        with pytest.raises(OutletElsewhere):
            grant(LIN, Role.TELLER, now, outlet=outlet)
    assert not Membership.objects.exists()


def test_an_issuer_that_is_not_there_employs_nobody(now: datetime) -> None:
    with pytest.raises(UnknownIssuer):
        grant(LIN, Role.TELLER, now, issuer="nobody")


def test_colleagues_are_seen_by_who_manages_or_audits_them(now: datetime) -> None:
    grant(LIN, Role.TELLER, now)
    grant(WANG, Role.SUPERVISOR, now + HOUR)
    end_membership(login=LIN, by=OPERATOR, now=now + HOUR, request_id="end")

    for role in (Role.SUPERVISOR, Role.OPERATOR, Role.AUDITOR):
        by = staff(WANG, role)
        assert [one.standing.login for one in queries.staff_of(by)] == [WANG]
        everybody = queries.staff_of(by, ended=True)
        assert [one.ended_at for one in everybody] == [now + HOUR, None]
    with pytest.raises(NotAllowed):
        queries.staff_of(staff(WANG, Role.TELLER))


def test_the_staff_of_another_issuer_sees_and_changes_nothing(now: datetime) -> None:
    grant(LIN, Role.TELLER, now)
    stranger = staff(WANG, Role.SUPERVISOR, issuer="eastgate")

    assert queries.staff_of(stranger) == queries.staff_of(stranger, issuer="harbor") == []
    assert [one.standing.login for one in queries.staff_of(OPERATOR, issuer="harbor")] == [LIN]
    with pytest.raises(UnknownIssuer):
        grant(ZHOU, Role.TELLER, now, by=stranger)
    for login in (LIN, ZHOU, "login_"):
        with pytest.raises(UnknownStaff):
            end_role(login=login, role=Role.TELLER, by=stranger, now=now, request_id="x")
        with pytest.raises(UnknownStaff):
            end_membership(login=login, by=stranger, now=now, request_id="x")
        with pytest.raises(UnknownStaff):
            move_staff(login=login, outlet="", by=stranger, now=now, request_id="x")
    assert queries.standing(LIN) is not None


@pytest.fixture(scope="module")
def shared(
    django_db_setup: None,
    django_db_blocker: DjangoDbBlocker,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[None]:
    with django_db_blocker.unblock(), shared_database(tmp_path_factory.mktemp("shared")):
        yield


@pytest.mark.usefixtures("shared")
@pytest.mark.django_db(transaction=True)
def test_two_issuers_that_employ_the_same_person_at_once_do_not_both_get_him(
    now: datetime,
) -> None:
    harbor(now)
    harbor(now, code="eastgate")
    start = threading.Barrier(4)
    employed: list[str] = []

    def employ(issuer: str) -> None:
        start.wait(30)
        try:
            employed.append(grant(LIN, Role.TELLER, now, issuer=issuer).issuer)
        except WorksElsewhere:
            pass
        finally:
            connection.close()

    issuers = ["harbor", "eastgate"] * 2
    threads = [threading.Thread(target=employ, args=(issuer,)) for issuer in issuers]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)

    assert len(set(employed)) == 1
    assert Membership.objects.count() == 1
