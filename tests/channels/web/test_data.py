"""My data on the website: consents, who looked, a copy, being forgotten; and my real name."""

import json
from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.db import transaction
from django.test import Client
from pytest_django import DjangoDbBlocker

from tests import story
from tests.domain.identity.rights import kept
from yika.domain.cards import actions as cards
from yika.domain.identity.actions.consents import give_consent
from yika.domain.identity.models import Consent, DataCopy, EraseRequest, Verification
from yika.domain.identity.queries import proven_names
from yika.domain.identity.queries.retention import copies_of, erasures_of
from yika.domain.identity.rules.retention.erasure import State as Wish
from yika.domain.identity.rules.review.states import State
from yika.domain.journal.actions import record
from yika.domain.journal.models import Entry
from yika.domain.people.actions import reveal
from yika.domain.staff.rules import Role
from yika.kit.actor import NotAllowed
from yika.site.data.copying import make_copy

pytestmark = pytest.mark.django_db
HOUSE, OTHER = "rivertown-transit", "south-lake-university"


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
def lin(client: Client, city: story.City) -> story.Person:
    client.cookies["yika_language"] = "en"
    person = story.holder("13800000001")
    story.come_in(client, person)
    return person


def text(client: Client, address: str, status: int = 200) -> str:
    answer = client.get(address)
    assert answer.status_code == status, answer.content.decode()[:2000]
    if client.cookies:
        assert answer.headers["Cache-Control"] == "no-store"
    return str(answer.content.decode())


def agree(person: story.Person, purpose: str, issuer: str = HOUSE) -> str:
    return give_consent(
        holder=person.actor.id,
        issuer=issuer,
        purpose=purpose,
        version=1,
        language="en",
        **story.asking(person.actor),
    ).id


def other_holder(client: Client) -> None:
    story.come_in(client, story.holder("13800000002"))


ADDRESSES = ["/me/data", "/me/consents", "/me/looks", "/me/copy", "/me/forget", "/me/identity"]


@pytest.mark.parametrize("address", ADDRESSES)
def test_nobody_sees_it_without_signing_in(client: Client, city: story.City, address: str) -> None:
    assert "/sign-in" in client.get(address).headers["Location"]


@pytest.mark.parametrize("address", ADDRESSES)
def test_somebody_new_finds_pages_that_say_so(
    client: Client, lin: story.Person, address: str
) -> None:
    assert text(client, address)


def test_a_consent_is_read_again_and_taken_back_by_itself(
    client: Client, lin: story.Person
) -> None:
    face, name = agree(lin, "face"), agree(lin, "real-name")
    listed = text(client, "/me/consents")
    assert face in listed
    assert "2 consents in force" in text(client, "/me/data")
    one = text(client, f"/me/consents/{face}")
    assert "Rivertown Transit compares a picture of your face" in one

    assert "pictures of your face are destroyed" in text(client, f"/me/consents/{face}/withdraw")
    answer = client.post(f"/me/consents/{face}/withdraw")
    assert answer.status_code == 303
    assert "Taken back" in text(client, f"/me/consents/{face}")
    ended = {str(one): one.withdrawn_at for one in Consent.objects.all()}
    assert ended[face]
    assert ended[name] is None
    assert client.post(f"/me/consents/{face}/withdraw").status_code == 404


def test_taking_back_says_that_a_check_ends_with_it(client: Client, lin: story.Person) -> None:
    found = agree(lin, "real-name")
    assert "under way at this issuer" not in text(client, f"/me/consents/{found}/withdraw")
    kept.verification(lin.actor, story.moment(), state=State.IN_REVIEW, issuer=HOUSE)
    assert "under way at this issuer" in text(client, f"/me/consents/{found}/withdraw")


