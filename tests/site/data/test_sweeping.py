"""The daily sweep over every noun: what is over goes, what is held or not yet over stays."""

from datetime import datetime, timedelta

import pytest

from tests.domain.identity.rights.kept import picture, proven, verification
from tests.domain.identity.rights.test_consents import give, withdraw
from tests.domain.people.folks import NOW, fresh, himself, registered, staff
from yika.domain.identity.actions.retention import place_hold, set_keeping_time
from yika.domain.identity.models import Consent, EraseRequest, ProvenIdentity, Verification
from yika.domain.identity.queries.retention import face_count
from yika.domain.identity.rules.retention import BY_CODE
from yika.domain.identity.rules.retention.plan import swept_classes
from yika.domain.identity.rules.review.states import State
from yika.domain.journal.models import Entry
from yika.domain.messages.models import Message
from yika.domain.people.actions import reveal
from yika.domain.people.models import Look
from yika.domain.vault.queries import file_facts, open_file
from yika.domain.vault.rules import FileDestroyed
from yika.kit.actor import WORKER, Actor
from yika.site.data.sweeping import OWN_SWEEPS, SWEEPS, Report, sweep_daily, sweep_data

DAY = timedelta(days=1)


def sweep(now: datetime, *, dry_run: bool = False) -> Report:
    return sweep_data(by=WORKER, now=now, request_id=fresh(), dry_run=dry_run)


def hold(holder: Actor, by: Actor, until: datetime) -> None:
    place_hold(holder=holder.id, reason="At court", until=until, by=by, now=NOW, request_id=fresh())


def test_every_class_with_a_day_is_swept_by_somebody() -> None:
    assert SWEEPS.keys() | OWN_SWEEPS.keys() == {one.code for one in swept_classes()}


def test_consents_go_after_their_time_and_not_before(holder: Actor) -> None:
    give(holder)
    give(holder, "face")
    withdraw(holder, "face")
    over = NOW + timedelta(days=BY_CODE["consents"].days or 0, hours=2)

    assert sweep(over - DAY).destroyed == {}
    assert sweep(over, dry_run=True).destroyed == {"consents": 1}
    assert Consent.objects.count() == 2
    assert sweep(over).destroyed == {"consents": 1}
    assert [one.purpose for one in Consent.objects.all()] == ["real-name"]
    assert sweep(over).destroyed == {}


def test_what_a_sweep_destroyed_stands_in_the_journal_by_class(holder: Actor) -> None:
    give(holder)
    withdraw(holder)

    sweep(NOW + 1100 * DAY)

    assert Entry.objects.get(event="data.swept").facts == {"destroyed": {"consents": 1}, "held": 0}


@pytest.mark.django_db(transaction=True)
def test_looks_are_kept_for_who_is_held(holder: Actor, supervisor: Actor) -> None:
    other = himself(registered(name="Wang"))
    for person in (holder, other):
        purpose = "a question of his"
        reveal(
            holder=person.id,
            field="name",
            purpose=purpose,
            by=staff(),
            now=NOW,
            request_id=fresh(),
        )
    hold(holder, supervisor, NOW + 1095 * DAY)
    over = NOW + 1095 * DAY - timedelta(seconds=1)

    assert sweep(over).destroyed == {}
    report = sweep(NOW + 1096 * DAY)
    assert report.destroyed == {"looks": 2}

    assert Look.objects.count() == 0


def test_messages_go_after_two_years(holder: Actor, supervisor: Actor) -> None:
    Message.objects.all().delete()
    Message.objects.create(
        way="inbox",
        reference="one",
        digest=b"",
        template="welcome",
        holder=holder.id,
        content=b"",
        created_at=NOW,
    )
    hold(holder, supervisor, NOW + 800 * DAY)

    assert sweep(NOW + 799 * DAY).destroyed == {}
    assert sweep(NOW + 801 * DAY).destroyed == {"messages": 1}


