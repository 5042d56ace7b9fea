"""Help on the website: asked from any page, signed in or not, answered, rated; nobody else's."""

import re
from collections.abc import Iterator

import pytest
from django.db import transaction
from django.test import Client
from pytest_django import DjangoDbBlocker

from tests import story
from yika.domain.cards import actions as cards
from yika.domain.enquiries import actions, queries
from yika.domain.enquiries.rules import Asker, Question
from yika.domain.staff.rules import Role
from yika.kit.actor import WORKER

pytestmark = pytest.mark.django_db
ASKED = {"kind": "complaint", "topic": "machine", "words": "The reader at gate 3 is dead."}


@pytest.fixture(scope="module")
def told(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[story.City]:
    """Two issuers; each test begins with them as they were."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield story.city(count=6)
        transaction.set_rollback(True)


@pytest.fixture
def city(told: story.City, db: None) -> story.City:
    return told


@pytest.fixture
def lin(client: Client) -> story.Person:
    person = story.holder("13800000001")
    story.come_in(client, person)
    return person


def ask(client: Client, page: str = "", **other: str) -> str:
    """The address of what was asked."""
    given = {"issuer": "rivertown-transit", **ASKED, **other}
    answer = client.post(f"/help/ask?from={page}", given)
    assert answer.status_code == 303, answer.content.decode()
    return str(answer.headers["Location"])


def answered(enquiry: str, by: story.Person) -> None:
    found = queries.enquiry(enquiry, by=by.actor, now=story.moment())
    actions.answer_enquiry(
        enquiry=enquiry, words="Mended.", version=found.version, **story.asking(by.actor)
    )


def newest() -> str:
    return queries.enquiries(by=WORKER, now=story.moment())[0].id


def prove(client: Client, address: str, typed: dict[str, str]) -> str:
    """Type a contact, then the code that went there; where that leads."""
    sent = client.post(address, typed)
    assert sent.status_code == 303, sent.content.decode()
    code = story.sent_code()
    return str(client.post(sent.headers["Location"], {"code": code}).headers["Location"])


def test_every_page_leads_to_help_with_what_was_on_it(
    client: Client, city: story.City, lin: story.Person
) -> None:
    assert 'href="/help?from=/me"' in client.get("/me").content.decode()
    assert 'href="/help?from=/outlets"' in client.get("/outlets").content.decode()
    client.cookies.clear()
    assert 'href="/help?from=/"' in client.get("/").content.decode()


def test_a_holder_asks_and_reads_the_answer_and_rates_it(
    client: Client, city: story.City, lin: story.Person
) -> None:
    address = ask(client, page="/inbox?x=1")
    shown = client.get(address).content.decode()
    assert "The reader at gate 3 is dead." in shown
    assert queries.enquiry(newest(), by=WORKER, now=story.moment()).page == "/inbox"

    answered(newest(), city.transit.staff[Role.TELLER])
    where = address.partition("?")[0]
    assert "Mended." in client.get(where).content.decode()
    assert client.post(f"{where}/rate", {"stars": "9"}).status_code == 422
    assert client.post(f"{where}/rate", {"stars": "2", "words": "Slow."}).status_code == 303
    assert client.post(f"{where}/rate", {"stars": "5"}).status_code == 409
    assert client.post(where, {"words": "It broke again."}).status_code == 303
    assert client.post(f"{where}/close").status_code == 303
    assert "Ended" in client.get(where, headers={"accept-language": "en"}).content.decode()
    assert where in client.get("/help").content.decode()


def test_what_was_typed_is_kept_when_something_is_wrong(
    client: Client, city: story.City, lin: story.Person
) -> None:
    page = client.post("/help/ask", ASKED | {"topic": "weather", "issuer": "rivertown-transit"})
    assert page.status_code == 422
    assert "The reader at gate 3 is dead." in page.content.decode()
    assert client.post("/help/ask", ASKED | {"issuer": "nowhere"}).status_code == 422
    long = client.post("/help/ask", ASKED | {"issuer": "rivertown-transit", "words": "x" * 10_000})
    assert long.status_code == 422


def test_signed_out_a_contact_is_proven_first(client: Client, city: story.City) -> None:
    first = client.get("/help/ask?from=/outlets")
    assert first.headers["Location"].startswith("/help/contact")
    onward = prove(client, "/help/contact?from=/outlets", {"contact": "13900000002"})
    assert onward == "/help/ask?from=%2Foutlets"
    address = ask(client, page="/outlets").partition("?")[0]
    assert "The reader at gate 3 is dead." in client.get(address).content.decode()

    stranger = Client()
    assert stranger.get(address).headers["Location"] == "/help/find"
    number = queries.enquiry(newest(), by=WORKER, now=story.moment()).number
    there = {"number": number.lower(), "contact": "13900000002"}
    back = prove(Client(), "/help/find", there)
    assert back == address


def test_a_number_without_its_contact_opens_nothing(client: Client, city: story.City) -> None:
    prove(client, "/help/contact", {"contact": "13900000003"})
    ask(client)
    number = queries.enquiry(newest(), by=WORKER, now=story.moment()).number
    other = Client()
    sent = other.post("/help/find", {"number": number, "contact": "13900000004"})
    refused = other.post(sent.headers["Location"], {"code": story.sent_code()})

    assert refused.status_code == 404
    assert "yika_asker" not in refused.cookies
    assert other.post("/help/find", {"number": "1", "contact": "13900000004"}).status_code == 404
    assert other.post("/help/find", {"number": number, "contact": "no"}).status_code == 422


def test_a_forged_cookie_is_nobody(client: Client, city: story.City, lin: story.Person) -> None:
    address = ask(client).partition("?")[0]
    other = Client()
    other.cookies["yika_asker"] = re.sub(r".$", "x", "WyJwcm9vZl8xIiwgImVucV8xIl0:1:abc")

    assert other.get(address).headers["Location"] == "/help/find"
    assert other.post(f"{address}/close").headers["Location"] == "/help/find"
    assert other.get("/help/ask").headers["Location"].startswith("/help/contact")


def test_another_holder_finds_nothing_there(
    client: Client, city: story.City, lin: story.Person
) -> None:
    address = ask(client).partition("?")[0]
    other = Client()
    story.come_in(other, story.holder("13800000009"))
    asked_by_phone = actions.ask_enquiry(
        issuer="rivertown-transit",
        question=Question(kind="enquiry", topic="other", words="Hello?"),
        asker=Asker(contact="13900000008"),
        **story.asking(city.transit.staff[Role.TELLER].actor),
    )

    for where in (address, f"/help/enquiries/{asked_by_phone.id}", "/help/enquiries/enq_x"):
        assert other.get(where).status_code == 404
        assert other.post(where, {"words": "Mine."}).status_code == 404
        assert other.post(f"{where}/close").status_code == 404


def test_what_was_on_the_page_is_passed_on_if_it_is_ones_own(
    client: Client, city: story.City, lin: story.Person
) -> None:
    card = city.transit.card_ids[0]
    teller = story.asking(city.transit.staff[Role.TELLER].actor)
    cards.give_card_to(card=card, holder=lin.actor.id, **teller)
    page = client.get(f"/help/ask?from=/cards/{card}/pin").content.decode()
    assert 'name="issuer"' not in page
    ask(client, page=f"/cards/{card}/pin", issuer="")
    found = queries.enquiry(newest(), by=WORKER, now=story.moment())
    assert (found.issuer, found.about) == (city.transit.code, card)

    other = city.transit.card_ids[1]
    him = story.holder("13800000007").actor.id
    cards.give_card_to(card=other, holder=him, **story.asking(teller["by"]))
    ask(client, page=f"/cards/{other}", issuer="south-lake-university")
    strange = queries.enquiry(newest(), by=WORKER, now=story.moment())
    assert (strange.issuer, strange.about) == (city.campus.code, "")
