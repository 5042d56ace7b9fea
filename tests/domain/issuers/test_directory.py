"""The directory: what outlets offer, for whom they act, and which ones a person is shown."""

from datetime import datetime

import pytest

from tests.domain.issuers.samples import OPERATOR, harbor, manager, pier
from yika.domain.issuers import queries
from yika.domain.issuers.actions import act_for, change_outlet, close_outlet
from yika.domain.issuers.rules import Position, Service, UnknownIssuer, UnknownOutlet
from yika.domain.journal.models import Entry
from yika.kit.actor import NotAllowed
from yika.kit.errors import Invalid

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _issuers(now: datetime) -> None:
    harbor(now)
    harbor(now, code="eastgate")


def test_an_outlet_tells_what_it_offers_and_where_it_is(now: datetime) -> None:
    opened = pier(now, services=["top-up", "loss"], step_free=True, position="30.5, 114.3")

    assert queries.outlet(opened.id) == opened
    assert opened.services == (Service.LOSS, Service.TOP_UP)
    assert opened.step_free
    assert opened.position == Position(30.5, 114.3)
    assert opened.issuers == ("harbor",)


def test_what_an_outlet_offers_can_change(now: datetime) -> None:
    opened = pier(now, services=["loss"], position="30.5, 114.3")

    changed = change_outlet(
        outlet=opened.id,
        services=[],
        step_free=True,
        position="",
        by=manager(),
        now=now,
        request_id="change",
    )

    assert (changed.services, changed.step_free, changed.position) == ((), True, None)
    assert changed.hours == opened.hours
    assert queries.outlet(opened.id) == changed
    assert Entry.objects.get(event="outlet.changed").before["services"] == ["loss"]


@pytest.mark.parametrize("wrong", [{"services": ["haircut"]}, {"position": "over there"}])
def test_what_is_not_known_is_not_kept(now: datetime, wrong: dict[str, object]) -> None:
    with pytest.raises(Invalid):
        pier(now, **wrong)


def test_the_directory_holds_who_serves_the_cards_of_an_issuer(now: datetime) -> None:
    own = pier(now, services=["loss"])
    agent = pier(now, issuer="eastgate", code="a-agent", services=["loss", "top-up"])
    pier(now, issuer="eastgate", code="b-other")
    shut = pier(now, code="shut", services=["loss"])
    close_outlet(outlet=shut.id, by=manager(), now=now, request_id="close")

    agent = act_for(outlet=agent.id, issuers=["harbor"], by=OPERATOR, now=now, request_id="act-for")

    assert agent.issuers == ("eastgate", "harbor")
    assert queries.directory("harbor") == [own, agent]
    assert queries.directory("harbor", Service.TOP_UP) == [agent]
    assert queries.directory(service=Service.LOSS) == [agent, own]
    assert len(queries.directory()) == 3
    assert queries.directory("nobody") == []


def test_only_who_runs_the_installation_lets_one_act_for_another(now: datetime) -> None:
    opened = pier(now)
    given = {"outlet": opened.id, "now": now, "request_id": "act-for"}

    with pytest.raises(NotAllowed):
        act_for(**given, issuers=["eastgate"], by=manager())
    with pytest.raises(UnknownOutlet):
        act_for(**given, issuers=["eastgate"], by=manager("eastgate"))
    with pytest.raises(UnknownIssuer):
        act_for(**given, issuers=["nobody"], by=OPERATOR)
    assert act_for(**given, issuers=["harbor"], by=OPERATOR) == opened
