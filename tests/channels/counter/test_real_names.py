"""Proving a name at the counter: begun, photographed, typed, confirmed by the person, handed in."""

import re
from dataclasses import dataclass
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image, ImageDraw

from tests import story
from tests.channels.counter.conftest import Clerk, Page, given_to, register
from tests.domain.errands.proving import brought_back
from tests.domain.identity.verifying import desk
from yika.domain.errands.queries import errand
from yika.domain.identity.actions import tie_staff
from yika.domain.identity.models import Evidence
from yika.domain.identity.queries import verification, verifications
from yika.domain.identity.queries.consents import consents
from yika.domain.identity.rules.review.states import State
from yika.domain.staff.rules import Role
from yika.domain.vault.queries import open_file
from yika.kit.actor import WORKER


@dataclass
class Proving:
    """An errand before a teller, up to where everything is typed."""

    clerk: Clerk
    shop: story.Shop
    holder: str
    page: str

    @property
    def id(self) -> str:
        return self.page.rsplit("/", 1)[1]

    def give(self, **given: object) -> Page:
        by = self.clerk.person.actor
        view = errand(self.id, by=by, now=story.moment())
        told = {"version": str(view.version), "step": view.next.name if view.next else ""}
        told |= {"do": "take"} | brought_back(view)
        answer = Page(self.clerk.client.post(self.page, told | given))
        assert answer.status == 303, re.findall(r'class="fault"[^<]*<|<li>[^<]*', answer.text)
        return answer

    def typed(self) -> "Proving":
        self.give(agree="yes")
        self.give(document="resident-id")
        for seed in (1, 2):
            self.give(picture=SimpleUploadedFile("side.jpg", desk.picture(seed)))
        self.give(**desk.card())
        return self

    def lays(self, what: str = "show") -> Page:
        return Page(self.clerk.client.post(f"{self.page}/screen", {"do": what}))

    def screen(self, language: str = "en") -> Page:
        return self.clerk.get(f"/counter/screen?in={language}")

    def confirms(self, **given: object) -> Page:
        version = self.screen().hidden["version"]
        told = {"do": "confirm", "version": version, "in": "en"}
        return Page(self.clerk.client.post("/counter/screen/confirm", told | given))

    def verification(self):
        [found] = verifications(holder=self.holder, by=WORKER, now=story.moment())
        return verification(found.id, by=WORKER, now=story.moment())


@pytest.fixture
def proving(campus: story.Shop) -> Proving:
    """Somebody without a card, whose name the issuer's only kind of card asks for."""
    clerk, holder = Clerk(campus.staff[Role.TELLER]), register(campus)
    person = clerk.get(f"/counter/people/{holder}")
    assert {"prove-person", "named", "new-organization"} <= person.offers
    assert "prove" not in person.offers
    about = f"{campus.code}/campus-student"
    page = clerk.does(f"/counter/people/{holder}/name", about=about).onward
    return Proving(clerk, campus, holder, page)


def signature() -> SimpleUploadedFile:
    image = Image.new("RGB", (900, 300), "white")
    ImageDraw.Draw(image).line([(80, 200), (300, 90), (420, 210), (760, 120)], "black", 7)
    out = BytesIO()
    image.save(out, "PNG")
    return SimpleUploadedFile("signature.png", out.getvalue(), "image/png")


def test_it_is_decided_at_once_for_somebody_without_a_card(proving: Proving) -> None:
    proving.typed()
    assert 'data-frame="card"' not in proving.clerk.get(proving.page).text
    after = proving.clerk.get(proving.give(right="yes", original="yes").onward)
    assert "The name is proven." in after.text
    assert proving.verification().state is State.APPROVED
    address = f"/counter/people/{proving.holder}"
    again = proving.clerk.does(f"{address}/name", about=f"{proving.shop.code}/campus-student")
    assert again.status == 422
    assert "proven already" in again.text
    person = proving.clerk.get(address)
    assert "prove-person" not in person.offers
    assert "Name proven" in person.text
    card = given_to(proving.shop, proving.holder)
    assert "prove" not in proving.clerk.get(f"/counter/cards/{card}").offers


def test_the_person_agrees_to_the_text_the_clerk_had_open(proving: Proving) -> None:
    with pytest.raises(AssertionError, match="The text has changed"):
        proving.give(agree="yes", shown="en/real-name:0/face:0")
    assert not consents(proving.holder, by=proving.clerk.person.actor)
    proving.give(agree="yes", shown="zh-hans/real-name:1/face:1")
    [found] = consents(proving.holder, by=proving.clerk.person.actor)
    assert (found.version, found.language) == (1, "zh-hans")


def test_without_the_original_somebody_else_looks_at_it(proving: Proving) -> None:
    proving.typed().give(right="yes")
    assert proving.verification().state is State.IN_REVIEW
    assert "Somebody looks at it now" in proving.clerk.get(proving.page).text


