"""Proving a name from the first page to being forgotten leaves it nowhere it does not belong."""

import json
import logging
import re
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
import structlog
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.urls import reverse

from tests import story
from tests.domain.errands.proving import brought_back
from tests.domain.identity.verifying import desk
from tests.journeys.planted import (
    ADDRESS,
    CARD,
    NAME,
    NUMBER,
    PHONE,
    PLANTED,
    Seen,
    Watched,
    found_in,
    in_database_file,
    in_tables,
)
from yika.domain.identity.models import DataCopy, EraseRequest, Evidence, Verification
from yika.domain.identity.rules.retention.erasure import THINK_FOR
from yika.domain.identity.rules.review.states import State
from yika.domain.journal.models import DueWork
from yika.domain.people.actions import change_profile
from yika.domain.staff.rules import Role
from yika.kit import ids
from yika.site.logging import set_up
from yika.site.reactions import WORK

pytestmark = pytest.mark.django_db
HOUSE, PRODUCT = "rivertown-transit", "transit-adult"
CHOICES = {'"contrast"', '"voice"', '"yika-letters"', "LETTERS", "remembered(this.dataset.frame)"}
"""What scripts keep in a browser: how somebody likes a page, and which camera he chose for what."""
SCRIPTS = Path(__file__).parents[2] / "src/yika/channels"


@pytest.fixture
def shop(db: None) -> story.Shop:
    return story.shop(HOUSE, "Rivertown Transit", "江城通", PRODUCT, 2)


@pytest.fixture
def seen() -> list[Seen]:
    return []


@pytest.fixture
def logged() -> Iterator[list[logging.LogRecord]]:
    """Whatever is logged at the most talkative level that an operator can set, before masking."""
    root, records = logging.getLogger(), Kept()
    before = root.handlers, root.level
    set_up(form="json", level="debug")
    root.addHandler(records)
    yield records.found
    root.handlers, root.level = before
    structlog.reset_defaults()