def test_what_is_not_mine_does_not_exist(client: Client, lin: story.Person) -> None:
    found = agree(lin, "real-name")
    client.post("/me/copy")
    client.post("/me/forget/ask", {"sure": "yes"})
    copy, wish = DataCopy.objects.get(), EraseRequest.objects.get()
    refused = kept.verification(lin.actor, story.moment(), state=State.REFUSED, issuer=HOUSE)
    other_holder(client)
    for address in [f"/me/consents/{found}", f"/me/identity/{refused}", "/me/identity/ver_x"]:
        assert client.get(address).status_code == 404
    posts = [
        f"/me/consents/{found}/withdraw",
        f"/me/copy/{copy}/data",
        f"/me/forget/{wish}/take-back",
        f"/me/identity/{refused}/appeal",
        f"/me/identity/{refused}/withdraw",
        "/me/identity/cards/card_x",
    ]
    assert [client.post(address).status_code for address in posts] == [404] * len(posts)
    assert Consent.objects.get().withdrawn_at is None
    assert EraseRequest.objects.get().state == Wish.ASKED


def test_looks_at_data_and_at_documents_stand_together(
    client: Client, city: story.City, lin: story.Person
) -> None:
    teller = city.transit.staff[Role.SUPERVISOR].actor
    about = story.asking(teller)
    cards.activate_card(card=city.transit.card_ids[0], **story.asking(lin.actor))
    reveal(holder=lin.actor.id, field="phone", purpose="He asked me to call", **about)
    check = kept.verification(lin.actor, about["now"], issuer=HOUSE)
    facts = {"holder": lin.actor.id, "what": "resident-id/front"}
    record("identity.looked", subject=str(check), issuer=HOUSE, facts=facts, **about)

    page = text(client, "/me/looks")

    assert "He asked me to call" in page
    assert "picture: Resident identity card" in page
    assert check.case in page
    assert page.count("Rivertown Transit") == 2
    assert teller.id not in page


def test_a_copy_is_asked_for_waited_for_and_taken_away(client: Client, lin: story.Person) -> None:
    assert client.post("/me/copy").status_code == 303
    assert "Being made" in text(client, "/me/copy")
    copy = str(DataCopy.objects.get())
    assert client.post(f"/me/copy/{copy}/data").status_code == 409
    make_copy(key=copy, now=story.moment())

    assert "Ready" in text(client, "/me/data")
    answer = client.post(f"/me/copy/{copy}/data")
    assert json.loads(answer.content)["holder"] == lin.actor.id
    assert answer.headers["Content-Disposition"].startswith('attachment; filename="yika-')
    assert answer.headers["Cache-Control"] == "no-store"
    read = client.post(f"/me/copy/{copy}/page")
    assert read.content.startswith(b"<!doctype html>")
    assert read.headers["Content-Disposition"].endswith('.html"')

    assert client.get(f"/me/copy/{copy}/data").status_code == 405
    assert client.post(f"/me/copy/{copy}/else").status_code == 404
    assert "Taken 2 times so far" in text(client, "/me/copy")
    assert Entry.objects.filter(event="data.copy_handed_out", subject=lin.actor.id).count() == 2


def test_asking_for_copies_too_often_is_refused_on_the_page(
    client: Client, lin: story.Person
) -> None:
    codes = [client.post("/me/copy").status_code for _ in range(4)]
    assert codes == [303, 303, 303, 429]
    assert len(copies_of(lin.actor.id, by=lin.actor)) == 3


def test_being_forgotten_is_asked_for_twice_and_taken_back(
    client: Client, lin: story.Person
) -> None:
    page = text(client, "/me/forget")
    assert "The proven name and number" in page
    assert "2 years from: the day the person was forgotten" in page
    assert "This has to end first" not in page
    answer = client.post("/me/forget/ask")
    assert answer.status_code == 422
    assert not erasures_of(lin.actor.id, by=lin.actor)

    assert client.post("/me/forget/ask", {"sure": "yes"}).status_code == 303
    (wish,) = erasures_of(lin.actor.id, by=lin.actor)
    assert wish.id in text(client, "/me/forget")
    assert "You asked to be forgotten" in text(client, "/me/data")
    assert client.post(f"/me/forget/{wish.id}/take-back").status_code == 303
    assert erasures_of(lin.actor.id, by=lin.actor)[0].state is Wish.TAKEN_BACK
    assert "You asked for it" not in text(client, "/me/forget")


def test_what_stands_in_the_way_is_said_before_it_is_asked_for(
    client: Client, city: story.City, lin: story.Person
) -> None:
    cards.activate_card(card=city.transit.card_ids[0], **story.asking(lin.actor))
    kept.verification(lin.actor, story.moment(), state=State.IN_REVIEW, issuer=HOUSE)
    page = text(client, "/me/forget")
    assert "This has to end first" in page
    assert 'href="/cards"' in page
    assert 'href="/me/identity"' in page
    assert "/me/forget/ask" not in page


