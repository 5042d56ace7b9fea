"""Every page of the holder, in every look: nobody is shut out, and the weight stays small."""

import pytest

from tests.browser.checks import shut_out
from tests.browser.conftest import Open
from tests.browser.looks import PLAIN, Look, spread
from tests.browser.web import walk
from tests.browser.world import World

pytestmark = pytest.mark.browser

OPEN = [
    *("/sign-in", "/sign-in/password", "/sign-in/forgotten", "/offline"),
    *("/help", "/help/contact", "/help/find"),
]
OWN = [
    *("/cards", "/cards/order", "/activate", "/inbox", "/me", "/me/profile", "/me/contacts"),
    *("/me/contacts/add", "/me/password", "/me/passkeys", "/me/devices", "/me/looks"),
    *("/me/data", "/me/consents", "/me/copy", "/me/forget", "/me/forget/ask", "/me/identity"),
]
CARD = ["CARD", "CARD/name", "CARD/face", "CARD/pin/forgotten"]
FIRST_LOAD_MAX, LATER_LOAD_MAX = 80_000, 15_000


@pytest.fixture(scope="module")
def own(world: World, browser):
    """The token of a holder with a card, and the address of the card."""
    context = browser.new_context()
    page = context.new_page()
    page.goto(f"{world.address}/sign-in")
    phone, card = world.phone(), world.card()
    walk.sign_in(page, world, phone)
    walk.name_card(page, world, card["number"])
    walk.take_steps(page, world, card, phone)
    token = next(one["value"] for one in context.cookies() if one["name"] == "yika_sign_in")
    context.close()
    return {"yika_sign_in": token}, f"/cards/{card['id']}"


@pytest.mark.parametrize(("look", "pages"), spread([*OPEN, *OWN, *CARD]), ids=str)
def test_nobody_is_shut_out(
    open_page: Open, world: World, own, look: Look, pages: tuple[str, ...]
) -> None:
    cookies, card = own
    visitor = open_page(look, "/offline", at=world.address)
    holder = open_page(look, "/offline", at=world.address, cookies=cookies)
    for address in pages:
        page = visitor if address in OPEN else holder
        where = card + address.removeprefix("CARD") if address.startswith("CARD") else address
        page.goto(world.address + where)
        assert shut_out(page, look) == [], address


def test_titles_tell_the_pages_apart(open_page: Open, world: World, own) -> None:
    cookies, card = own
    page = open_page(PLAIN, "/cards", at=world.address, cookies=cookies)
    titles = []
    for address in [*OWN, card]:
        page.goto(world.address + address)
        titles.append(page.title())
    assert len(set(titles)) == len(titles)


def test_what_a_phone_loads_stays_within_the_budget(open_page: Open, world: World, own) -> None:
    cookies, _card = own
    page = open_page(PLAIN._replace(width=390), "/sign-in", at=world.address)
    first = weigh(page, f"{world.address}/sign-in", cold=True)
    page = open_page(PLAIN._replace(width=390), "/cards", at=world.address, cookies=cookies)
    later = weigh(page, f"{world.address}/inbox")
    assert first <= FIRST_LOAD_MAX
    assert later <= LATER_LOAD_MAX


def weigh(page, address: str, *, cold: bool = False) -> int:
    """Bytes over the wire for one page with all it loads."""
    session = page.context.new_cdp_session(page)
    session.send("Network.enable")
    session.send("Network.setCacheDisabled", {"cacheDisabled": cold})
    loaded: list[int] = []
    session.on("Network.loadingFinished", lambda event: loaded.append(event["encodedDataLength"]))
    page.goto(address)
    page.wait_for_load_state("networkidle")
    return int(sum(loaded))


def test_the_app_can_be_installed_and_keeps_nothing_personal(
    open_page: Open, world: World, own
) -> None:
    cookies, _card = own
    page = open_page(PLAIN, "/cards", at=world.address, cookies=cookies)
    page.evaluate("navigator.serviceWorker.ready")
    page.goto(f"{world.address}/me/contacts")
    kept = page.evaluate(
        """async () => {
          const found = []
          for (const name of await caches.keys())
            for (const request of await (await caches.open(name)).keys())
              found.push(new URL(request.url).pathname)
          return found
        }"""
    )
    assert "/offline" in kept
    assert not {"/cards", "/me/contacts", "/me", "/inbox"} & set(kept)
    assert page.evaluate("localStorage.length + sessionStorage.length") == 0
    page.context.set_offline(True)
    page.goto(f"{world.address}/cards")
    assert page.locator("a[href^='tel:']").count() >= 1
