"""A visit over its pages: asked for, planned, taken along and brought back."""

import json
import re
from base64 import b64decode, b64encode
from collections.abc import Iterator, Mapping
from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.test import Client
from pytest_django.plugin import DjangoDbBlocker

from tests import story
from tests.domain.visits.drive import DOOR, Tablet, captured
from yika.domain.errands.rules.asks import AskKind
from yika.domain.identity.queries.consents import consents
from yika.domain.identity.rules.consents import Purpose
from yika.domain.people.rules import totp
from yika.domain.staff.rules import ROLES, Right, Role
from yika.domain.visits.models import HomeVisit
from yika.domain.visits.rules.states import State
from yika.domain.visits.rules.views import PackedView
from yika.kit import ids

pytestmark = pytest.mark.django_db
HOUSE = "rivertown-transit"
NEW = f"/me/visits/new/{HOUSE}/transit-adult"


@pytest.fixture(scope="module")
def city(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[story.City]:
    """Two issuers, open day and night. Each test begins with it as it was."""
    with django_db_blocker.unblock(), transaction.atomic():
        made = story.city()
        story.receive(made.transit)
        yield made
        transaction.set_rollback(True)


class Browser:
    """Somebody before our pages. He reads English."""

    def __init__(self, person: story.Person) -> None:
        self.person, self.client = person, Client()
        story.come_in(self.client, person)
        self.client.cookies["yika_language"] = "en"

    def get(self, address: str) -> Any:
        return self.client.get(address)

    def post(self, address: str, /, **given: Any) -> Any:
        return self.client.post(address, {"request_id": str(ids.new_id())} | given)


def wish(lin: Browser, **other: str) -> Any:
    day = (story.moment() + timedelta(days=3)).date().isoformat()
    given = {
        "name": DOOR.name,
        "address": DOOR.address,
        "phone": DOOR.phone,
        "day": day,
        "part": "any",
        "agree": "yes",
    }
    form = lin.get(NEW).context["form"]
    hidden = {one.name: one.value for one in form.fields if one.kind is AskKind.HIDDEN}
    return lin.post(NEW, **hidden | given | other)


@pytest.fixture
def lin(city: story.City, db: None) -> Browser:
    return Browser(story.holder("13855550001"))


@pytest.fixture
def visit(city: story.City, lin: Browser) -> str:
    """One that was asked for and planned, by the pages."""
    found = wish(lin).headers["Location"].rpartition("/")[2]
    begins = story.in_an_hour(timedelta(minutes=40))
    staff = city.transit.staff
    planned = Browser(staff[Role.SUPERVISOR]).post(
        f"/console/visits/{found}/schedule",
        day=f"{begins:%Y-%m-%d}",
        time=f"{begins:%H:%M}",
        minutes="40",
        first=staff[Role.TELLER].actor.id,
        second=staff[Role.SUPERVISOR].actor.id,
    )
    assert planned.status_code == 303, planned.content.decode()
    return found


def code_of(person: story.Person) -> str:
    """The code after the one that was used to enroll."""
    secret = totp.read(person.secret.replace(" ", ""))
    return totp.code_of(secret, totp.step_at(story.moment()) + 1)


def take(city: story.City, visit: str, tablet: Tablet, **other: str) -> Any:
    staff = city.transit.staff
    second = staff[Role.SUPERVISOR]
    given = {
        "handle": second.handle,
        "password": story.PASSWORD,
        "code": code_of(second),
        "device": b64encode(tablet.public).decode(),
    }
    return Browser(staff[Role.TELLER]).post(f"/visits/{visit}/take", **given | other)


def opened(tablet: Tablet, told: Mapping[str, Any]) -> Tablet:
    packed = PackedView(
        bundle=told["bundle"], box=b64decode(told["box"]), expires_at=story.moment()
    )
    return tablet.opens(packed)


def hand_over(by: Browser, tablet: Tablet) -> Any:
    files = {name: SimpleUploadedFile("box", box) for name, box in tablet.pieces.items()}
    mark = b64encode(tablet.mark()).decode()
    return by.client.post(f"/visits/bundles/{tablet.bundle}", {"mark": mark, **files})


def test_who_asks_reads_and_agrees_first_and_sees_who_comes(city: story.City, lin: Browser) -> None:
    assert wish(lin, agree="").status_code == 422
    assert wish(lin, phone="none").status_code == 422
    assert not HomeVisit.objects.exists()

    page = lin.get(wish(lin).headers["Location"]).content.decode()
    assert DOOR.phone in page
    assert "Asked for" in page
    assert wish(lin).status_code == 409


def test_what_is_agreed_to_is_what_was_read(city: story.City, lin: Browser) -> None:
    def agreed() -> dict[Purpose, tuple[int, str]]:
        found = consents(lin.person.actor.id, by=lin.person.actor)
        return {one.purpose: (one.version, one.language) for one in found}

    older = wish(lin, shown="en/home-visit:0/real-name:1/face:1", face="yes")
    page = older.content.decode()
    assert older.status_code == 409
    assert "The text has changed since this page was opened" in page
    assert DOOR.phone in page
    assert not re.search(r'name="(agree|face)"[^>]*checked', page)
    assert wish(lin, shown="").status_code == 409
    assert wish(lin, shown="en/home-visit:1", face="yes").status_code == 409
    assert not agreed()
    assert not HomeVisit.objects.exists()

    assert wish(lin, shown="zh-hans/home-visit:1/real-name:1/face:1").status_code == 303
    both = (Purpose.HOME_VISIT, Purpose.REAL_NAME)
    assert agreed() == dict.fromkeys(both, (1, "zh-hans"))


def test_what_is_planned_is_shown_to_the_holder_with_the_words_of_the_door(
    city: story.City, lin: Browser, visit: str
) -> None:
    row = HomeVisit.objects.get()
    door = row.told_door()
    page = lin.get(f"/me/visits/{visit}").content.decode()

    assert door
    assert door[1] in page
    assert city.transit.staff[Role.TELLER].handle in page
    assert lin.post(f"/me/visits/{visit}/cancel").status_code == 303
    row.refresh_from_db()
    assert (row.state, row.door) == (State.CANCELED, None)


@pytest.mark.parametrize("role", list(Role), ids=str)
def test_only_who_may_go_sees_the_pages_and_nothing_personal_stands_there(
    city: story.City, visit: str, role: Role
) -> None:
    desk = Browser(city.transit.staff[role])
    goes = Right.VISITS_SERVE in ROLES[role]
    for address in ("/visits", f"/visits/{visit}", "/console/visits", f"/console/visits/{visit}"):
        page = desk.get(address)
        assert (page.status_code == 200) == goes, address
        text = page.content.decode()
        assert not [word for word in (DOOR.address, DOOR.name, DOOR.phone) if word in text]
        assert page.headers["Cache-Control"] == "no-store"
    assert (desk.get("/visits/token").status_code == 200) == goes


@pytest.mark.parametrize("role", [Role.TELLER, Role.SUPERVISOR], ids=str)
def test_for_the_staff_of_another_issuer_there_is_no_such_visit(
    city: story.City, visit: str, role: Role
) -> None:
    stranger = Browser(city.campus.staff[role])
    assert stranger.get(f"/visits/{visit}").status_code == 404
    assert stranger.get(f"/console/visits/{visit}").status_code == 404
    for deed in ("schedule", "cancel"):
        assert stranger.post(f"/console/visits/{visit}/{deed}").status_code == 404
    assert stranger.get("/console/visits").content.decode().count(visit) == 0


def test_another_holder_sees_and_cancels_nothing(city: story.City, visit: str) -> None:
    other = Browser(story.holder("13855550002"))
    assert other.get(f"/me/visits/{visit}").status_code == 404
    assert other.post(f"/me/visits/{visit}/cancel").status_code == 404


def test_the_second_person_has_to_know_his_password_and_be_the_one(
    city: story.City, visit: str
) -> None:
    reviewer = city.transit.staff[Role.REVIEWER]
    wrong = take(city, visit, Tablet(), password="not the password of anybody")
    other = take(city, visit, Tablet(), handle=reviewer.handle, code=code_of(reviewer))

    assert (wrong.status_code, other.status_code) == (422, 422)
    assert other.json()["code"] == "visit.second_needed"
    assert HomeVisit.objects.get().state == State.SCHEDULED


def test_it_is_taken_and_brought_back_once(city: story.City, visit: str) -> None:
    tablet = Tablet()
    answer = take(city, visit, tablet)
    assert answer.status_code == 200, answer.content
    assert answer.headers["Cache-Control"] == "no-store"
    assert DOOR.address not in json.dumps(answer.json(), ensure_ascii=False)
    captured(opened(tablet, answer.json()))

    teller = Browser(city.transit.staff[Role.TELLER])
    assert hand_over(Browser(city.transit.staff[Role.REVIEWER]), tablet).status_code == 403
    assert hand_over(Browser(city.campus.staff[Role.TELLER]), tablet).status_code == 404
    done, again = hand_over(teller, tablet), hand_over(teller, tablet)

    assert done.json() == again.json() == {"state": "Done", "troubles": []}
    assert HomeVisit.objects.get().verification


def test_what_came_in_another_way_waits_at_the_console(city: story.City, visit: str) -> None:
    tablet = Tablet()
    captured(opened(tablet, take(city, visit, tablet).json()))
    tablet.private = Tablet().private
    teller = Browser(city.transit.staff[Role.TELLER])

    held = hand_over(teller, tablet)
    assert (held.status_code, held.json()["code"]) == (422, "visit.bundle_held")
    page = teller.get("/console/visits?state=held").content.decode()
    assert "Waits for a decision" in page
    # Both supervisors of this city went, or may not decide about their own: nobody is offered it.
    assert teller.get(f"/console/visits/{visit}/take").status_code == 403


def test_the_page_for_being_away_knows_nobody(city: story.City, visit: str) -> None:
    token = re.compile(r'name="csrfmiddlewaretoken" value="[^"]+"')
    one, other = Client(), Browser(city.transit.staff[Role.TELLER]).client
    one.cookies["yika_language"] = "en"
    pages = [token.sub("", who.get("/visits/away").content.decode()) for who in (one, other)]

    assert pages[0] == pages[1]
    assert "csrfmiddlewaretoken" not in pages[0]
    worker = one.get("/visits/worker.js")
    assert worker.headers["Content-Type"].startswith("text/javascript")
    assert visit not in worker.content.decode()
