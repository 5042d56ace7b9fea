"""Before a copy leaves and before everything is destroyed, a code shows who sits there."""

from datetime import timedelta

import pytest
from django.http import HttpResponse
from django.test import Client

from tests import story
from yika.domain.people.models import SignIn
from yika.kit import ids

pytestmark = pytest.mark.django_db
PHONE, OTHER = "13800000001", "13800000002"


@pytest.fixture
def lin() -> story.Person:
    return story.holder(PHONE)


@pytest.fixture
def long_here(client: Client, lin: story.Person) -> Client:
    """Signed in hours ago."""
    client.cookies["yika_language"] = "en"
    story.come_in(client, lin)
    SignIn.objects.update(created_at=story.moment() - timedelta(hours=5))
    return client


def post(client: Client, address: str, **given: str) -> HttpResponse:
    return client.post(address, {"request_id": str(ids.new_id())} | given)


def onward(response: HttpResponse) -> str:
    assert response.status_code == 303, response.content.decode()[-2000:]
    return response.headers["Location"]


def stepped_up(client: Client, address: str) -> str:
    contact = client.get(address).context["form"].fields[0].value
    asked = onward(post(client, address, contact=contact))
    assert PHONE not in asked
    return onward(post(client, asked, code=story.sent_code()))


def test_who_has_just_signed_in_is_not_asked_again(client: Client, lin: story.Person) -> None:
    story.come_in(client, lin)
    assert onward(post(client, "/me/copy")) == "/me/copy"
    assert client.get("/me/forget/ask").status_code == 200


def test_a_copy_and_being_forgotten_want_a_code(long_here: Client) -> None:
    assert long_here.get("/me/copy").status_code == 200
    assert onward(post(long_here, "/me/copy")) == "/me/step-up/copies"
    assert onward(post(long_here, "/me/copy/cpy_1/data")) == "/me/step-up/copies"
    assert onward(long_here.get("/me/forget/ask")) == "/me/step-up/forget-ask"
    assert onward(post(long_here, "/me/forget/ask", sure="yes")) == "/me/step-up/forget-ask"

    assert stepped_up(long_here, "/me/step-up/forget-ask") == "/me/forget/ask"
    assert long_here.get("/me/forget/ask").status_code == 200
    assert onward(post(long_here, "/me/copy")) == "/me/copy"
    cookie = long_here.cookies["yika_stepped_up"]
    assert (cookie["httponly"], cookie["path"], cookie["max-age"]) == (True, "/me", 1800)


def test_the_code_of_one_opens_nothing_for_another(long_here: Client) -> None:
    stepped_up(long_here, "/me/step-up/copies")
    story.come_in(long_here, story.holder(OTHER))
    SignIn.objects.update(created_at=story.moment() - timedelta(hours=5))
    assert onward(post(long_here, "/me/copy")) == "/me/step-up/copies"


def test_a_wrong_code_is_refused_and_no_page_leads_elsewhere(long_here: Client) -> None:
    contact = long_here.get("/me/step-up/inbox").context["form"].fields[0].value
    asked = onward(post(long_here, "/me/step-up/inbox", contact=contact))
    assert asked.startswith("/me/step-up/data/code?")
    right = story.sent_code()
    wrong = str((int(right) + 1) % 1_000_000).zfill(6)
    assert post(long_here, asked, code=wrong).status_code == 422
    assert "yika_stepped_up" not in long_here.cookies
