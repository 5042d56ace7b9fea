"""A picture of a face is told, counted, planned and swept like all else kept of somebody."""

from datetime import timedelta

import pytest

from tests.domain.identity.verifying.desk import (
    DAY,
    SECOND,
    acting,
    approve,
    filled,
    picture,
    submit,
)
from tests.domain.people.folks import NOW
from yika.domain.identity import actions
from yika.domain.identity.actions.consents import give_consent
from yika.domain.identity.actions.retention import set_keeping_time, sweep_pictures
from yika.domain.identity.models import Evidence
from yika.domain.identity.queries.retention import about_holder, face_count, plan
from yika.domain.identity.queries.retention.holds import spared
from yika.domain.identity.rules.review import refusals
from yika.domain.journal.models import Entry
from yika.domain.vault.queries import file_facts
from yika.kit.actor import Actor


def with_a_face(holder: Actor) -> str:
    about = {"holder": holder.id, "issuer": "harbor", "purpose": "face"}
    give_consent(**about, version=1, language="en", **acting(holder))
    found = filled(holder.id, holder, face="hint")
    content = picture(60)
    actions.add_picture(verification=found, side="face", content=content, **acting(holder))
    return found


def face():
    return Evidence.objects.filter(side="face").latest("id")


def swept(now) -> list[str]:
    """Which sides are gone when every class was swept."""
    for kind in ("document-pictures", "face-pictures", "refused-pictures"):
        sweep_pictures(kind=kind, spared=spared(now), now=now, dry_run=False)
    return [one.side for one in Evidence.objects.all() if file_facts(one.file).purged_at]


def test_it_stands_in_the_copy_of_his_data(holder: Actor) -> None:
    with_a_face(holder)
    [told] = [one for one in about_holder(holder.id) if one.code == "pictures"]
    assert {str(row["side"]) for row in told.rows} == {"front", "face"}


def test_it_is_counted_until_it_is_destroyed(holder: Actor) -> None:
    found = with_a_face(holder)
    assert face_count().stored == 2  # the portrait of the card shows one, too
    assert face_count(issuer="rivertown").stored == 0
    actions.drop_face(verification=found, **acting(holder))
    assert face_count().stored == 1


def test_the_plan_names_it_and_it_goes_before_the_document(
    holder: Actor, reviewer: Actor, other: Actor
) -> None:
    [line] = [one for one in plan("harbor") if one.kind.code == "face-pictures"]
    assert line.days == 7
    found = with_a_face(holder)
    submit(found, holder)
    approve(found, reviewer)
    assert file_facts(face().file).purge_after == NOW + 7 * DAY
    assert swept(NOW + 7 * DAY - SECOND) == []
    assert swept(NOW + 7 * DAY) == ["face"]


def test_an_issuer_keeps_it_shorter_where_he_says_so(
    holder: Actor, reviewer: Actor, other: Actor
) -> None:
    set_keeping_time(issuer="harbor", kind="face-pictures", days=0, **acting(other))
    found = with_a_face(holder)
    submit(found, holder)
    approve(found, reviewer)
    assert swept(NOW + timedelta(minutes=1)) == ["face"]


def test_taken_back_it_is_gone_at_once_and_nothing_else(holder: Actor) -> None:
    found = with_a_face(holder)
    told = acting(holder)
    after = actions.drop_face(verification=found, **told)
    assert [one.side.value for one in after.pictures] == ["front"]
    assert file_facts(face().file).purged_at == NOW
    assert actions.drop_face(verification=found, **told).version == after.version
    assert actions.drop_face(verification=found, **acting(holder)).version == after.version
    assert Entry.objects.filter(event="identity.face_dropped").count() == 1
    assert submit(found, holder).state == "in-review"


@pytest.mark.parametrize("who", ["neighbor", "stranger"])
def test_nobody_else_takes_it_back(request, holder: Actor, who: str) -> None:
    found, by = with_a_face(holder), request.getfixturevalue(who)
    with pytest.raises(refusals.UnknownVerification):
        actions.drop_face(verification=found, **acting(by))
    assert face().replaced_at is None


def test_nothing_is_taken_back_once_somebody_decides(holder: Actor) -> None:
    found = with_a_face(holder)
    submit(found, holder)
    with pytest.raises(refusals.NoSuchStep):
        actions.drop_face(verification=found, **acting(holder))
    assert face().replaced_at is None