def test_each_issuer_says_how_it_knows_me_with_the_number_masked(
    client: Client, city: story.City, lin: story.Person
) -> None:
    cards.activate_card(card=city.transit.card_ids[0], **story.asking(lin.actor))
    page = text(client, "/me/identity")
    assert "Prove who you are" in page
    row = kept.proven(kept.verification(lin.actor, story.moment(), issuer=HOUSE))
    page = text(client, "/me/identity")
    assert "Staff saw your document and you" in page
    assert "L*** W***" in page
    assert "110************02X" in page
    assert kept.NUMBER not in page + text(client, f"/me/identity/{row.verification}")
    assert "Lin Wan" not in page

    mine = proven_names(lin.actor.id, by=lin.actor, now=story.moment())
    reviewer, foreign = (shop.staff[Role.REVIEWER].actor for shop in (city.transit, city.campus))
    assert proven_names(lin.actor.id, by=reviewer, now=story.moment()) == mine
    assert proven_names(lin.actor.id, by=foreign, now=story.moment()) == []
    with pytest.raises(NotAllowed):
        proven_names(lin.actor.id, by=city.transit.key.actor, now=story.moment())


def test_a_change_that_one_issuer_knows_is_offered_to_the_others(
    client: Client, city: story.City, lin: story.Person
) -> None:
    now = story.moment()
    for shop in (city.transit, city.campus):
        cards.activate_card(card=shop.card_ids[0], **story.asking(lin.actor))
    kept.proven(kept.verification(lin.actor, now - timedelta(days=400), issuer=HOUSE))
    assert "Tell this issuer too" not in text(client, "/me/identity")
    later = kept.proven(kept.verification(lin.actor, now, issuer=OTHER))
    later.keep("name", "Lin Xiaowan")
    later.save()
    page = text(client, "/me/identity")
    assert "South Lake University has since seen another document or name" in page
    assert page.count("Tell this issuer too<") == 1


def test_a_refusal_is_looked_at_again_once(client: Client, lin: story.Person) -> None:
    row = kept.verification(lin.actor, story.moment(), state=State.REFUSED, issuer=HOUSE)
    Verification.objects.filter(pk=row.pk).update(reason="does-not-agree")
    page = text(client, f"/me/identity/{row}")
    assert "could not confirm this document" in page
    assert "Not confirmed" in text(client, "/me/identity")
    answer = client.post(f"/me/identity/{row}/appeal", {"words": "Please look at the back."})
    assert answer.status_code == 303
    page = text(client, f"/me/identity/{row}")
    assert "Being checked" in page
    assert "Please look at the back." in page
    assert client.get(f"/me/identity/{row}/appeal").status_code == 409
    assert client.post(f"/me/identity/{row}/appeal", {"words": "Again"}).status_code == 409

    assert client.post(f"/me/identity/{row}/withdraw").status_code == 303
    assert "Withdrawn" in text(client, f"/me/identity/{row}")


def test_a_refusal_of_long_ago_is_not_looked_at_again(client: Client, lin: story.Person) -> None:
    old = story.moment() - timedelta(days=31)
    row = kept.verification(lin.actor, old, state=State.REFUSED, issuer=HOUSE)
    assert "/appeal" not in text(client, f"/me/identity/{row}")
    assert client.get(f"/me/identity/{row}/appeal").status_code == 409


def test_it_is_begun_anew_for_a_card_but_not_on_the_day_it_was_proven(
    client: Client, city: story.City, lin: story.Person
) -> None:
    card = city.transit.card_ids[0]
    cards.activate_card(card=card, **story.asking(lin.actor))
    now, begin = story.moment(), f"/me/identity/cards/{card}"
    row = kept.proven(kept.verification(lin.actor, now, issuer=HOUSE))
    assert begin not in text(client, "/me/identity")
    row.since = row.verified_at = now - timedelta(days=2)
    row.save()
    assert begin in text(client, "/me/identity")

    answer = client.post(begin)

    assert answer.status_code == 303
    assert "/errands/err_" in answer.headers["Location"]
