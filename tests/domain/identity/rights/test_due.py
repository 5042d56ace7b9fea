"""What of an issuer goes with the next sweep is counted as the sweep does it, and only his own."""

from datetime import timedelta

import pytest

from tests.domain.identity.rights.kept import picture, proven, verification
from tests.domain.identity.rights.test_holds import UNTIL, place
from tests.domain.people.folks import NOW, fresh
from yika.domain.identity.actions.retention import set_keeping_time, sweep_fields, sweep_pictures
from yika.domain.identity.models import EraseRequest, Verification
from yika.domain.identity.queries.retention import due, face_count, hold
from yika.domain.identity.queries.retention.holds import spared
from yika.domain.identity.rules.retention.erasure import State as Erasure
from yika.domain.identity.rules.retention.holds import UnknownHold
from yika.domain.identity.rules.review.states import State
from yika.domain.vault.rules.portions import Portion
from yika.kit import ids
from yika.kit.actor import Actor, NotAllowed

YEAR = timedelta(days=365)
LONG_AGO = NOW - 4 * YEAR
PICTURES = ("document-pictures", "face-pictures", "refused-pictures")


def filled(holder: Actor) -> None:
    """Pictures of every class that are over, and one that is not; of two issuers."""
    for issuer in ("harbor", "rivertown"):
        good = verification(holder, LONG_AGO, issuer=issuer)
        bad = verification(holder, LONG_AGO, state=State.REFUSED, issuer=issuer)
        picture(good, "front", purge_after=NOW)
        picture(good, "face", purge_after=NOW - timedelta(days=1))
        picture(good, "back", purge_after=NOW + timedelta(days=1))
        picture(bad, "front", purge_after=NOW)


def test_the_count_is_what_the_sweep_does(holder: Actor, supervisor: Actor) -> None:
    filled(holder)
    found = due(by=supervisor, now=NOW)

    assert {kind: found[kind] for kind in PICTURES} == dict.fromkeys(PICTURES, Portion(1, LONG_AGO))
    assert found["verification-fields"] == Portion(2, LONG_AGO)
    assert found["proven-names"] == Portion()
    how = {"spared": spared(NOW), "now": NOW, "dry_run": False}
    for kind in PICTURES:
        sweep_pictures(kind=kind, **how)  # type: ignore[arg-type]
    sweep_fields(**how)  # type: ignore[arg-type]
    assert set(due(by=supervisor, now=NOW).values()) == {Portion()}


def test_what_was_never_confirmed_goes_too(holder: Actor, supervisor: Actor) -> None:
    for column in ("read", "agent"):
        row = verification(holder, LONG_AGO, state=State.REFUSED)
        row.keep("fields", "")
        row.keep(column, '{"front": {"name": "Lin Wan"}}')
        row.save()

    assert due(by=supervisor, now=NOW)["verification-fields"] == Portion(2, LONG_AGO)
    sweep_fields(spared=frozenset(), now=NOW, dry_run=False)
    assert not Verification.objects.exclude(read__isnull=True, agent__isnull=True).exists()


def test_a_held_person_is_spared(holder: Actor, supervisor: Actor) -> None:
    filled(holder)
    place(supervisor, holder.id)

    assert set(due(by=supervisor, now=NOW).values()) == {Portion()}


def test_names_go_once_their_person_was_forgotten_long_ago(
    holder: Actor, supervisor: Actor
) -> None:
    proven(verification(holder, LONG_AGO))
    assert due(by=supervisor, now=NOW)["proven-names"] == Portion()

    EraseRequest.objects.create(
        holder=ids.read("hld", holder.id),
        state=Erasure.DONE,
        asked_at=LONG_AGO,
        asked_by=holder.id,
        due_at=LONG_AGO,
        ended_at=LONG_AGO,
        created_by_request=ids.new_id(),
    )
    assert due(by=supervisor, now=NOW)["proven-names"] == Portion(1, LONG_AGO)


def test_an_issuers_own_days_count(holder: Actor, supervisor: Actor) -> None:
    verification(holder, NOW - 800 * timedelta(days=1))
    assert due(by=supervisor, now=NOW)["verification-fields"].count == 0

    keep = {"issuer": "harbor", "kind": "verification-fields", "days": 730}
    set_keeping_time(**keep, by=supervisor, now=NOW, request_id=fresh())  # type: ignore[arg-type]
    assert due(by=supervisor, now=NOW)["verification-fields"].count == 1


def test_faces_are_counted_for_all_and_for_one(holder: Actor, supervisor: Actor) -> None:
    filled(holder)
    picture(verification(holder, NOW), "data")

    assert (face_count().stored, face_count(issuer="rivertown").stored) == (7, 3)
    sweep_pictures(kind="face-pictures", spared=frozenset(), now=NOW, dry_run=False)
    assert face_count(issuer="rivertown", alarm_at=2).alarms
    assert face_count().stored == 5


def test_one_hold_is_for_its_issuer(
    holder: Actor, supervisor: Actor, stranger: Actor, teller: Actor
) -> None:
    made = place(supervisor, holder.id)

    assert hold(made.id, by=supervisor) == made
    assert made.until == UNTIL
    for wrong, by in ((made.id, stranger), ("nonsense", supervisor)):
        with pytest.raises(UnknownHold):
            hold(wrong, by=by)
    for ask in (lambda: hold(made.id, by=teller), lambda: due(by=teller, now=NOW)):
        with pytest.raises(NotAllowed):
            ask()
