"""Outlets and guides: in every look, the nearest first without telling anybody, and on paper."""

import pytest

from tests.browser.checks import shut_out
from tests.browser.conftest import Open
from tests.browser.looks import PLAIN, Look, spread
from tests.browser.world import World

pytestmark = pytest.mark.browser

CARD = "/guides/rivertown-transit/transit-adult"
PAGES = ["/outlets", "OUTLET", "/guides", CARD]
GUIDE = f"{CARD}/activation"
WUHAN = {"latitude": 30.6, "longitude": 114.31}


def address(world: World, page: str) -> str:
    return page.replace("OUTLET", f"/outlets/{world.city['transit']['outlet']}")


@pytest.mark.parametrize(("look", "pages"), spread([*PAGES, GUIDE]), ids=str)
def test_nobody_is_shut_out(
    open_page: Open, world: World, look: Look, pages: tuple[str, ...]
) -> None:
    for one in pages:
        page = open_page(look, address(world, one), at=world.address)
        assert shut_out(page, look) == [], one


def test_titles_tell_the_pages_apart(open_page: Open, world: World) -> None:
    page = open_page(PLAIN, "/outlets", at=world.address)
    titles = set()
    for one in ("/outlets", "OUTLET", "/guides", CARD, GUIDE):
        page.goto(world.address + address(world, one))
        titles.add(page.title())
    assert len(titles) == 5


def test_the_distance_is_worked_out_in_the_browser_alone(open_page: Open, world: World) -> None:
    page = open_page(PLAIN, "/outlets", at=world.address)
    page.context.grant_permissions(["geolocation"], origin=world.address)
    page.context.set_geolocation(WUHAN)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))

    page.click("yk-near button")
    page.locator("yk-near [role=status]", has_text="nearest").wait_for()

    assert page.locator(".far").first.inner_text() == "900 m away"
    assert [one for one in asked if "/static/" not in one] == []  # but for the icon of the tab


def test_the_queue_is_told_anew_while_somebody_looks(open_page: Open, world: World) -> None:
    page = open_page(PLAIN, address(world, "OUTLET"), at=world.address)
    page.clock.install()
    page.reload()
    page.evaluate("document.querySelector('yk-live .tag').textContent = 'an old state'")
    page.clock.run_for(31_000)
    page.locator("yk-live .tag", has_not_text="an old state").wait_for()


def test_without_script_the_list_is_narrowed_all_the_same(open_page: Open, world: World) -> None:
    page = open_page(PLAIN, "/outlets", at=world.address, script=False)
    assert not page.locator("yk-near").is_visible()
    page.click("summary")
    page.select_option("#f-issuer", "rivertown-transit")
    page.click("form[role=search] .primary")
    assert page.locator(".place").count() == 1
    assert page.locator("#f-issuer").input_value() == "rivertown-transit"


def test_on_paper_there_is_the_guide_and_nothing_of_the_site(open_page: Open, world: World) -> None:
    page = open_page(PLAIN, GUIDE, at=world.address)
    assert page.locator("[data-print]").is_visible()
    page.emulate_media(media="print")
    assert page.locator(".numbered > li").first.is_visible()
    for gone in (".topbar", "[data-print]", "main a.btn >> nth=0"):
        assert not page.locator(gone).first.is_visible()
