"""What a document says is readable in its own place and with its own keys only."""

import pytest
from django.test import override_settings

from tests.domain.identity.verifying.desk import (
    acting,
    approve,
    begun,
    card,
    citizen,
    submitted,
)
from tests.domain.people.folks import NOW
from yika.domain.identity import actions, queries
from yika.domain.identity.models import Evidence, Verification, VerificationTurn
from yika.domain.identity.rules.review import refusals
from yika.domain.vault.queries import keyring
from yika.kit.envelope import Unreadable
from yika.kit.keyring import KeyMissing


def test_fields_that_were_moved_to_another_row_do_not_open(holder, neighbor):
    mine = submitted(holder.id, holder)
    theirs = submitted(neighbor.id, neighbor, fields=card(2, name="周一"))
    one, other = Verification.objects.order_by("id")
    Verification.objects.filter(pk=other.pk).update(fields=one.fields)

    assert queries.verification(mine, by=holder, now=NOW).fields["number"] == citizen()
    with pytest.raises(Unreadable):
        queries.verification(theirs, by=neighbor, now=NOW)


def test_a_picture_that_was_moved_to_another_row_does_not_open(holder, neighbor):
    submitted(holder.id, holder)
    submitted(neighbor.id, neighbor, fields=card(2, name="周一"))
    one, other = Evidence.objects.order_by("id")
    Evidence.objects.filter(pk=other.pk).update(file=one.file)

    with pytest.raises(Unreadable):
        actions.show_picture(picture=str(other), **acting(neighbor))


def test_without_the_key_version_nothing_is_decided_and_the_queue_still_stands(
    holder, reviewer, tmp_path
):
    newer = tmp_path / "keyring.toml"
    keyring().with_new("wrap").save(newer)
    with override_settings(YIKA_KEYRING_FILE=newer):
        found = submitted(holder.id, holder)

    with pytest.raises(KeyMissing):
        actions.take_up(verification=found, **acting(reviewer))
    assert [line.id for line in queries.queue(by=reviewer, now=NOW)] == [found]
    with override_settings(YIKA_KEYRING_FILE=newer):
        assert actions.take_up(verification=found, **acting(reviewer)).locked_by == reviewer.id


def test_a_person_is_found_again_after_the_index_key_was_changed(
    holder, neighbor, reviewer, tmp_path
):
    approve(submitted(holder.id, holder, cards_per_person=1), reviewer)
    newer = tmp_path / "keyring.toml"
    keyring().with_new("index").save(newer)
    with override_settings(YIKA_KEYRING_FILE=newer):
        found = submitted(neighbor.id, neighbor, cards_per_person=1)
        reasons = {one.reason for one in queries.verification(found, by=reviewer, now=NOW).checks}

    assert {"duplicate_person", "limit_reached"} <= reasons


def test_nobody_decides_about_his_family_after_the_index_key_was_changed(
    holder, reviewer, tmp_path
):
    about = {"document": "resident-id", "fields": {"number": citizen()}, "family": True}
    actions.tie_staff(login=reviewer.id, **about, **acting(reviewer))
    newer = tmp_path / "keyring.toml"
    keyring().with_new("index").save(newer)
    with override_settings(YIKA_KEYRING_FILE=newer):
        found = submitted(holder.id, holder)
        with pytest.raises(refusals.OwnCase):
            approve(found, reviewer)


def test_the_database_holds_neither_name_nor_number(holder, reviewer):
    submitted(holder.id, holder)
    row = Verification.objects.get()
    kept = " ".join(str(getattr(row, one.attname)) for one in row._meta.concrete_fields)

    for value in (citizen(), card()["name"], card()["address"], "1990-03-07"):
        assert value not in kept
        assert value.encode() not in bytes(row.fields)


def test_turns_and_answers_are_written_once(holder):
    found = begun(holder.id, holder)
    turn = VerificationTurn.objects.get()
    for change in (turn.save, turn.delete):
        with pytest.raises(TypeError):
            change()
    assert found.version == 1
