"""Every bad picture of a face: what is kept of it, what the reviewer reads, and who decides.

Whatever a program says of it, nobody is confirmed or refused by that: a person decides after all.
"""

from dataclasses import dataclass
from io import BytesIO

import pytest
from PIL import Image, ImageDraw, ImageOps

from tests.domain.identity.verifying.desk import (
    acting,
    approve,
    begun,
    card,
    citizen,
    filled,
    picture,
    refuse,
    submit,
)
from tests.domain.people.folks import NOW
from yika.connectors.face.simulator import NONE, SEVERAL, SMALL, SimulatedMatcher, digest_of
from yika.domain.identity import actions, queries
from yika.domain.identity.actions.consents import give_consent
from yika.domain.identity.models import CheckResult, Evidence
from yika.domain.identity.rules.documents import Fields, Side
from yika.domain.identity.rules.review import refusals
from yika.domain.identity.rules.review.states import State
from yika.domain.journal.actions import deliver_parcel
from yika.domain.vault.queries import file_facts
from yika.kit.actor import Actor
from yika.kit.pictures import clean

YOUNG = card(born_on="2014-03-07", number=citizen(1, "20140307"))
PARENT = card(4, name="周二", born_on="1980-03-07", number=citizen(4, "19800307"))


def drawn(*faces: int, mask: bool = False, glasses: bool = False, backdrop: int = 205) -> bytes:
    """So many drawn faces; each figure moves one to the side."""
    image = Image.new("RGB", (900, 700), (backdrop, 212, 218))
    pen = ImageDraw.Draw(image)
    for left in faces:
        pen.ellipse(
            (left, 120, left + 300, 520), fill=(224, 190, 160), outline=(60, 40, 30), width=6
        )
        for eye in (left + 90, left + 180):
            pen.ellipse((eye, 260, eye + 34, 290), fill=(20, 20, 20))
        pen.arc((left + 90, 380, left + 210, 450), 10, 170, fill=(120, 40, 40), width=10)
        if mask:
            pen.rectangle((left + 30, 350, left + 270, 500), fill=(120, 170, 210))
        if glasses:
            pen.rectangle((left + 60, 245, left + 245, 305), fill=(10, 10, 10))
    for line in range(0, 700, 35):
        pen.line((0, line, 60, line), fill=(40, 40, 60), width=4)
    return as_file(image)


def as_file(image: Image.Image) -> bytes:
    out = BytesIO()
    image.convert("RGB").save(out, "JPEG", quality=88)
    return out.getvalue()


def portrait_again() -> bytes:
    """The corner of the card on which the portrait is, photographed anew."""
    with Image.open(BytesIO(picture(1))) as image:
        return as_file(image.crop((320, 40, 620, 400)).resize((750, 900)))


def tilted() -> bytes:
    with Image.open(BytesIO(drawn(300))) as image:
        lying = image.rotate(30, expand=True, fillcolor=(90, 70, 60))
        return as_file(ImageOps.expand(lying, 30, fill=(90, 70, 60)))


@dataclass(frozen=True)
class Case:
    """A picture, what a program says of it, and what is kept and read of that."""

    content: bytes
    says: int
    outcome: str
    reason: str
    reads: str


CASES = {
    "no face": Case(picture(60), NONE, "warn", "face_not_found", "No face was found"),
    "two faces": Case(drawn(60, 520), SEVERAL, "warn", "face_several", "several faces"),
    "a cartoon": Case(drawn(300, backdrop=90), NONE, "warn", "face_not_found", "No face was found"),
    "a mask": Case(drawn(300, mask=True), 34, "warn", "face_low_similarity", "little alike: 34"),
    "sunglasses": Case(
        drawn(300, glasses=True), 41, "warn", "face_low_similarity", "little alike: 41"
    ),
    "the portrait of the card once more": Case(
        portrait_again(), 98, "warn", "face_same", "photographed once more"
    ),
    "a printed photograph, tilted": Case(
        tilted(), 78, "pass", "face_similar", "does not see whether the camera was real"
    ),
    "a portrait of 60 pixels": Case(drawn(300), SMALL, "warn", "face_too_small", "too small"),
}


def agree(holder: Actor) -> None:
    about = {"holder": holder.id, "issuer": "harbor", "purpose": "face"}
    give_consent(**about, version=1, language="en", **acting(holder))


def show(found: str, by: Actor, content: bytes):
    return actions.add_picture(verification=found, side="face", content=content, **acting(by))


def compared(found: str, by: Actor, case: Case) -> None:
    """Submitted, and looked at by a program that says what it says."""
    submit(found, by)
    matcher = SimulatedMatcher({digest_of(clean(case.content).jpeg): case.says})
    way = actions.FaceComparing(matcher, clock=lambda: NOW)
    deliver_parcel(kind="identity.face", way=way, clock=lambda: NOW, chance=lambda: 0)