class Kept(logging.Handler):
    """Keeps every record."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[logging.LogRecord] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.found.append(record)


def test_a_name_from_its_proof_to_being_forgotten(
    shop: story.Shop,
    seen: list[Seen],
    logged: list[logging.LogRecord],
    capfd: pytest.CaptureFixture[str],
) -> None:
    browser, person = Watched(seen), story.holder(PHONE)
    story.come_in(browser, person)
    _is_called(person)
    _proves(browser)
    _is_reviewed(shop, seen)
    _looks_around(browser)
    texts = story.arrived()
    assert in_tables() == {}
    assert in_database_file() == []

    _is_forgotten(browser)

    texts += story.arrived()
    assert in_tables() == {}
    assert in_database_file() == []
    _nothing_on_disk()
    _nothing_logged(logged, capfd)
    _nothing_in_messages(texts)
    _nothing_in_addresses(seen)
    _nothing_for_others(seen)


def _is_called(person: story.Person) -> None:
    change_profile(holder=person.actor.id, name=NAME, **story.asking(person.actor))


def _proves(browser: Watched) -> None:
    """As a person does, with a picture that is none and a number that is mistyped."""
    errand = str(browser.post(reverse("web:prove", args=(HOUSE, PRODUCT)))["Location"])
    give = _giver(browser, errand)
    give(agree="yes")
    give(document="resident-id")
    give(422, picture=_file(b"%PDF-1.7 " + NAME.encode(), f"{NAME}.pdf"))
    give(picture=_file(desk.picture(1), f"{NAME}.jpg"))
    give(picture=_file(desk.picture(2), f"{NUMBER}.jpg"))
    give(422, **CARD | {"number": f"{NUMBER[:-2]}{int(NUMBER[-2]) ^ 1}{NUMBER[-1]}"})
    give(**CARD)
    give(right="yes")
    _work(story.moment())
    assert browser.get(errand).status_code == 200
    assert browser.get("/errands/err_nothing").status_code == 404
    browser.post("/sign-in", {"contact": PHONE})
    browser.post("/sign-in", {"contact": f"{NAME} {PHONE}"})


def _giver(browser: Watched, page: str) -> Callable[..., None]:
    def give(status: int = 303, **given: Any) -> None:
        view = browser.get(page).context["view"]
        told = {"version": str(view.version), "step": view.next.name, "do": "take"}
        answer = browser.post(page, told | brought_back(view) | given)
        assert answer.status_code == status, answer.content.decode()[:3000]

    return give


def _file(content: bytes, name: str) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content, content_type="image/jpeg")


def _is_reviewed(shop: story.Shop, seen: list[Seen]) -> None:
    reviewer = _staff(shop, Role.REVIEWER, seen)
    row = Verification.objects.get()
    assert row.state == State.IN_REVIEW
    page = f"/review/{row}"
    reviewer.get("/review")
    reviewer.post(f"{page}/take", _asked())
    shown = reviewer.get(page)
    assert NUMBER in shown.content.decode()
    for one in Evidence.objects.all():
        assert reviewer.get(f"/review/pictures/{one}").status_code == 200
    asked = _asked(version=shown.context["view"].version)
    assert reviewer.post(f"{page}/approve", asked).status_code == 303
    row.refresh_from_db()
    assert row.state == State.APPROVED
    _work(story.moment() + 2 * desk.SETTLED)
    reviewer.get("/review/ver_nothing")

    supervisor = _staff(shop, Role.SUPERVISOR, seen)
    for typed in PLANTED:
        supervisor.post("/console/search", _asked(typed=typed))
    for page in ("real-names", "audit", "messages", "data", "approvals"):
        assert supervisor.get(f"/console/{page}").status_code == 200
        supervisor.get(f"/console/{page}?as=csv")


def _staff(shop: story.Shop, role: Role, seen: list[Seen]) -> Watched:
    browser = Watched(seen)
    story.come_in(browser, shop.staff[role])
    return browser


def _asked(**given: Any) -> dict[str, Any]:
    return {"request_id": str(ids.new_id())} | given


def _looks_around(browser: Watched) -> None:
    """Every page that tells him what is known of him, and the copy of it all."""
    for page in ("cards", "me", "me/data", "me/consents", "me/looks", "me/identity", "inbox"):
        assert browser.get(f"/{page}").status_code == 200, page
    assert browser.get(f"/me/identity/{Verification.objects.get()}").status_code == 200
    browser.get("/me/contacts")
    browser.get("/me/cards")
    browser.post("/me/copy")
    browser.post("/me/profile", {"name": NAME, "born_on": "tomorrow"})
    _work(story.moment())
    for form in ("data", "page"):
        browser.post(f"/me/copy/{DataCopy.objects.get()}/{form}")


def _is_forgotten(browser: Watched) -> None:
    browser.get("/me/forget")
    assert browser.post("/me/forget/ask", {"sure": "yes"}).status_code == 303
    _work(story.moment() + THINK_FOR + desk.MINUTE)
    assert EraseRequest.objects.get().state == "done"
    browser.get("/me")


def _work(now: datetime) -> None:
    """What the worker does about all of it until then."""
    kinds = [kind for kind in WORK if kind.partition(".")[0] in {"identity", "errands", "data"}]
    for _ in range(50):
        due = DueWork.objects.filter(due_at__lte=now, kind__in=kinds).order_by("due_at").first()
        if due is None:
            return
        again = WORK[due.kind](key=due.key, now=now)
        DueWork.objects.filter(pk=due.pk).delete()
        if again and again > now:
            DueWork.objects.create(kind=due.kind, key=due.key, due_at=again)
    raise AssertionError("the worker finds no end")


def _nothing_on_disk() -> None:
    for path in Path(settings.YIKA_HOME).rglob("*"):
        if path.is_file():
            assert found_in(path.read_bytes()) == [], path
            assert found_in(str(path).encode()) == []


def _nothing_logged(logged: list[logging.LogRecord], capfd: pytest.CaptureFixture[str]) -> None:
    assert logged
    for record in logged:
        told = f"{record.getMessage()} {record.exc_text} {record.__dict__}"
        assert found_in(told.encode()) == [], record.name
    out = capfd.readouterr()
    assert found_in(f"{out.out}{out.err}".encode()) == []


def _nothing_in_messages(texts: list[str]) -> None:
    """He is told what was decided, and neither number nor address with it."""
    assert texts
    for text in texts:
        assert found_in(text.encode(), (NUMBER, ADDRESS, PHONE)) == []


def _nothing_in_addresses(seen: list[Seen]) -> None:
    for one in seen:
        assert found_in(one.address.encode()) == [], one.address
        assert found_in(one.headers.encode()) == [], one.address


def _nothing_for_others(seen: list[Seen]) -> None:
    """No page that shows any of it may be kept; pages of errors show none of it.

    A search that finds nothing says again what was typed, to who typed it.
    """
    shown = [one for one in seen if found_in(one.content)]
    assert shown
    assert [one.address for one in shown if one.kept] == []
    pages = [one for one in shown if one.address != "/console/search?"]
    assert {one.status for one in pages} <= {200, 422}


def test_what_a_browser_keeps_of_us_is_no_page_of_anybody(
    shop: story.Shop, seen: list[Seen]
) -> None:
    browser = Watched(seen)
    story.come_in(browser, story.holder(PHONE))

    worker = browser.get("/sw.js").content.decode()

    [kept] = [line for line in worker.splitlines() if line.startswith("const SHELL")]
    pages = [one for one in kept.split('"')[1::2] if not one.startswith("/static/")]
    assert pages == [reverse("web:offline")]
    story.come_in(browser, story.holder(PHONE))
    offline = browser.get(pages[0]).content
    assert found_in(offline) == []
    assert b"hld_" not in offline


def test_scripts_keep_choices_alone_but_for_home_visits() -> None:
    """Which is sealed for one machine (docs/guides); the worker of the website keeps its look."""
    scripts = {path.relative_to(SCRIPTS).as_posix(): path.read_text() for path in _scripts()}
    keys = {key for text in scripts.values() for key in re.findall(r"setItem\(([^,]+),", text)}
    stores = {name for name, text in scripts.items() if re.search(r"indexedDB|caches\.", text)}

    assert keys <= CHOICES
    assert {name for name in stores if not name.startswith("visit/")} == {"web/templates/web/sw.js"}
    assert not [name for name, text in scripts.items() if "document.cookie" in text]


def _scripts() -> Iterator[Path]:
    return SCRIPTS.rglob("*.js")


def test_the_search_finds_what_is_planted() -> None:
    for form in (NAME, json.dumps({"name": NAME}), f"/find?q={quote(NAME)}"):
        assert found_in(form.encode()) == [NAME]
    assert found_in(NAME.encode("gb18030")) == [NAME]
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE planted (told text)")
        cursor.execute("INSERT INTO planted VALUES (%s)", [ADDRESS])
    assert in_tables() == {"planted.told": [ADDRESS]}
    assert ADDRESS in in_database_file() or connection.vendor != "sqlite"
