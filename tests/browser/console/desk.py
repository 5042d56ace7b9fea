"""A member of staff at the console, press by press."""

import re
from types import TracebackType

from playwright.sync_api import Browser, Page

from tests.browser.world import World
from yika.domain.cards.rules.numbers import Series
from yika.products.load import catalogue


def cookies(world: World, role: str) -> dict[str, str]:
    return {"yika_staff": world.city["transit"]["staff"][role]["token"]}


class Desk:
    """One person with a browser of his own, who reads English."""

    def __init__(self, browser: Browser, world: World, role: str) -> None:
        self.world = world
        self.context = browser.new_context(accept_downloads=True)
        sent = cookies(world, role) | {"yika_language": "en"}
        self.context.add_cookies(
            [{"name": name, "value": value, "url": world.address} for name, value in sent.items()]
        )
        self.page: Page = self.context.new_page()

    def __enter__(self) -> "Desk":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.context.close()

    def goto(self, address: str) -> Page:
        self.page.goto(f"{self.world.address}{address}")
        return self.page

    def press(self) -> None:
        """The button of the form."""
        self.page.locator("main form.form .btn").first.click()
        self.page.wait_for_load_state()

    def make_batch(self, count: int) -> None:
        page = self.goto("/console/batches/new")
        page.check("input[value=transit-adult]")
        page.fill("#f-count", str(count))
        self.press()
        self.press()
        page.wait_for_url(re.compile(r"/batches/bat_"))

    def send(self, count: int) -> None:
        """From the page of a batch."""
        self.page.click("text=Send to an outlet")
        self.page.check("input[name=outlet]")
        self.page.fill("#f-count", str(count))
        self.press()
        self.page.wait_for_url(re.compile(r"/deliveries/dlv_"))

    def upload(self, first: int, count: int, *, dry_run: bool = False) -> None:
        """A file with as many cards, and with as many yuan on each as it has."""
        page = self.goto("/console/imports/new")
        page.check("input[value=transit-adult]")
        page.set_checked("#f-dry_run", dry_run)
        page.fill("#f-count", str(count))
        page.fill("#f-sums", f"main={count}.00")
        content = cards_file(first, count)
        page.set_input_files(
            "#f-file", {"name": "cards.csv", "mimeType": "text/csv", "buffer": content}
        )
        self.press()
        page.wait_for_url(re.compile(r"/imports/imp_"))

    def something_everywhere(self) -> None:
        """A batch, a delivery that differs, an import, and a question to a second person."""
        self.make_batch(6)
        self.send(3)
        self.page.click("text=Count it")
        self.page.fill("#f-counted", "2")
        self.press()
        self.upload(500_000, 2)
        page = self.goto("/console/keys/new")
        page.fill("#f-name", "app")
        page.check("input[name='may-errands.serve']")
        self.press()
        page = self.goto("/console/keys/new")
        page.fill("#f-name", "partner")
        page.check("input[name='may-cards.view']")
        self.press()


def cards_file(first: int, count: int) -> bytes:
    policy = catalogue()["transit-adult"].number
    assert policy
    series = Series.of(policy)
    lines = (f"{series.number(serial)},in stock,1.00" for serial in range(first, first + count))
    return "\r\n".join(["card number,state,balance", *lines, ""]).encode()