def hint(found: str, reviewer: Actor):
    view = queries.verification(found, by=reviewer, now=NOW)
    [one] = [one for one in view.checks if one.name == "face"]
    assert (view.state, view.needs_two, view.awaited) == (State.IN_REVIEW, False, ())
    return one


@pytest.mark.parametrize("decides", [approve, refuse])
@pytest.mark.parametrize("name", CASES)
def test_whatever_is_on_it_a_person_decides(holder, reviewer, name: str, decides) -> None:
    case = CASES[name]
    agree(holder)
    found = filled(holder.id, holder, face="hint")
    show(found, holder, case.content)
    compared(found, holder, case)

    row = CheckResult.objects.get(name="face")
    facts = f'{{"alike": "{case.says}"}}' if case.says >= 0 else ""
    assert (row.outcome, row.reason, row.told("facts")) == (case.outcome, case.reason, facts)
    said = hint(found, reviewer)
    assert case.reads in said.words.staff.format(**said.facts)
    ended = {approve: State.APPROVED, refuse: State.REFUSED}[decides]
    assert decides(found, reviewer).state is ended


def test_the_file_of_the_document_is_refused_at_once(holder) -> None:
    agree(holder)
    found = filled(holder.id, holder, face="hint")
    with pytest.raises(refusals.SamePicture):
        show(found, holder, picture(1))
    assert not Evidence.objects.filter(side="face").exists()


def test_a_picture_of_60_pixels_is_refused_at_once(holder) -> None:
    agree(holder)
    found = filled(holder.id, holder, face="hint")
    with Image.open(BytesIO(drawn(300))) as image:
        small = as_file(image.resize((60, 60)))
    with pytest.raises(refusals.PictureHopeless) as no:
        show(found, holder, small)
    assert no.value.facts["fault"] == "too_small"
    assert not Evidence.objects.filter(side="face").exists()


def test_of_a_child_nothing_is_taken_once_his_age_is_known(holder) -> None:
    agree(holder)
    found = filled(holder.id, holder, face="hint", fields=YOUNG)
    with pytest.raises(refusals.FaceOfMinor) as no:
        show(found, holder, drawn(300))
    assert no.value.facts == {"age": 16}
    assert queries.verification(found, by=holder, now=NOW).face_barred


def test_of_a_child_whose_age_was_read_nothing_is_taken_either(holder) -> None:
    agree(holder)
    found = begun(holder.id, holder, face="hint", front_only=["resident-id"]).id
    about = {"verification": found}
    actions.add_picture(**about, side="front", content=picture(1), **acting(holder))
    actions.ask_reader(**about, **acting(holder))
    read = {Side.FRONT: Fields.of({"born_on": "2014-03-07"})}
    actions.keep_reading(**about, found=read, reader="fake 1", now=NOW)
    with pytest.raises(refusals.FaceOfMinor):
        show(found, holder, drawn(300))


@pytest.mark.parametrize(
    ("born_on", "minors", "barred"),
    [
        ("2010-11-21", 16, True),  # sixteen tomorrow
        ("2010-11-20", 16, False),
        ("2012-11-21", 0, True),  # whatever the policy says, below fourteen
        ("2012-11-20", 0, False),
        ("2009-03-07", 18, True),
    ],
)
def test_from_which_age_on_somebody_agrees_for_himself(holder, born_on, minors, barred) -> None:
    agree(holder)
    young = card(born_on=born_on, number=citizen(1, born_on.replace("-", "")))
    found = filled(holder.id, holder, face="hint", minors=minors, fields=young)
    assert queries.verification(found, by=holder, now=NOW).face_barred == barred


def test_what_was_given_before_the_age_was_known_is_destroyed_with_it(holder, reviewer) -> None:
    agree(holder)
    found = filled(holder.id, holder, face="hint")
    show(found, holder, drawn(300))
    actions.give_fields(verification=found, fields=YOUNG, **acting(holder))
    assert file_facts(Evidence.objects.get(side="face").file).purged_at == NOW
    submit(found, holder)
    view = queries.verification(found, by=reviewer, now=NOW)
    assert (view.awaited, [one.side.value for one in view.pictures]) == ((), ["front"])


def test_with_his_guardian_there_it_is_taken_and_goes_with_him(holder, teller) -> None:
    agree(holder)
    found = filled(holder.id, teller, face="hint", fields=YOUNG)
    about = {"verification": found, "document": "resident-id", "fields": PARENT}
    actions.name_agent(**about, role="guardian", **acting(teller))
    assert [one.side.value for one in show(found, teller, drawn(300)).pictures] == ["front", "face"]
    alone = {"verification": found, "role": "", "document": "", "fields": {}}
    actions.name_agent(**alone, **acting(teller))
    assert file_facts(Evidence.objects.get(side="face").file).purged_at == NOW
