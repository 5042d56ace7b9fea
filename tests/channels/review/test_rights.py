"""Who may not review sees little and changes nothing; another issuer's cases do not exist."""

import re

import pytest

from tests import story
from tests.channels.review.conftest import Desk, submitted, text
from tests.domain.identity.verifying.desk import card, citizen
from yika.channels.review.urls import urlpatterns
from yika.domain.identity import actions
from yika.domain.identity.models import Evidence
from yika.domain.staff.rules import ROLES, Right, Role

DEEDS = (
    *("take", "approve", "refuse", "again", "escalate", "put-back", "undo", "keep"),
    *("look", "agree", "doubt", "uphold", "overturn"),
)


@pytest.mark.parametrize("role", list(Role), ids=str)
def test_only_who_may_review_takes_up_and_only_who_may_look_sees_the_queue(
    city: story.City, db: None, role: Role
) -> None:
    shop = city.transit
    found, desk = submitted(shop), Desk(shop.staff[role])
    views = Right.IDENTITY_VIEW in ROLES[role]
    assert (desk.get("/review").status_code == 200) == views
    assert (desk.get("/review/figures").status_code == 200) == views
    page = desk.get(f"/review/{found}")
    assert (page.status_code == 200) == views
    assert citizen() not in text(page)
    picture = f"/review/pictures/{Evidence.objects.order_by('id').first()}"
    assert (desk.get(picture).status_code == 200) == (Right.IDENTITY_REVEAL in ROLES[role])
    done = desk.takes(found)
    assert (done.status_code == 303) == (Right.IDENTITY_REVIEW in ROLES[role])


def test_nothing_of_another_issuer_exists(city: story.City, db: None) -> None:
    named = {
        "verification_id": submitted(city.transit),
        "picture_id": str(Evidence.objects.order_by("id").first()),
    }
    stranger = Desk(city.campus.staff[Role.SUPERVISOR])
    assert stranger.get("/review").context["lines"] == []
    for pattern in urlpatterns:
        route = str(pattern.pattern)
        if "<" not in route:
            continue
        for deed in DEEDS:
            known = named | {"deed": deed}
            address = "/" + re.sub(r"<str:(\w+)>", lambda name, of=known: of[name[1]], route)
            answers = {stranger.get(address).status_code, stranger.post(address).status_code}
            assert 404 in answers, address
            assert answers <= {404, 405}, address
    assert "/undo" not in text(stranger.get(f"/review?did={named['verification_id']}"))


def test_every_page_is_for_staff_who_have_signed_in(client, shop) -> None:
    found = submitted(shop)
    for address in ("/review", "/review/figures", f"/review/{found}"):
        answer = client.get(address)
        assert answer.status_code == 303
        assert answer.headers["Location"].startswith("/staff/sign-in?next=%2Freview")


def test_what_a_colleague_has_cannot_be_taken_or_decided(shop, reviewer, supervisor) -> None:
    found = submitted(shop)
    reviewer.takes(found)
    page = text(supervisor.get(f"/review/{found}"))
    assert f"{reviewer.person.handle} is looking at this now." in page
    assert 'aria-keyshortcuts="T"' not in page
    assert supervisor.takes(found).status_code == 409
    for deed in ("approve", "refuse", "again", "escalate", "put-back"):
        given = {"reason": "glare" if deed == "again" else "altered", "thing": "front"}
        assert supervisor.does(found, deed, remark="Mine.", **given).status_code == 409, deed


def test_his_own_case_is_taken_by_somebody_else(shop, reviewer, supervisor) -> None:
    found = submitted(shop)
    login = reviewer.person.actor
    actions.tie_staff(login=login.id, document="resident-id", fields=card(), **story.asking(login))
    answer = reviewer.takes(found)
    assert answer.status_code == 422
    assert "This is your own case" in text(answer)
    assert "Nothing waits that you could take up now." in text(reviewer.post("/review/next"))
    assert supervisor.takes(found).status_code == 303


def test_an_unknown_deed_is_no_page(shop, reviewer) -> None:
    assert reviewer.post(f"/review/{submitted(shop)}/burn").status_code == 404
