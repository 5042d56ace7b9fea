"""Proving a name on the website: one side after the other, without script, from its guide."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from tests import story
from tests.domain.errands.proving import brought_back
from tests.domain.identity.rights.kept import proven, verification
from tests.domain.identity.verifying import desk
from yika.domain.identity.queries import verifications
from yika.domain.identity.queries.consents import consents
from yika.domain.identity.rules.consents import Purpose
from yika.domain.identity.rules.review.states import State
from yika.kit.actor import WORKER

pytestmark = pytest.mark.django_db
ABOUT = ("rivertown-transit", "transit-adult")


@pytest.fixture
def lin(client: Client) -> story.Person:
    story.shop(ABOUT[0], "Rivertown Transit", "江城通", ABOUT[1], 2)
    client.cookies["yika_language"] = "en"
    person = story.holder("13800000001")
    story.come_in(client, person)
    return person


def shown(client: Client, page: str) -> str:
    answer = client.get(page)
    assert answer.status_code == 200
    return str(answer.content.decode())


def give(client: Client, page: str, status: int = 303, **given: Any) -> str:
    view = client.get(page).context["view"]
    told = {"version": str(view.version), "step": view.next.name, "do": "take"}
    told |= brought_back(view) | given
    answer = client.post(page, told)
    assert answer.status_code == status, answer.content.decode()[:3000]
    return str(answer.get("Location") or answer.content.decode())


def file(content: bytes) -> SimpleUploadedFile:
    return SimpleUploadedFile("card.jpg", content, content_type="image/jpeg")


def test_from_the_guide_to_the_decision(client: Client, lin: story.Person) -> None:
    assert reverse("web:prove", args=ABOUT) in shown(
        client, reverse("web:guide", args=[*ABOUT, "real-name"])
    )
    begin = reverse("web:prove", args=ABOUT)
    assert "Resident identity card" in shown(client, begin)
    page = str(client.post(begin)["Location"])

    assert "Rivertown Transit reads your document" in shown(client, page)
    give(client, page, status=422)
    give(client, page, agree="yes")
    give(client, page, document="resident-id")

    assert 'enctype="multipart/form-data"' in shown(client, page)
    assert "Picture of the front" in shown(client, page)
    refused = give(client, page, status=422, picture=file(b"%PDF-1.7 no picture"))
    assert "This is a PDF file" in refused
    assert 'aria-invalid="true"' in refused
    give(client, page, picture=file(desk.picture(1)))
    assert "Picture of the back" in shown(client, page)
    give(client, page, picture=file(desk.picture(2)))

    assert "data-look-again" in shown(client, page)
    card: Any = desk.card()
    told = give(client, page, status=422, **card | {"number": "110101199003070018"})
    assert "林晚" in told
    give(client, page, **card)
    assert desk.citizen(1) in shown(client, page)
    give(client, page, right="yes")

    waiting = shown(client, page)
    assert "Somebody looks at it now" in waiting
    assert reverse("web:hand-over", args=[page.rsplit("/", 1)[1]]) not in waiting
    [found] = verifications(holder=lin.actor.id, by=WORKER, now=story.moment())
    assert found.state is State.IN_REVIEW


def test_what_is_agreed_to_is_what_was_read(client: Client, lin: story.Person) -> None:
    def agreed() -> list[tuple[Purpose, int, str]]:
        found = consents(lin.actor.id, by=lin.actor)
        return [(one.purpose, one.version, one.language) for one in found]

    page = str(client.post(reverse("web:prove", args=ABOUT))["Location"])
    told = give(client, page, status=409, agree="yes", shown="en/real-name:0")
    assert "The text has changed since this page was opened" in told
    assert "Rivertown Transit reads your document" in told
    assert 'value="en/real-name:1"' in told
    assert not re.search(r'name="agree"[^>]*checked', told)
    give(client, page, status=409, agree="yes", shown="en")
    give(client, page, status=409, agree="yes", shown="fr/real-name:1")
    give(client, page, status=422, agree="yes", shown="")
    assert agreed() == []

    client.cookies["yika_language"] = "zh-hans"
    give(client, page, agree="yes", shown="en/real-name:1")
    assert agreed() == [(Purpose.REAL_NAME, 1, "en")]


@pytest.mark.parametrize(("ago", "again"), [(timedelta(hours=1), False), (timedelta(2), True)])
def test_who_is_known_is_told_so_and_begins_again_from_the_next_day_on(
    client: Client, lin: story.Person, ago: timedelta, again: bool
) -> None:
    begin = reverse("web:prove", args=ABOUT)
    assert "This issuer knows who you are" not in shown(client, begin)
    proven(verification(lin.actor, story.moment() - ago, issuer=ABOUT[0]))
    page = shown(client, begin)
    assert "This issuer knows who you are" in page
    assert ("Prove it again</button>" in page) is again
    assert ("There is nothing to do" in page) is not again
    assert "Begin</button>" not in page
    assert client.post(begin).status_code == (303 if again else 422)
    assert "This issuer knows" not in Client().get(begin).content.decode()


def test_nobody_else_sees_it(client: Client, lin: story.Person) -> None:
    page = str(client.post(reverse("web:prove", args=ABOUT))["Location"])
    other = Client()
    story.come_in(other, story.holder("13800000002"))
    assert other.get(page).status_code == 404
    assert other.get(f"{page}/proven").status_code == 404
    assert Client().get(page).status_code == 303


def test_the_page_of_its_end_says_how_it_was_decided(client: Client, lin: story.Person) -> None:
    page = str(client.post(reverse("web:prove", args=ABOUT))["Location"])
    assert client.get(f"{page}/proven").status_code == 200
