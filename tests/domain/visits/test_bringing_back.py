"""What is taken along and brought back: for two people, one device and one time."""

import json
from dataclasses import replace

import pytest
from django.db import transaction

from tests.domain.cards.samples import NOW
from tests.domain.cards.town import ask, without
from tests.domain.identity.verifying import desk
from tests.domain.visits.drive import (
    BACK,
    BEGINS,
    DAY,
    DOOR,
    ENDS,
    HOUR,
    Tablet,
    captured,
    hand_over,
    scheduled,
    take,
    work,
)
from yika.domain.identity import queries as identity
from yika.domain.identity.actions.consents import withdraw_consent
from yika.domain.identity.models import Evidence, Verification
from yika.domain.identity.rules.consents import ConsentMissing
from yika.domain.identity.rules.review.states import State as Checked
from yika.domain.journal.queries import records
from yika.domain.vault.models import SealedFile
from yika.domain.visits import actions, queries
from yika.domain.visits.models import Bundle, HomeVisit
from yika.domain.visits.rules import refusals
from yika.domain.visits.rules.boxes import Unopenable, new_pair
from yika.domain.visits.rules.bundles import Why
from yika.domain.visits.rules.states import State
from yika.kit.actor import Channel, NotAllowed

pytestmark = pytest.mark.django_db


@pytest.fixture
def away(house):
    """The two are in their channel, where they may vouch for what they see."""
    at = {one: replace(getattr(house, one), channel=Channel.VISIT) for one in ("first", "second")}
    return replace(house, **at)


@pytest.fixture
def visit(away):
    return scheduled(away)


def test_a_device_takes_what_the_two_need_and_nothing_more(away, visit):
    tablet = take(away, visit)

    assert tablet.told["door"]["address"] == DOOR.address
    assert tablet.told["staff"] == ["mei.one", "mei.two"]
    assert tablet.told["code"] == queries.visit(visit.id, by=away.lin).code
    papers = {one["document"]: one for one in tablet.told["documents"]}
    assert papers["resident-id"]["pictures"] == ["resident-id/front", "resident-id/back"]
    assert set(papers["resident-id"]["needed"]) <= set(papers["resident-id"]["fields"])
    assert away.lin.id not in json.dumps(tablet.told)
    assert queries.visit(visit.id, by=away.lin).state is State.PACKED


def test_no_other_device_opens_it(away, visit):
    packed = actions.take_bundle(
        visit=visit.id, beside=away.second, device=new_pair()[1], **ask(away.first)
    )
    with pytest.raises(Unopenable):
        Tablet().opens(packed)


def test_both_have_to_be_there_and_nobody_else_takes_it(away, visit):
    for by, beside, refusal in [
        (away.first, away.first, refusals.SecondPersonNeeded),
        (away.first, away.third, refusals.SecondPersonNeeded),
        (away.third, away.second, refusals.NotYourVisit),
        (away.boss, away.second, refusals.NotYourVisit),
        (away.first, without(away.second, "identity.serve"), NotAllowed),
    ]:
        with pytest.raises(refusal):
            take(away, visit, by=by, beside=beside)


@pytest.mark.parametrize("now", [BEGINS - 13 * HOUR, ENDS])
def test_it_is_taken_shortly_before_the_visit(away, visit, now):
    with pytest.raises(refusals.TooSoonToPack):
        take(away, visit, now=now)


def test_a_key_that_is_none_is_refused(away, visit):
    for device in (b"", b"\x04" + bytes(64), bytes(65)):
        with pytest.raises(refusals.DeviceKeyNeeded):
            actions.take_bundle(
                visit=visit.id, beside=away.second, device=device, **ask(away.first)
            )


def test_who_took_his_consent_back_is_not_visited(away, visit):
    withdraw_consent(holder=away.lin.id, issuer="harbor", purpose="home-visit", **ask(away.lin))
    with pytest.raises(ConsentMissing):
        take(away, visit)


