"""What a clerk has seen counts for what is handed in then, and never for his own family."""

import pytest

from tests.domain.identity.verifying.desk import (
    NOBODY,
    SEEN,
    acting,
    ask_again,
    card,
    citizen,
    filled,
    picture,
    refuse,
    submit,
)
from tests.domain.people.folks import NOW
from yika.domain.identity import actions, queries
from yika.domain.identity.models import Verification
from yika.domain.identity.rules.documents import Fields, Side
from yika.domain.identity.rules.review import refusals
from yika.domain.identity.rules.review.states import State
from yika.domain.identity.verifying.checking import read_fields
from yika.domain.identity.verifying.folder import open_folder
from yika.kit.actor import WORKER

AT_THE_COUNTER = {"decide": "counter", "level": 2, "face": "staff"}


def test_what_was_vouched_for_ends_with_what_is_handed_in_again(holder, teller, reviewer):
    found = filled(holder.id, teller, level=2, face="staff", decide="review")
    submit(found, teller, witness=SEEN)
    assert queries.verification(found, by=reviewer, now=NOW).face_compared

    ask_again(found, reviewer)
    about = {"verification": found}
    actions.add_picture(**about, side="front", content=picture(7), **acting(holder))
    actions.give_fields(**about, fields=card(3), **acting(holder))
    view = submit(found, holder, witness=NOBODY)

    assert (view.original_seen, view.face_compared) == (False, False)
    seen = actions.take_up(**about, **acting(reviewer))
    with pytest.raises(refusals.LevelNotReached):
        actions.approve(**about, version=seen.version, **acting(reviewer))


def test_who_was_refused_as_suspicious_is_not_confirmed_in_one_press(holder, teller, reviewer):
    first = filled(holder.id, teller, **AT_THE_COUNTER)
    submit(first, teller)
    refuse(first, reviewer, reason="altered")

    again = filled(holder.id, teller, **AT_THE_COUNTER)
    assert submit(again, teller, witness=SEEN).state is State.IN_REVIEW


def test_the_same_document_of_another_account_is_looked_at(holder, neighbor, teller):
    first = filled(holder.id, teller, **AT_THE_COUNTER)
    assert submit(first, teller, witness=SEEN).state is State.APPROVED
    second = filled(neighbor.id, teller, **AT_THE_COUNTER)
    assert submit(second, teller, witness=SEEN).state is State.IN_REVIEW


def test_nobody_vouches_for_his_own_family(holder, teller, other):
    actions.tie_staff(
        login=teller.id,
        document="resident-id",
        fields={"number": citizen(1)},
        **acting(other),
    )
    found = filled(holder.id, teller, **AT_THE_COUNTER)
    with pytest.raises(refusals.OwnCase):
        submit(found, teller, witness=SEEN)
    assert submit(found, teller).state is State.IN_REVIEW


def test_the_checks_decide_alone_only_where_nobody_doubted(holder, reviewer):
    found = filled(holder.id, holder, decide="checks")
    read(found, holder)
    submit(found, holder)
    row = Verification.objects.get()
    assert row.state == State.APPROVED.value

    doubted = filled(holder.id, holder, subject="err_1", decide="checks")
    submit(doubted, holder)  # nothing was read, so a person looks
    ask_again(doubted, reviewer)
    actions.add_picture(verification=doubted, side="front", content=picture(9), **acting(holder))
    read(doubted, holder)
    assert submit(doubted, holder).state is State.IN_REVIEW


def test_a_picture_that_is_replaced_takes_along_what_was_read_on_it(holder):
    found = filled(holder.id, holder, decide="checks")
    read(found, holder)
    actions.add_picture(verification=found, side="front", content=picture(8), **acting(holder))

    assert read_fields(open_folder(found, by=WORKER)) is None
    assert submit(found, holder).state is State.IN_REVIEW


def test_a_picture_replaced_while_it_is_read_keeps_nothing_of_the_old_one(holder):
    found = filled(holder.id, holder)
    actions.ask_reader(verification=found, **acting(holder))
    later = NOW.replace(second=30)
    actions.add_picture(
        verification=found, side="front", content=picture(8), **acting(holder, later)
    )
    keep(found, later)
    assert read_fields(open_folder(found, by=WORKER)) is None


def read(verification, holder):
    """A reader finds on the front what the holder gives as well."""
    actions.ask_reader(verification=verification, **acting(holder))
    keep(verification, NOW)


def keep(verification, now):
    front = {name: text for name, text in card().items() if name in READ_ON_FRONT}
    actions.keep_reading(
        verification=verification, found={Side.FRONT: Fields.of(front)}, reader="x 1", now=now
    )


READ_ON_FRONT = ("name", "sex", "ethnic_group", "born_on", "address", "number")
