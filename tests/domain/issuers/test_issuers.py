"""Opening and changing issuers."""

from datetime import datetime
from typing import Any

import pytest

from tests.domain.issuers.samples import OPERATOR, harbor, manager
from yika.domain.issuers import queries
from yika.domain.issuers.actions import change_issuer
from yika.domain.issuers.models import Issuer
from yika.domain.issuers.rules import (
    OUTLETS_MANAGE,
    CodeTaken,
    IssuerKind,
    RequestReused,
    Text,
    UnknownIssuer,
)
from yika.domain.journal.models import Entry
from yika.domain.staff.rules import Right
from yika.kit.actor import NotAllowed
from yika.kit.errors import Invalid

pytestmark = pytest.mark.django_db


def test_an_issuer_is_known_from_when_it_is_opened(now: datetime) -> None:
    opened = harbor(now)

    assert queries.issuer("harbor") == queries.find_issuer("harbor") == opened
    assert queries.issuers() == [opened]
    assert (opened.name.zh_hans, opened.kind, opened.seal) == ("江港交通", IssuerKind.TRANSIT, "江")
    [entry] = Entry.objects.all()
    assert (entry.event, entry.subject, entry.issuer) == ("issuer.opened", "harbor", "harbor")


def test_who_is_not_there_is_told_as_such(now: datetime) -> None:
    assert queries.find_issuer("nobody") is None
    with pytest.raises(UnknownIssuer, match="no issuer nobody"):
        queries.issuer("nobody")


def test_a_repeat_opens_nothing_twice(now: datetime) -> None:
    assert harbor(now) == harbor(now)
    assert Entry.objects.count() == 1


def test_the_same_request_for_another_issuer_is_refused(now: datetime) -> None:
    harbor(now)
    with pytest.raises(RequestReused):
        harbor(now, seal="港")


def test_a_taken_code_is_refused(now: datetime) -> None:
    harbor(now)
    with pytest.raises(CodeTaken):
        harbor(now, request_id="another")


@pytest.mark.parametrize(
    ("where", "wrong"),
    [
        ("code", {"code": "Harbor Transit"}),
        ("code", {"code": "a" * 49}),
        ("name", {"name": Text("", "江港交通")}),
        ("name", {"name": Text("Harbor\nTransit", "江港交通")}),
        ("name", {"name": Text("Harbor", "江" * 61)}),
        ("hotline", {"hotline": "call us"}),
        ("zone", {"zone": "Asia/Nowhere"}),
        ("zone", {"zone": "../etc/passwd"}),
        ("zone", {"zone": ""}),
        ("seal", {"seal": "江港"}),
        ("seal", {"seal": "!"}),
        ("seal", {"seal": ""}),
    ],
)
def test_what_cannot_be_shown_is_not_kept(now: datetime, where: str, wrong: dict[str, Any]) -> None:
    with pytest.raises(Invalid) as refused:
        harbor(now, **wrong)
    assert [fault.where for fault in refused.value.faults] == [where]
    assert not Issuer.objects.exists()


def test_only_who_runs_the_installation_opens_an_issuer(now: datetime) -> None:
    with pytest.raises(NotAllowed):
        harbor(now, by=manager())


def test_what_is_told_about_an_issuer_changes_and_the_journal_keeps_both(now: datetime) -> None:
    harbor(now)

    changed = change_issuer(
        issuer="harbor", hotline="95500", by=manager(), now=now, request_id="change"
    )

    assert (changed.hotline, changed.seal) == ("95500", "江")
    assert queries.issuer("harbor") == changed
    entry = Entry.objects.get(event="issuer.changed")
    assert (entry.before, entry.after) == ({"hotline": "027-8765 4321"}, {"hotline": "95500"})


def test_changing_nothing_is_no_change(now: datetime) -> None:
    before = harbor(now)

    same = change_issuer(issuer="harbor", seal="江", by=OPERATOR, now=now, request_id="change")

    assert same == before
    assert not Entry.objects.filter(event="issuer.changed").exists()


def test_a_wrong_change_changes_nothing(now: datetime) -> None:
    harbor(now)
    with pytest.raises(Invalid):
        change_issuer(issuer="harbor", hotline="-", by=OPERATOR, now=now, request_id="change")
    assert queries.issuer("harbor").hotline == "027-8765 4321"


def test_the_staff_of_another_issuer_sees_and_changes_nothing(now: datetime) -> None:
    harbor(now)
    with pytest.raises(UnknownIssuer):
        change_issuer(issuer="harbor", seal="港", by=manager("eastgate"), now=now, request_id="x")
    with pytest.raises(NotAllowed):
        change_issuer(
            issuer="harbor", seal="港", by=manager(right="cards.view"), now=now, request_id="x"
        )


def test_the_right_over_outlets_is_one_that_roles_hold() -> None:
    """The issuers lie below the roles, so they can only name the right by its value."""
    assert OUTLETS_MANAGE == Right.OUTLETS_MANAGE