def test_what_was_captured_goes_to_review_with_what_the_two_saw(away, visit):
    done = hand_over(away, captured(take(away, visit)))

    assert (done.state, done.troubles) == (State.DONE, ())
    [line] = identity.verifications(holder=away.lin.id, by=away.boss, now=BACK)
    assert (line.id, line.state) == (done.verification, Checked.IN_REVIEW)
    seen = identity.verification(line.id, by=away.boss, now=BACK)
    assert (seen.original_seen, seen.face_compared, seen.channel) == (True, True, Channel.VISIT)
    assert len(seen.pictures) == 2
    assert HomeVisit.objects.get().door is None
    assert Bundle.objects.get().server_key is None


def test_a_face_counts_only_where_it_may_be_compared(away, visit):
    assert take(away, visit).told["face"]
    withdraw_consent(holder=away.lin.id, issuer="harbor", purpose="face", **ask(away.lin))
    tablet = take(away, visit)
    assert not tablet.told["face"]

    done = hand_over(away, captured(tablet))

    seen = identity.verification(done.verification, by=away.boss, now=BACK)
    assert (seen.original_seen, seen.face_compared) == (True, False)


def test_the_same_content_again_changes_nothing_and_other_content_is_refused(away, visit):
    tablet = captured(take(away, visit))
    first = hand_over(away, tablet)

    assert hand_over(away, tablet, now=BACK + DAY) == first
    captured(tablet)
    with pytest.raises(refusals.BundleUsed):
        hand_over(away, tablet)
    assert Verification.objects.count() == 1


def test_nobody_was_there(away, visit):
    tablet = take(away, visit)
    tablet.keep("sheet", json.dumps({"met": "not-met"}).encode())

    assert hand_over(away, tablet).state is State.NOT_MET
    assert not Verification.objects.exists()


def test_a_picture_nobody_can_use_does_not_undo_the_rest(away, visit):
    tablet = captured(take(away, visit))
    tablet.keep("resident-id/back", b"no picture")

    done = hand_over(away, tablet)

    assert done.state is State.DONE
    assert [one.partition(":")[0] for one in done.troubles] == ["resident-id/back", "submit"]
    assert Evidence.objects.count() == 1


def test_a_document_that_the_product_does_not_take_leaves_the_visit_done(away, visit):
    done = hand_over(away, captured(take(away, visit), document="household-register"))

    assert (done.verification, len(done.troubles)) == ("", 1)


def test_only_the_two_hand_it_over(away, visit):
    tablet = captured(take(away, visit))
    for by in (away.third, away.boss):
        with pytest.raises(refusals.NotYourVisit):
            hand_over(away, tablet, by=by)
    assert hand_over(away, tablet, by=away.second).state is State.DONE


def spoil_mark(tablet):
    return {"mark": bytes(32)}


def spoil_device(tablet):
    tablet.private = new_pair()[0]
    return {}


def spoil_piece(tablet):
    mark = tablet.mark()
    box = tablet.pieces["sheet"]
    tablet.pieces["sheet"] = box[:-1] + bytes([box[-1] ^ 1])
    return {"mark": mark}


def spoil_box(tablet):
    tablet.pieces["resident-id/front"] = tablet.pieces["resident-id/back"]
    return {}


def spoil_sheet(tablet):
    tablet.keep("sheet", b"[]")
    return {}


@pytest.mark.parametrize(
    ("spoil", "now", "why"),
    [
        (spoil_mark, BACK, Why.OTHER_DEVICE),
        (spoil_device, BACK, Why.OTHER_DEVICE),
        (spoil_piece, BACK, Why.OTHER_DEVICE),
        (spoil_box, BACK, Why.UNREADABLE),
        (spoil_sheet, BACK, Why.UNREADABLE),
        (lambda _: {}, ENDS + 4 * HOUR, Why.LATE),
    ],
)
def test_what_is_wrong_with_it_is_kept_and_never_taken_in_by_itself(away, visit, spoil, now, why):
    tablet = captured(take(away, visit))
    given = spoil(tablet)

    for _ in range(2):
        with pytest.raises(refusals.BundleHeld):
            hand_over(away, tablet, now=now, **given)

    held = queries.visit(visit.id, by=away.boss).held
    assert held.why is why
    assert SealedFile.objects.filter(purged_at=None).count() == 1
    assert not Verification.objects.exists()
    assert [one.id for one in queries.visits(by=away.boss, state="held")] == [visit.id]


