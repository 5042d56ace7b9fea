"""What goes wrong on the way: sent twice, too late, from elsewhere, with a picture of anything."""

from io import BytesIO

import pytest
from django.test import override_settings
from PIL import Image, ImageDraw, ImageEnhance, ImageFilter, ImageOps

from tests.domain.identity.verifying.desk import (
    DAY,
    SETTLED,
    acting,
    approve,
    begun,
    card,
    filled,
    picture,
    submit,
    submitted,
    taken,
    work,
)
from tests.domain.people.folks import NOW
from yika.domain.identity import actions, queries
from yika.domain.identity.models import Evidence, ProvenIdentity, Verification, VerificationTurn
from yika.domain.identity.rules.review import refusals
from yika.domain.identity.rules.review.states import State
from yika.domain.vault.queries import keyring
from yika.kit.envelope import Unreadable
from yika.kit.keyring import Keyring


def test_submitted_twice_it_is_submitted_once(holder):
    found = filled(holder.id, holder)
    about = {"verification": found, **acting(holder, request_id="once")}
    first = actions.submit_verification(**about)
    again = actions.submit_verification(**about)

    assert (again.version, again.state) == (first.version, State.IN_REVIEW)
    assert VerificationTurn.objects.filter(act="submitted").count() == 1
    with pytest.raises(refusals.NoSuchStep):
        submit(found, holder)


def test_nothing_is_submitted_after_it_was_given_up(holder):
    found = filled(holder.id, holder)
    work(NOW + 15 * DAY)
    for late in (
        lambda by: submit(found, by, NOW + 15 * DAY),
        lambda by: actions.add_picture(
            verification=found, side="front", content=picture(3), **acting(by)
        ),
        lambda by: actions.ask_reader(verification=found, **acting(by)),
    ):
        with pytest.raises(refusals.NoSuchStep):
            late(holder)


def test_a_replayed_upload_is_the_same_and_with_another_picture_refused(holder):
    found = begun(holder.id, holder).id
    about = {"verification": found, "side": "front", **acting(holder, request_id="upload")}
    first = actions.add_picture(**about, content=picture(1))
    assert actions.add_picture(**about, content=picture(1)).version == first.version
    assert Evidence.objects.count() == 1
    with pytest.raises(refusals.RequestReused):
        actions.add_picture(**about, content=picture(2))
    with pytest.raises(refusals.RequestReused):
        actions.ask_reader(verification=found, **acting(holder, request_id="upload"))


@pytest.mark.parametrize("who", ["stranger", "neighbor"])
def test_the_verification_of_another_issuer_or_holder_does_not_exist(request, holder, who):
    found, by = filled(holder.id, holder), request.getfixturevalue(who)
    about = {"verification": found, **acting(by)}
    doings = [
        lambda: actions.give_fields(**about, fields=card()),
        lambda: actions.add_picture(**about, side="front", content=picture(2)),
        lambda: actions.name_agent(**about, role="", document="", fields={}),
        lambda: actions.ask_reader(**about),
        lambda: actions.submit_verification(**about),
        lambda: actions.withdraw_verification(**about),
        lambda: actions.take_up(**about),
        lambda: actions.show_fields(**about),
        lambda: actions.show_picture(picture=str(Evidence.objects.get()), **acting(by)),
        lambda: actions.appeal(**about, words="Mine."),
    ]
    for do in doings:
        with pytest.raises(refusals.UnknownVerification):
            do()


def test_the_same_proof_once_more_is_no_other_person_and_takes_nothing_away(holder, reviewer):
    rule = {"cards_per_person": 1}
    approve(submitted(holder.id, holder, **rule), reviewer)
    again = submitted(holder.id, holder, now=NOW + DAY, **rule)
    checks = queries.verification(again, by=reviewer, now=NOW + DAY).checks
    said = {one.name: one.outcome for one in checks}

    assert (said["person"], said["limit"], said["history"]) == ("pass", "pass", "pass")
    assert approve(again, reviewer, NOW + DAY).state is State.APPROVED
    assert ProvenIdentity.objects.filter(lapsed_at=None).count() == 2
    assert queries.level_of(holder.id, "harbor", now=NOW + DAY + SETTLED) == 1


