"""A holder activates a card on the website: in both languages, on a phone, without script too."""

import re

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import Open
from tests.browser.looks import PLAIN, Look
from tests.browser.web import walk
from tests.browser.world import World

pytestmark = pytest.mark.browser

PHONE_ZH = Look("zh-hans", "large", "dark", 390)
PHONE_EN = Look("en", "standard", "light", 390)


@pytest.fixture
def signed_in(open_page: Open, world: World):
    """A page of somebody who has just signed in, and his number."""

    def come_in(look: Look = PLAIN, *, script: bool = True) -> tuple[Page, str]:
        phone = world.phone()
        page = open_page(look, "/sign-in", at=world.address, script=script)
        walk.sign_in(page, world, phone)
        assert page.url == f"{world.address}/cards"
        return page, phone

    return come_in


@pytest.mark.parametrize("look", [PHONE_ZH, PHONE_EN], ids=str)
@pytest.mark.parametrize("script", [True, False], ids=["script", "no-script"])
def test_a_card_is_activated_step_by_step(
    signed_in, world: World, look: Look, script: bool
) -> None:
    page, phone = signed_in(look, script=script)
    card = world.card()
    walk.name_card(page, world, card["number"])
    steps = walk.take_steps(page, world, card, phone)

    assert steps[0] == "possession"
    assert steps[-1] == "test-transaction"
    page.goto(f"{world.address}/cards")
    assert page.locator(".deck .card-art").count() == 1
    assert card["number"] not in page.content()


def test_the_code_on_the_card_leads_to_its_activation(signed_in, world: World) -> None:
    page, _phone = signed_in()
    card = world.card()
    page.goto(card["qr"])
    assert page.locator("#f-card").input_value() == card["qr"].rpartition("/")[2]
    walk.press(page)
    assert page.locator("input[name=step]").get_attribute("value") == "possession"


def test_what_cannot_be_activated_is_refused_with_a_case_number(signed_in, world: World) -> None:
    page, _phone = signed_in()
    number = world.card()["number"]
    swapped = number[:-3] + number[-2] + number[-3] + number[-1]
    if swapped == number:
        swapped = number[:-1] + str((int(number[-1]) + 1) % 10)
    foreign = "https://elsewhere.example/q/hp8bsf2ba9phsj7a3ejk5z5wmj"
    for wrong in ("", "1", swapped, foreign, "<script>alert(1)</script>", "9" * 200):
        walk.name_card(page, world, wrong)
        assert page.locator("#errors, .field.wrong").count(), wrong
        assert re.search(r"\b[0-9A-Z]{4}-[0-9A-Z]{4}\b", page.locator("main").inner_text()), wrong


def test_somebody_elses_card_tells_nothing_about_him(signed_in, world: World) -> None:
    page, phone = signed_in()
    card = world.card()
    walk.name_card(page, world, card["number"])
    walk.take_steps(page, world, card, phone)
    other, _phone = signed_in()
    walk.name_card(other, world, card["number"])

    assert other.locator(".field.wrong").count() == 1
    assert "Lin Wan" not in other.content()
    assert phone[:3] + " **** " + phone[-4:] not in other.content()


def test_back_after_the_end_repeats_nothing(signed_in, world: World) -> None:
    page, phone = signed_in()
    card = world.card()
    walk.name_card(page, world, card["number"])
    walk.take_steps(page, world, card, phone)
    page.go_back()
    page.go_back()
    if page.locator("form.form .btn.primary").count():
        walk.press(page)
    page.goto(f"{world.address}/cards")
    assert page.locator(".deck .card-art").count() == 1


def test_two_windows_never_overwrite_each_other(signed_in, world: World) -> None:
    page, _phone = signed_in()
    card = world.card()
    walk.name_card(page, world, card["number"])
    second = page.context.new_page()
    second.goto(page.url)
    page.fill("#f-code", card["code"])
    walk.press(page)
    second.fill("#f-code", card["code"])
    walk.press(second)

    assert second.locator("[role=alert]").count() == 1
    assert second.locator("input[name=step]").get_attribute("value") == "profile"


def test_a_second_press_of_the_button_is_the_same_request(signed_in, world: World) -> None:
    page, _phone = signed_in()
    card = world.card()
    walk.name_card(page, world, card["number"])
    page.fill("#f-code", card["code"])
    page.evaluate(
        """() => {
          const form = document.querySelector('form.form')
          const body = new FormData(form, form.querySelector('.btn.primary'))
          return Promise.all([fetch('', {method: 'POST', body}), fetch('', {method: 'POST', body})])
        }"""
    )
    page.reload()
    assert page.locator("input[name=step]").get_attribute("value") == "profile"


def test_a_script_in_every_field_stays_text(signed_in, world: World) -> None:
    page, _phone = signed_in()
    nasty = "<img src=x onerror=alert(1)>"
    page.goto(f"{world.address}/me/profile")
    page.fill("#f-name", nasty)
    page.fill("#f-phrase", nasty[:30])
    walk.press(page)
    for address in ("/me", "/cards", "/inbox"):
        page.goto(world.address + address)
        assert page.locator("main img").count() == 0


def test_signed_out_pages_lead_to_the_sign_in_and_back(open_page: Open, world: World) -> None:
    page = open_page(PLAIN, "/me/devices", at=world.address)
    assert "/sign-in?next=" in page.url
    walk.sign_in(page, world, world.phone())
    assert page.url == f"{world.address}/me/devices"
