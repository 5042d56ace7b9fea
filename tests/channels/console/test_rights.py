"""Who may not do something neither sees it nor does it, and nobody sees another issuer's things."""

from collections.abc import Mapping
from dataclasses import dataclass

import pytest
from django.db import transaction
from django.test import Client
from pytest_django.plugin import DjangoDbBlocker

from tests.channels.console.scene import LISTS, PERSONAL, Browser, Rights, Scene
from yika.domain.staff.rules import ROLES, Role

WRONG_STATE = {403, 409, 422}


def pages(scene: Scene) -> dict[str, Rights]:
    return {**LISTS, **scene.things(), **scene.decisions()}


@dataclass(frozen=True)
class Shown:
    """Every page, as somebody of this role was answered."""

    role: Role
    answers: Mapping[str, tuple[int, str]]


@pytest.fixture(scope="module", params=list(Role), ids=str)
def shown(
    request: pytest.FixtureRequest, scene: Scene, django_db_blocker: DjangoDbBlocker
) -> Shown:
    """Opened once for all that is looked for on them."""
    role: Role = request.param
    with django_db_blocker.unblock(), transaction.atomic():
        browser, answers = Browser(scene.city.transit.staff[role]), {}
        for address in pages(scene):
            answer = browser.get(address)
            answers[address] = (answer.status_code, b"".join(answer).decode())
        transaction.set_rollback(True)
    return Shown(role, answers)


def test_a_page_opens_for_who_has_the_right_and_for_nobody_else(scene: Scene, shown: Shown) -> None:
    odd = {}
    for address, rights in pages(scene).items():
        status, _ = shown.answers[address]
        own = shown.role is Role.OPERATOR and address.startswith("/console/approvals/")
        allowed = {200} if set(rights) & ROLES[shown.role] else {200} if own else {403}
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


def test_a_form_that_was_sent_without_its_fields_is_refused_and_breaks_nothing(
    scene: Scene, db: None
) -> None:
    """Whoever writes his own request may leave out whatever he likes."""
    browser = Browser(scene.city.transit.staff[Role.SUPERVISOR])
    odd = {}
    for address in pages(scene):
        status = browser.post(address).status_code
        if status not in {200, 303, 404, 405, *WRONG_STATE}:
            odd[address] = status
    assert odd == {}


def test_no_page_shows_what_is_personal(scene: Scene, shown: Shown) -> None:
    words = (*PERSONAL, scene.city.transit.cards[0].number)
    # The numbers of a batch are those of its first and last card, as they stand on the boxes.
    boxes = ("/console/batches/", "/console/deliv")
    odd = [
        (address, word)
        for address, (_, text) in shown.answers.items()
        for word in words
        if word in text and not address.startswith(boxes)
    ]
    assert odd == []


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
    with django_assert_max_num_queries(16):
        browser.get("/console")