def test_with_a_wrong_key_of_the_right_version_nothing_opens(holder, reviewer, tmp_path):
    found = submitted(holder.id, holder)
    wrong = tmp_path / "keyring.toml"
    Keyring.generate().save(wrong)
    with override_settings(YIKA_KEYRING_FILE=wrong):
        assert keyring().versions("wrap") == [1]
        with pytest.raises(Unreadable):
            queries.verification(found, by=holder, now=NOW)
        with pytest.raises(Unreadable):
            taken(found, reviewer)
    assert Verification.objects.get().state == State.IN_REVIEW.value
    assert taken(found, reviewer).locked_by == reviewer.id


def _card() -> Image.Image:
    return Image.open(BytesIO(picture(5))).convert("RGB")


def _moire(image):
    """As the rows of a screen make it."""
    pen = ImageDraw.Draw(image)
    for y in range(0, image.height, 4):
        pen.line((0, y, image.width, y + 3), fill=(90, 120, 110))
    return image


def _thumb(image):
    ImageDraw.Draw(image).ellipse((-90, 250, 160, 480), fill=(205, 160, 135))
    return image


def _two(image):
    both = Image.new("RGB", (image.width, image.height * 2), "white")
    both.paste(image, (0, 0))
    both.paste(image, (0, image.height))
    return both


def _on_white(image):
    sheet = Image.new("RGB", (1200, 900), "white")
    sheet.paste(image, (280, 240))
    return sheet


def _glare(image):
    ImageDraw.Draw(image).ellipse((200, 330, 300, 370), fill="white")
    return image


SPOILED = {
    "screen": _moire,
    "photocopy": lambda image: ImageOps.autocontrast(image.convert("L")).convert("RGB"),
    "gray": lambda image: image.convert("L"),
    "mirror": ImageOps.mirror,
    "upside down": lambda image: image.rotate(180),
    "thumb": _thumb,
    "two cards": _two,
    "white sheet": _on_white,
    "glare on one field": _glare,
    "a little blurred": lambda image: image.filter(ImageFilter.GaussianBlur(2)),
    "pale": lambda image: ImageEnhance.Contrast(image).enhance(0.5),
}


@pytest.mark.parametrize("spoil", SPOILED.values(), ids=SPOILED)
def test_what_might_still_be_read_goes_to_a_person_and_never_passes_alone(holder, spoil):
    out = BytesIO()
    spoil(_card()).save(out, "JPEG", quality=85)
    rule = {"decide": "checks", "front_only": ["resident-id"]}
    found = begun(holder.id, holder, **rule).id
    about = {"verification": found, "side": "front", "content": out.getvalue()}

    assert actions.add_picture(**about, **acting(holder)).missing == ()
    actions.give_fields(verification=found, fields=card(), **acting(holder))
    assert submit(found, holder).state is State.IN_REVIEW


def test_a_thumbnail_of_a_face_is_refused_at_once(holder):
    out = BytesIO()
    _card().resize((60, 40)).save(out, "JPEG")
    found = begun(holder.id, holder).id
    with pytest.raises(refusals.PictureHopeless) as no:
        actions.add_picture(
            verification=found, side="front", content=out.getvalue(), **acting(holder)
        )
    assert no.value.facts["fault"] == "too_small"


def test_the_other_side_of_another_card_and_one_side_twice(holder):
    found = begun(holder.id, holder).id
    about = {"verification": found}
    actions.add_picture(**about, side="back", content=picture(1), **acting(holder))
    with pytest.raises(refusals.SamePicture):
        actions.add_picture(**about, side="front", content=picture(1), **acting(holder))
