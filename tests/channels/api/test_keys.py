"""Who is let in: keys and machines, each only where it has business."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.test import override_settings

from tests import story
from tests.channels.api.conftest import Program, with_scopes
from yika.domain.machines import actions
from yika.domain.machines.rules import MachineKind
from yika.site.settings import CONFIG


def made(shop: story.Shop, **about: object) -> story.Person:
    key = actions.make_key(
        issuer=shop.code, name="partner", scopes=["cards.view"], **about, **story.asking()
    )
    return story.Person(key.key.actor(), key.plain)


def test_a_key_is_told_whose_it_is(program: Program, shop: story.Shop) -> None:
    assert program.get("/issuer").json["code"] == shop.code


@pytest.mark.parametrize("sent", ["", "Bearer", "Bearer yk_live_x", "Basic eDp5", "Bearer 钥匙"])
def test_without_a_key_that_is_in_force_nobody_is_let_in(program: Program, sent: str) -> None:
    answer = program.get("/issuer", Authorization=sent)
    assert (answer.status, answer.code) == (401, "api.no_key")
    assert answer.headers["WWW-Authenticate"].startswith("Bearer")


def test_a_revoked_key_is_worth_nothing_at_once(shop: story.Shop) -> None:
    key = made(shop)
    assert Program(key.token).get("/issuer").status == 200
    actions.revoke_key(key=key.actor.id, **story.asking())
    assert Program(key.token).get("/issuer").code == "api.no_key"


def test_a_key_runs_out_on_its_day(shop: story.Shop) -> None:
    now = story.moment()
    key = actions.make_key(
        issuer=shop.code,
        name="short",
        scopes=["cards.view"],
        expires_at=now - timedelta(hours=1),
        **story.asking(now=now - timedelta(hours=2)),
    )
    assert Program(key.plain).get("/issuer").code == "api.no_key"


def test_a_test_key_opens_nothing_where_everything_is_real(shop: story.Shop) -> None:
    key = made(shop, test=True)
    assert Program(key.token).get("/issuer").status == 200
    with override_settings(CONFIG=replace(CONFIG, environment="production")):
        assert Program(key.token).get("/issuer").code == "api.test_key"


def test_a_missing_scope_is_named(shop: story.Shop) -> None:
    answer = with_scopes(shop, "messages.view").get("/cards")
    assert (answer.status, answer.code) == (403, "not_allowed")
    assert 'scope="cards.view"' in answer.headers["WWW-Authenticate"]
    assert answer.json["facts"] == {"right": "cards.view"}


def test_a_kiosk_finds_cards_but_lists_none(shop: story.Shop) -> None:
    kiosk = Program(shop.machines[MachineKind.KIOSK].token)
    assert kiosk.post("/cards/lookup", {"text": shop.cards[0].number}).status == 200
    assert kiosk.get("/cards").code == "api.not_for_machines"


def test_cookies_mean_nothing(shop: story.Shop) -> None:
    program = Program("")
    story.come_in(program.client, next(iter(shop.staff.values())))
    assert program.get("/issuer").status == 401
    assert not program.get("/issuer").response.cookies
