"""The page of the face: both buttons alike, the camera that looks at oneself, the way without."""

from io import BytesIO

import pytest
from django.test import Client
from django.urls import reverse
from PIL import Image

from tests import story
from tests.channels.web.test_real_name import file, give, shown
from tests.domain.identity.verifying import desk
from yika.domain.identity.models import Evidence
from yika.domain.identity.rules.review.states import Act

pytestmark = pytest.mark.django_db
ABOUT = ("east-lake-bank", "prepaid-bank")
WITHOUT = "Go on without a picture of my face"


def up_to_the_face(client: Client, face: str) -> str:
    story.shop(ABOUT[0], "East Lake Bank", "东湖银行", ABOUT[1], 2)
    client.cookies["yika_language"] = "en"
    story.come_in(client, story.holder("13800000001"))
    page = str(client.post(reverse("web:prove", args=ABOUT))["Location"])
    give(client, page, agree="yes", face=face)
    give(client, page, document="resident-id")
    for seed in (1, 2):
        give(client, page, picture=file(desk.picture(seed)))
    return page


def dark(seed: int) -> bytes:
    image = Image.open(BytesIO(desk.picture(seed))).point(lambda value: value * 0.3)
    out = BytesIO()
    image.save(out, "JPEG", quality=90)
    return out.getvalue()


def test_the_picture_is_taken_with_the_camera_in_front_and_the_way_without_beside(
    client: Client,
) -> None:
    page = up_to_the_face(client, "yes")
    told = shown(client, page)
    assert 'data-frame="face"' in told
    assert 'capture="user"' in told
    assert "Fit your face into the oval" in told
    assert "every letter" not in told
    assert f'<button class="btn primary" name="do" value="skip">{WITHOUT}</button>' in told
    assert "Not now" not in told
    assert "East Asian faces" in told
    assert "7 days" in told
    assert "camera=(self)" in client.get(page).headers["Permissions-Policy"]

    give(client, page, picture=file(desk.picture(60)))
    assert client.get(page).context["step"].name == "details"
    assert Evidence.objects.filter(side="face", replaced_at=None).count() == 1


def test_one_press_goes_on_without_it(client: Client) -> None:
    page = up_to_the_face(client, "yes")
    give(client, page, do="skip")
    assert client.get(page).context["step"].name == "details"
    assert not Evidence.objects.filter(side="face").exists()


def test_who_did_not_agree_never_sees_it(client: Client) -> None:
    page = up_to_the_face(client, "no")
    assert client.get(page).context["step"].name == "details"
    give(client, page, do="back")
    assert client.get(page).context["step"].name == "pictures"


def test_a_note_is_seen_with_three_ways_on(client: Client) -> None:
    page = up_to_the_face(client, "yes")
    give(client, page, picture=file(dark(60)))
    told = shown(client, page)
    assert "The picture is dark. You may take it again with more light." in told
    assert "data-required" not in told
    assert WITHOUT in told
    give(client, page)
    assert client.get(page).context["step"].name == "details"


def test_no_picture_and_the_document_once_more_are_told_at_the_field(client: Client) -> None:
    page = up_to_the_face(client, "yes")
    assert "or go on without one" in give(client, page, status=422)
    told = give(client, page, status=422, picture=file(desk.picture(1)))
    assert 'aria-invalid="true"' in told


def test_his_own_check_says_that_the_face_was_taken_back(client: Client) -> None:
    page = up_to_the_face(client, "yes")
    give(client, page, picture=file(desk.picture(60)))
    give(client, page, do="back")
    assert client.get(page).context["step"].name == "face"
    row = Evidence.objects.get(side="face")
    assert row.replaced_at is not None
    acts = [turn.act for turn in row.verification.turns.order_by("version")]
    assert acts[-1] == Act.FACE_DROPPED
    told = shown(client, reverse("web:check", args=[str(row.verification)]))
    assert "The picture of the face was taken back" in told
