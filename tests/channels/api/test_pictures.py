"""A program sends the pictures of a document as they are, and goes on until it is handed in."""

from typing import Any

import pytest
from django.http import HttpResponse

from tests import story
from tests.channels.api.conftest import Program
from tests.domain.identity.verifying import desk
from yika.domain.cards.actions import activate_card
from yika.domain.errands.models import ErrandTurn
from yika.domain.identity.actions.consents import give_consent
from yika.domain.identity.models import Evidence
from yika.domain.identity.queries.consents import consents
from yika.kit import ids

pytestmark = pytest.mark.django_db


@pytest.fixture
def errand(shop: story.Shop, program: Program) -> str:
    """Somebody with a card of the issuer has agreed, and chosen his document."""
    lin = story.holder("13800000001")
    activate_card(card=shop.card_ids[0], **story.asking(lin.actor))
    consent: dict[str, Any] = {"purpose": "real-name", "version": 1, "language": "en"}
    give_consent(holder=lin.actor.id, issuer=shop.code, **consent, **story.asking(lin.actor))
    about = {"kind": "real-name", "card": shop.card_ids[0], "holder": lin.actor.id}
    begun = program.post("/errands", about)
    assert begun.status == 201, begun.json
    assert begun.json["next"]["step"] == "document"
    took(program, begun.json, document="resident-id")
    return str(begun.json["id"])


def took(program: Program, seen: Any, **given: object) -> Any:
    step, body = seen["next"]["step"], {"version": seen["version"], "given": given}
    answer = program.post(f"/errands/{seen['id']}/steps/{step}/take", body)
    assert answer.status == 200, answer.json
    return answer.json


def send(
    program: Program, address: str, content: bytes, kind: str = "image/jpeg", key: str = ""
) -> HttpResponse:
    headers = {
        "Authorization": f"Bearer {program.token}",
        "Idempotency-Key": key or str(ids.new_id()),
        "Accept-Language": "en",
    }
    return program.client.generic(
        "POST", f"/api/v1{address}", content, content_type=kind, headers=headers
    )


def test_every_side_is_sent_read_off_and_handed_in(program: Program, errand: str) -> None:
    address = f"/errands/{errand}/pictures"
    front = send(program, address, desk.picture(1))
    assert front.status_code == 200, front.json()
    assert front.json()["next"]["asks"][0]["label"] == "Picture of the back"
    after = send(program, address, desk.picture(2)).json()
    assert after["next"]["step"] == "details"
    after = took(program, after, **desk.card())
    after = took(program, after, right=True)
    assert after["next"]["step"] == "decision"
    kept = b" ".join(bytes(row.facts or b"") for row in ErrandTurn.objects.all())
    assert desk.citizen(1).encode() not in kept


def test_no_program_agrees_for_a_person(shop: story.Shop, program: Program) -> None:
    lin = story.holder("13800000002")
    activate_card(card=shop.card_ids[0], **story.asking(lin.actor))
    about = {"kind": "real-name", "card": shop.card_ids[0], "holder": lin.actor.id}
    begun = program.post("/errands", about).json
    asked = begun["next"]
    assert (asked["step"], asked["can_here"]) == ("consent", False)
    given = {"shown": "en/real-name:1", "agree": True}
    address = f"/errands/{begun['id']}/steps/consent/take"
    answer = program.post(address, {"version": begun["version"], "given": given})
    assert (answer.status, answer.json["code"]) == (422, "errand.not_here")
    assert not consents(lin.actor.id, by=lin.actor)


def test_the_same_key_is_one_picture_and_with_another_it_is_refused(
    program: Program, errand: str
) -> None:
    address, key = f"/errands/{errand}/pictures", str(ids.new_id())
    first = send(program, address, desk.picture(1), key=key)
    again = send(program, address, desk.picture(1), key=key)
    assert again.json() == first.json()
    assert again.headers["Idempotency-Replayed"] == "true"
    assert send(program, address, desk.picture(2), key=key).status_code in {409, 422}
    assert Evidence.objects.count() == 1


def test_what_is_wrong_is_named_and_nothing_is_kept(program: Program, errand: str) -> None:
    address = f"/errands/{errand}/pictures"
    assert send(program, address, b"%PDF-1.7").json()["code"].startswith("picture")
    assert send(program, address, b"").status_code == 422
    assert send(program, address, b"{}", "application/json").status_code == 415
    overtaken = send(program, f"{address}?version=0", desk.picture(1))
    assert overtaken.status_code == 409
    assert not Evidence.objects.exists()


def test_more_than_a_picture_may_have_is_refused_unread(program: Program, errand: str) -> None:
    headers = {"Authorization": f"Bearer {program.token}", "Idempotency-Key": "large"}
    answer = program.client.generic(
        "POST",
        f"/api/v1/errands/{errand}/pictures",
        b"",
        content_type="image/jpeg",
        CONTENT_LENGTH="21000000",
        headers=headers,
    )
    assert (answer.status_code, answer.json()["code"]) == (413, "api.too_large")