def test_nobody_decides_his_own_case_at_his_own_counter(proving: Proving) -> None:
    by = proving.clerk.person.actor
    about = {"login": by.id, "document": "resident-id", "fields": {"number": desk.citizen(1)}}
    tie_staff(**about, **story.asking(proving.shop.staff[Role.SUPERVISOR].actor))
    proving.typed()
    with pytest.raises(AssertionError, match="your own case"):
        proving.give(right="yes", original="yes")
    proving.give(right="yes")
    assert proving.verification().state is State.IN_REVIEW


def test_who_typed_it_corrects_it_and_nobody_else_reads_it(proving: Proving) -> None:
    proving.typed()
    number = desk.citizen(1)
    assert number in proving.clerk.get(proving.page).text
    colleague = Clerk(proving.shop.staff[Role.SUPERVISOR])
    assert number not in colleague.get(proving.page).text
    proving.give(do="back")
    fields = {one.name: one.value for one in proving.clerk.get(proving.page).context["form"].fields}
    assert (fields["number"], fields["name"]) == (number, "林晚")


def test_the_camera_may_be_used_where_a_document_is_photographed_and_nowhere_else(
    proving: Proving,
) -> None:
    def policy() -> str:
        return proving.clerk.get(proving.page).response.headers["Permissions-Policy"]

    assert "camera=()" in policy()
    proving.give(agree="yes")
    proving.give(document="resident-id")
    assert "camera=(self)" in policy()
    assert "common/camera" in proving.clerk.get(proving.page).text


def test_the_person_reads_signs_and_the_clerk_sees_that_he_did(proving: Proving) -> None:
    empty = proving.screen()
    assert "Welcome" in empty.text
    assert empty.response.headers["Cache-Control"] == "no-store"
    proving.typed().lays()
    shown = proving.screen()
    assert desk.citizen(1) in shown.text
    assert "Consent to check your real name" in shown.text
    assert "同意核验您的真实姓名" in proving.screen("zh-hans").text
    state = proving.clerk.get("/counter/screen/state")
    assert desk.citizen(1) not in state.text
    assert "lie on the customer" in proving.clerk.get(proving.page).text

    thanks = proving.clerk.get(proving.confirms(signature=signature()).onward)
    assert "Thank you" in thanks.text
    assert desk.citizen(1) not in proving.screen().text
    found = proving.verification()
    assert found.signed == "pen"
    [row] = Evidence.objects.filter(side="signature", replaced_at=None)
    assert open_file(row.file, row.where("picture"))[:3] == b"\xff\xd8\xff"
    assert "Signed on the customer" in proving.clerk.get(proving.page).text


def test_what_is_corrected_is_signed_anew(proving: Proving) -> None:
    proving.typed().lays()
    proving.confirms(signature=signature())
    proving.give(do="back")
    proving.give(**desk.card(name="林晓"))
    assert proving.verification().signed == ""
    assert not Evidence.objects.filter(side="signature", replaced_at=None).exists()
    proving.lays()
    proving.confirms()
    assert proving.verification().signed == "touch"
    proving.lays("paper")
    assert proving.verification().signed == "paper"


def test_an_empty_sheet_is_no_signature_and_an_older_page_confirms_nothing(
    proving: Proving,
) -> None:
    proving.typed().lays()
    blank = BytesIO()
    Image.new("RGB", (900, 300), "white").save(blank, "PNG")
    sent = SimpleUploadedFile("signature.png", blank.getvalue(), "image/png")
    refused = proving.confirms(signature=sent)
    assert (refused.status, "Sign inside the frame" in refused.text) == (422, True)
    assert proving.confirms(version="1").status == 409
    assert proving.verification().signed == ""


def test_something_is_wrong_says_the_person(proving: Proving) -> None:
    proving.typed().lays()
    gone = proving.clerk.get(proving.confirms(do="wrong").onward)
    assert "Tell the clerk what is wrong" in gone.text
    assert "The person says that something is wrong" in proving.clerk.get(proving.page).text
    proving.lays()
    proving.lays("hide")
    assert "Welcome" in proving.screen().text


def test_the_screen_of_one_clerk_is_not_that_of_another(proving: Proving) -> None:
    proving.typed().lays()
    colleague = Clerk(proving.shop.staff[Role.SUPERVISOR])
    assert "Welcome" in colleague.get("/counter/screen").text
    auditor = Clerk(proving.shop.staff[Role.AUDITOR])
    assert auditor.get("/counter/screen").status == 403
    assert auditor.post(f"{proving.page}/screen", do="show").status in {403, 404}


def test_the_form_is_printed_by_who_took_it_down(proving: Proving) -> None:
    proving.typed()
    printed = proving.clerk.get(f"{proving.page}/form")
    assert desk.citizen(1) in printed.text
    assert printed.response.headers["Cache-Control"] == "no-store"
    assert Clerk(proving.shop.staff[Role.SUPERVISOR]).get(f"{proving.page}/form").status == 404
