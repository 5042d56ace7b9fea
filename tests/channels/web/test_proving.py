"""The pages of proving a name: what is read before agreeing, how pictures are judged, the way."""

from io import BytesIO
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from PIL import Image

from tests import story
from tests.channels.web.test_real_name import ABOUT, file, give, shown
from tests.domain.identity.verifying import desk
from yika.channels.common.refusals import way_out
from yika.domain.cards.rules import RealNameNeeded, UnknownCard
from yika.domain.identity.models import Evidence
from yika.kit import ids

pytestmark = pytest.mark.django_db


@pytest.fixture
def page(client: Client) -> str:
    """The errand of somebody who is about to photograph his card."""
    story.shop(ABOUT[0], "Rivertown Transit", "江城通", ABOUT[1], 2)
    client.cookies["yika_language"] = "en"
    story.come_in(client, story.holder("13800000001"))
    begun = str(client.post(reverse("web:prove", args=ABOUT))["Location"])
    assert "Version 1 of this text" in shown(client, begun)
    give(client, begun, agree="yes")
    give(client, begun, document="resident-id")
    return begun


def dark(seed: int) -> bytes:
    image = Image.open(BytesIO(desk.picture(seed))).point(lambda value: value * 0.3)
    out = BytesIO()
    image.save(out, "JPEG", quality=90)
    return out.getvalue()


def test_who_is_not_signed_in_is_led_there_and_back(client: Client) -> None:
    story.shop(ABOUT[0], "Rivertown Transit", "江城通", ABOUT[1], 2)
    begin = reverse("web:prove", args=ABOUT)
    assert f"/sign-in?next={begin.replace('/', '%2F')}" in shown(client, begin)


def test_the_camera_is_allowed_where_a_picture_is_asked_for_only(client: Client, page: str) -> None:
    answer = client.get(page)
    assert "camera=(self)" in answer.headers["Permissions-Policy"]
    assert "wasm" not in answer.headers["Content-Security-Policy"]
    assert 'capture="environment"' in answer.content.decode()
    assert "camera=()" in client.get("/me").headers["Permissions-Policy"]


def test_what_is_hopeless_is_told_with_its_cure_and_nothing_is_kept(
    client: Client, page: str
) -> None:
    out = BytesIO()
    Image.new("RGB", (900, 600), (3, 3, 3)).save(out, "JPEG")
    refused = give(client, page, status=422, picture=file(out.getvalue()))
    assert "Take your finger off the lens" in refused
    large = give(client, page, status=422, picture=file(b"\xff\xd8\xff" + bytes(20_000_000)))
    assert "20 MB" in large
    assert not Evidence.objects.exists()


def test_a_note_about_a_picture_is_seen_before_it_goes_on(client: Client, page: str) -> None:
    give(client, page, picture=file(dark(1)))
    assert "More light makes it easier to read" in shown(client, page)
    give(client, page, picture=file(dark(2)))
    judged = shown(client, page)
    assert judged.count("More light makes it easier to read") == 2
    give(client, page, side="back", picture=file(desk.picture(2)))
    assert shown(client, page).count("More light makes it easier to read") == 1
    give(client, page)
    assert client.get(page).context["step"].name == "details"


def test_a_double_click_and_the_window_beside_do_no_harm(client: Client, page: str) -> None:
    view = client.get(page).context["view"]
    told: dict[str, Any] = {"version": str(view.version), "step": "pictures", "do": "take"}
    click = told | {"request_id": str(ids.new_id())}
    for _ in range(2):
        assert client.post(page, click | {"picture": file(desk.picture(1))}).status_code == 303
    assert Evidence.objects.count() == 1
    beside = client.post(page, told | {"picture": file(desk.picture(3))})
    assert beside.status_code == 409
    assert Evidence.objects.count() == 1
    assert "Picture of the back" in beside.content.decode()


def test_no_page_names_what_stands_on_the_document_in_its_address(
    client: Client, page: str
) -> None:
    for seed in (1, 2):
        content = SimpleUploadedFile(f"{desk.citizen(1)}.jpg", desk.picture(seed), "image/jpeg")
        assert desk.citizen(1) not in give(client, page, picture=content)
    after = give(client, page, **desk.card())
    assert after == page
    assert desk.citizen(1) not in client.get("/me/identity").content.decode()


def test_only_for_want_of_a_name_there_is_a_way_out() -> None:
    needed = RealNameNeeded(issuer="harbor", product="city", level=1)
    assert way_out(needed) == {"issuer": "harbor", "product": "city", "level": 1}
    assert way_out(UnknownCard()) is None
    assert way_out(None) is None
