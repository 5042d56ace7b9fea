"""A real browser on a real server: Chromium of the system, the site on a free port."""

import itertools
import re
import threading
from collections.abc import Callable, Iterator, Mapping
from socketserver import ThreadingMixIn
from typing import Any
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

import pytest
from django.core.wsgi import get_wsgi_application
from django.test import override_settings
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from tests.browser import world as worlds
from tests.browser.looks import Look
from tests.browser.world import World
from tools.chromium import CHROMIUM, FLAGS


class Server(ThreadingMixIn, WSGIServer):
    daemon_threads = True


class Silent(WSGIRequestHandler):
    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002  named by its parent
        pass


@pytest.fixture(scope="session")
def site(home: object) -> Iterator[str]:
    with override_settings(ALLOWED_HOSTS=["127.0.0.1", "testserver"]):
        server = make_server(
            "127.0.0.1", 0, get_wsgi_application(), server_class=Server, handler_class=Silent
        )
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        server.server_close()
        thread.join()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Each of its windows stands at an address of its own: codes are counted by address."""
    assert CHROMIUM, "Chromium is not installed. Run tools/setup-system."
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        new_context, places = chromium.new_context, itertools.count(1)

        def from_a_place_of_its_own(**how: Any) -> BrowserContext:
            place = next(places)
            address = f"10.0.{place // 256}.{place % 256}"
            return new_context(extra_http_headers={"X-Forwarded-For": address}, **how)

        chromium.new_context = from_a_place_of_its_own  # type: ignore[method-assign]
        yield chromium
        chromium.close()


@pytest.fixture(scope="session")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    yield from worlds.world(tmp_path_factory.mktemp("world"))


REFUSED = re.compile(r"status of (?:404|409|422|429)\b|ERR_INTERNET_DISCONNECTED")
Open = Callable[..., Page]


@pytest.fixture
def open_page(site: str, browser: Browser) -> Iterator[Open]:
    """Opens an address with a look; whatever the page complains about fails the test."""
    contexts: list[BrowserContext] = []
    complaints: list[str] = []

    def open_it(
        look: Look,
        address: str = "/",
        *,
        script: bool = True,
        at: str = "",
        cookies: Mapping[str, str] | None = None,
        height: int = 900,
    ) -> Page:
        where = at or site
        context = browser.new_context(
            viewport={"width": look.width, "height": height},
            color_scheme="dark" if look.theme == "dark" else "light",
            java_script_enabled=script,
            reduced_motion="reduce",
        )
        contexts.append(context)
        chosen = {"yika_language": look.language, "yika_size": look.size, **(cookies or {})}
        context.add_cookies(
            [{"name": name, "value": value, "url": where} for name, value in chosen.items()]
        )
        page = context.new_page()
        page.on(
            "console",
            lambda message: complaints.append(message.text) if message.type == "error" else None,
        )
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.goto(where + address)
        return page

    yield open_it
    for context in contexts:
        context.close()
    # A refusal is an answer like any other, and a test may cut the network; only the browser calls
    # either an error.
    assert [one for one in complaints if not REFUSED.search(one)] == []