def test_what_was_packed_anew_voids_the_device_before(away, visit):
    old = captured(take(away, visit))
    new = captured(take(away, visit))

    with pytest.raises(refusals.BundleHeld):
        hand_over(away, old)
    assert queries.visit(visit.id, by=away.boss).held.why is Why.REPLACED
    assert hand_over(away, new).state is State.DONE


def test_a_visit_called_off_on_the_way_takes_nothing_in(away, visit):
    tablet = captured(take(away, visit))
    actions.cancel_visit(visit=visit.id, **ask(away.lin))
    with pytest.raises(refusals.BundleHeld):
        hand_over(away, tablet)

    held = queries.visit(visit.id, by=away.boss).held
    assert held.why is Why.ENDED
    with pytest.raises(refusals.NoSuchVisitStep):
        settle(away, held.bundle, take=True)
    settle(away, held.bundle, take=False)
    assert not SealedFile.objects.filter(purged_at=None).exists()


def test_a_supervisor_takes_in_what_came_late_without_anybodys_word(away, visit):
    tablet = captured(take(away, visit))
    with pytest.raises(refusals.BundleHeld):
        hand_over(away, tablet, now=ENDS + 5 * HOUR)
    work(ENDS + 6 * HOUR)
    held = queries.visit(visit.id, by=away.boss).held
    with pytest.raises(NotAllowed):
        settle(away, held.bundle, by=away.third)

    done = settle(away, held.bundle, request_id="once")
    settle(away, held.bundle, request_id="once")

    assert (done.state, done.troubles) == (State.DONE, ())
    seen = identity.verification(done.verification, by=away.boss, now=ENDS + DAY)
    assert (seen.original_seen, seen.face_compared) == (False, False)
    assert not Bundle.objects.exclude(server_key=None).exists()
    with pytest.raises(refusals.NothingHeld):
        settle(away, held.bundle)


def settle(away, bundle, *, take=True, by=None, request_id=""):
    acting = ask(by or away.boss, request_id, ENDS + DAY)
    return actions.settle_bundle(bundle=bundle, take=take, **acting)


def test_what_nobody_decides_about_is_destroyed_after_a_week(away, visit):
    tablet = captured(take(away, visit))
    with pytest.raises(refusals.BundleHeld):
        hand_over(away, tablet, now=ENDS + 5 * HOUR)

    work(ENDS + 6 * HOUR)
    assert SealedFile.objects.filter(purged_at=None).exists()
    work(ENDS + 9 * DAY)
    assert not SealedFile.objects.filter(purged_at=None).exists()
    assert queries.visit(visit.id, by=away.boss).held is None


def test_more_than_a_visit_can_bring_is_not_even_looked_at(away, visit):
    tablet = captured(take(away, visit))
    sheet = tablet.pieces["sheet"]
    for pieces in (
        {"resident-id/front": b"x"},
        {"sheet": sheet, "../etc": b"x"},
        {"sheet": bytes(6_000_001)},
        {"sheet": sheet} | {f"a/{'b' * count}": b"x" for count in range(1, 14)},
    ):
        with pytest.raises(refusals.BundleTooLarge):
            hand_over(away, tablet, pieces=pieces)


class Killed(Exception):
    pass


def die_after(away, tablet):
    hand_over(away, tablet)
    raise Killed


def test_who_dies_in_the_middle_has_done_nothing_and_hands_over_again(away, visit):
    tablet = captured(take(away, visit))
    with pytest.raises(Killed), transaction.atomic():
        die_after(away, tablet)
    assert not Verification.objects.exists()

    assert hand_over(away, tablet).state is State.DONE
    assert Evidence.objects.count() == 2


def test_the_clock_of_a_device_is_believed_between_taking_and_returning(away, visit):
    tablet = captured(take(away, visit), captured_at="2001-01-01T00:00:00+00:00")
    hand_over(away, tablet)

    [entry] = records(subject=visit.id, event="visit.returned", limit=1)
    assert entry.facts["captured_at"] == NOW.isoformat()
    assert DOOR.address not in json.dumps(dict(entry.facts), ensure_ascii=False)
    assert desk.card()["number"] not in json.dumps(dict(entry.facts), ensure_ascii=False)