def test_pictures_that_are_past_need_go_with_their_keys(holder: Actor) -> None:
    made = picture(verification(holder, NOW), purge_after=NOW + 30 * DAY)

    assert sweep(NOW + 29 * DAY).destroyed == {}
    assert sweep(NOW + 30 * DAY, dry_run=True).destroyed == {"document-pictures": 1}
    assert open_file(made.file, made.where("file")) == b"picture"
    assert sweep(NOW + 30 * DAY).destroyed == {"document-pictures": 1}
    with pytest.raises(FileDestroyed):
        open_file(made.file, made.where("file"))


def test_pictures_that_nobody_dated_are_dated_by_the_plan_of_the_issuer(
    holder: Actor, supervisor: Actor
) -> None:
    set_keeping_time(
        issuer="harbor",
        kind="document-pictures",
        days=3,
        by=supervisor,
        now=NOW,
        request_id=fresh(),
    )
    ended = picture(verification(holder, NOW))
    refused = picture(verification(holder, NOW, state=State.REFUSED))
    running = picture(verification(holder, NOW, state=State.COLLECTING))

    sweep(NOW)

    assert file_facts(ended.file).purge_after == NOW + 3 * DAY
    assert file_facts(refused.file).purge_after == NOW + 14 * DAY
    assert file_facts(running.file).purge_after is None


def test_nothing_of_a_held_person_goes_until_the_hold_is_over(
    holder: Actor, supervisor: Actor
) -> None:
    made = picture(verification(holder, NOW), purge_after=NOW + DAY)
    hold(holder, supervisor, NOW + 60 * DAY)

    report = sweep(NOW + 59 * DAY)
    assert (report.destroyed, report.held) == ({}, 1)
    assert sweep(NOW + 61 * DAY).destroyed == {"document-pictures": 1}
    assert file_facts(made.file).purged_at == NOW + 61 * DAY


def test_fields_go_after_what_each_issuer_has_set(holder: Actor, supervisor: Actor) -> None:
    set_keeping_time(
        issuer="harbor",
        kind="verification-fields",
        days=730,
        by=supervisor,
        now=NOW,
        request_id=fresh(),
    )
    verification(holder, NOW)
    verification(holder, NOW, issuer="rivertown")
    verification(holder, NOW, state=State.COLLECTING)

    assert sweep(NOW + 731 * DAY).destroyed == {"verification-fields": 1}
    assert sweep(NOW + 1096 * DAY).destroyed == {"verification-fields": 1}
    [left] = Verification.objects.filter(fields__isnull=False)
    assert left.state == State.COLLECTING
    assert Verification.objects.filter(person_index=None).count() == 2


def test_proven_names_go_long_after_a_person_was_forgotten(holder: Actor) -> None:
    row = proven(verification(holder, NOW))
    assert sweep(NOW + 900 * DAY).destroyed == {}
    EraseRequest.objects.create(
        holder=row.holder,
        state="done",
        asked_at=NOW,
        asked_by=holder.id,
        due_at=NOW,
        ended_at=NOW,
        created_by_request=row.id,
    )

    assert sweep(NOW + 729 * DAY).destroyed == {}
    assert sweep(NOW + 731 * DAY).destroyed == {"proven-names": 1}
    assert ProvenIdentity.objects.get().told("number") == ""


def test_stored_faces_are_counted_until_they_are_destroyed(holder: Actor) -> None:
    of = verification(holder, NOW)
    for side in ("front", "back"):
        picture(of, side, purge_after=NOW + DAY)

    assert face_count(alarm_at=1).alarms
    assert sweep(NOW).faces.stored == 1
    assert sweep(NOW + DAY).faces.stored == 0


def test_the_clock_going_backwards_destroys_nothing(holder: Actor) -> None:
    give(holder)
    withdraw(holder)
    picture(verification(holder, NOW), purge_after=NOW + DAY)

    assert sweep(NOW - 5000 * DAY).destroyed == {}


def test_the_sweep_comes_back_every_day(houses: None) -> None:
    assert sweep_daily(key="", now=NOW) == NOW + DAY
