"""Who may not do something neither sees it nor does it, and nobody sees another issuer's things."""

import pytest
from django.test import Client

from tests.channels.console.scene import LISTS, PERSONAL, Browser, Rights, Scene
from yika.domain.staff.rules import ROLES, Role

WRONG_STATE = {403, 409, 422}


def pages(scene: Scene) -> dict[str, Rights]:
    return {**LISTS, **scene.things(), **scene.decisions()}


@pytest.mark.parametrize("role", list(Role), ids=str)
def test_a_page_opens_for_who_has_the_right_and_for_nobody_else(
    scene: Scene, db: None, role: Role
) -> None:
    browser = Browser(scene.city.transit.staff[role])
    odd = {}
    for address, rights in pages(scene).items():
        status = browser.get(address).status_code
        own = role is Role.OPERATOR and address.startswith("/console/approvals/")
        allowed = {200} if set(rights) & ROLES[role] else {200} if own else {403}
        allowed |= {403, 404} if "/approvals/" in address and 200 not in allowed else set()
        if own and address.endswith("/decide"):
            allowed = {403}
        if status not in allowed:
            odd[address] = status
    assert odd == {}


@pytest.mark.parametrize("role", list(Role), ids=str)
def test_posting_without_the_right_is_refused(scene: Scene, db: None, role: Role) -> None:
    browser = Browser(scene.city.transit.staff[role])
    forms = {
        address: rights
        for address, rights in pages(scene).items()
        if not set(rights) & ROLES[role] and "/approvals/" not in address
    }
    odd = {}
    for address in forms:
        status = browser.post(address).status_code
        if status not in {403, 405}:
            odd[address] = status
    assert odd == {}


@pytest.mark.parametrize("role", list(Role), ids=str)
def test_for_the_staff_of_another_issuer_nothing_of_this_one_exists(
    scene: Scene, db: None, role: Role
) -> None:
    stranger = Browser(scene.city.campus.staff[role])
    things = {**scene.things(), **scene.decisions()}
    odd = {}
    for address, rights in things.items():
        shown = stranger.get(address).status_code
        posted = stranger.post(address).status_code
        missing = {404} if set(rights) & ROLES[role] else {403, 404}
        if shown not in missing or posted not in {*missing, 405}:
            odd[address] = (shown, posted)
    assert odd == {}


@pytest.mark.parametrize("role", list(Role), ids=str)
def test_no_page_shows_what_is_personal(scene: Scene, db: None, role: Role) -> None:
    browser = Browser(scene.city.transit.staff[role])
    number = scene.city.transit.cards[0].number
    odd = []
    for address in pages(scene):
        shown = browser.get(address)
        text = b"".join(shown).decode()
        odd += [(address, word) for word in (*PERSONAL, number) if word in text]
    # The numbers of a batch are those of its first and last card, as they stand on the boxes.
    assert [
        one for one in odd if not one[0].startswith(("/console/batches/", "/console/deliv"))
    ] == []


@pytest.mark.parametrize("role", list(Role), ids=str)
def test_the_menu_offers_what_opens_and_nothing_else(scene: Scene, db: None, role: Role) -> None:
    browser = Browser(scene.city.transit.staff[role])
    shown = browser.text("/console")
    for address, rights in LISTS.items():
        is_entry = address.count("/") == 2 and "?" not in address
        if is_entry and address not in {"/console/search", "/console/account"}:
            assert (f'href="{address}"' in shown) == bool(set(rights) & ROLES[role]), address


def test_every_page_is_for_staff_who_have_signed_in(scene: Scene, db: None) -> None:
    client = Client()
    for address in pages(scene):
        found = client.get(address)
        assert found.status_code == 303, address
        assert found.headers["Location"].startswith("/staff/sign-in?"), address


def test_no_page_asks_the_database_too_often(
    scene: Scene, db: None, django_assert_max_num_queries
) -> None:
    browser = Browser(scene.city.transit.staff[Role.SUPERVISOR])
    for address in ("/console/cards", "/console/batches", "/console/staff", "/console/audit"):
        with django_assert_max_num_queries(12):
            browser.get(address)


def test_the_overview_asks_the_database_seldom(
    scene: Scene, db: None, django_assert_max_num_queries
) -> None:
    browser = Browser(scene.city.transit.staff[Role.SUPERVISOR])
    with django_assert_max_num_queries(20):
        browser.get("/console")
