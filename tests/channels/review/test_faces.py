"""The face beside the portrait at the review desk: named for what it is, its figure a hint."""

import pytest

from tests import story
from tests.channels.review.conftest import Desk, text
from tests.domain.identity.verifying.desk import card, picture, policy
from yika.connectors.face.simulator import NONE, SimulatedMatcher, digest_of
from yika.domain.identity import actions
from yika.domain.identity.actions.consents import give_consent
from yika.domain.identity.models import Evidence
from yika.domain.journal.actions import deliver_parcel

pytestmark = pytest.mark.django_db
FACE = picture(60)
LABEL = "Face, as the person sent it"


class Always:
    def __init__(self, alike: int) -> None:
        self.alike = alike

    def compare(self, *, portrait: bytes, face: bytes):
        return SimulatedMatcher({digest_of(face): self.alike}).compare(portrait=portrait, face=face)


def with_a_face(shop: story.Shop, alike: int | None = None) -> str:
    """Somebody gave his face too; it was compared, unless nobody has done so yet."""
    person = story.holder("13811110099")
    about = {"holder": person.actor.id, "issuer": shop.code}
    given = {"purpose": "face", "version": 1, "language": "en"}
    give_consent(**about, **given, **story.asking(person.actor))
    begun = actions.begin_verification(
        **about,
        product="transit-adult",
        edition=1,
        real_name=policy(face="hint"),
        document="resident-id",
        **story.asking(person.actor),
    )
    found = {"verification": begun.id}
    sides = [(side, picture(place + 1)) for place, (_, side) in enumerate(begun.missing)]
    for side, content in [*sides, ("face", FACE)]:
        actions.add_picture(**found, side=side, content=content, **story.asking(person.actor))
    actions.give_fields(**found, fields=card(), **story.asking(person.actor))
    actions.submit_verification(**found, **story.asking(person.actor))
    if alike is not None:
        way = actions.FaceComparing(Always(alike), clock=story.moment)
        deliver_parcel(kind="identity.face", way=way, clock=story.moment, chance=lambda: 0)
    return begun.id


def test_it_stands_beside_the_portrait_and_is_called_what_it_is(shop, reviewer) -> None:
    found = with_a_face(shop, 72)
    reviewer.takes(found)
    page = reviewer.get(f"/review/{found}")
    rows = [[one.label for one in row] for row in page.context["pictures"]]
    assert rows == [
        ["Resident identity card · Front side", LABEL],
        ["Resident identity card · Back side"],
    ]
    assert [one.key for row in page.context["pictures"] for one in row] == [1, 2, 3]
    told = text(page)
    assert told.count('class="r-pair') == 1
    for honest in ("72 of 100", "Only a hint", "East Asian", "photograph of a photograph"):
        assert honest in told
    assert "matched" not in told.lower()
    [hint] = page.context["hints"]
    assert (hint.label, hint.outcome, hint.tone) == ("Likeness of the faces", "Alike", "quiet")


@pytest.mark.parametrize(
    ("alike", "words", "tone"),
    [
        (31, "little alike: 31 of 100", "warn"),
        (98, "photographed once more", "warn"),
        (NONE, "No face was found", "warn"),
    ],
)
def test_whatever_it_says_stands_by_the_picture_as_a_hint(
    shop, reviewer, alike: int, words: str, tone: str
) -> None:
    found = with_a_face(shop, alike)
    reviewer.takes(found)
    page = reviewer.get(f"/review/{found}")
    assert words in text(page)
    assert page.context["likeness"].tone == tone
    assert "Failed" not in [one.outcome for one in page.context["hints"]]


def test_before_it_was_compared_the_reviewer_is_told_to_look_himself(shop, reviewer) -> None:
    found = with_a_face(shop)
    reviewer.takes(found)
    page = reviewer.get(f"/review/{found}")
    assert "Not answered yet: Likeness of the faces" in " ".join(text(page).split())
    assert "Compare both yourself" in text(page)
    assert page.context["likeness"] is None


def test_a_look_at_the_face_is_written_down_like_any_other(shop, reviewer: Desk) -> None:
    found = with_a_face(shop, 72)
    row = Evidence.objects.get(side="face")
    assert LABEL not in text(reviewer.get(f"/review/{found}"))
    reviewer.takes(found)
    assert reviewer.get(f"/review/pictures/{row}").status_code == 200


def test_without_a_face_no_pair_is_shown(shop, reviewer) -> None:
    found = with_a_face(shop, 72)
    actions_of_face = Evidence.objects.get(side="face")
    actions_of_face.replaced_at = story.moment()
    actions_of_face.save(update_fields=["replaced_at"])
    reviewer.takes(found)
    assert "r-pair" not in text(reviewer.get(f"/review/{found}"))
