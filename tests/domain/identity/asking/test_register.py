"""A register is asked at level 3: its match raises the level, its no is for the reviewer."""

from datetime import timedelta

import pytest

from tests.domain.identity.verifying.desk import (
    SEEN,
    SETTLED,
    acting,
    approve,
    card,
    citizen,
    filled,
    refuse,
    submit,
    taken,
    work,
)
from tests.domain.people.folks import NOW
from yika.connectors.registry.absent import AbsentRegistry
from yika.connectors.registry.simulator import SimulatedRegistry
from yika.domain.identity import actions, queries
from yika.domain.identity.models import CheckResult
from yika.domain.identity.provider import Vouch
from yika.domain.identity.rules.review import refusals
from yika.domain.identity.rules.review.states import State
from yika.domain.journal.actions import deliver_parcel
from yika.domain.journal.models import Parcel
from yika.kit.errors import Unavailable, Unknown

RULE = {"level": 3, "face": "staff"}
KIND = "identity.registry"


def given(holder, teller, serial=1, **rule):
    """Handed in at the counter, where original and face were seen."""
    found = filled(holder.id, teller, fields=card(serial), **RULE | rule)
    submit(found, teller, witness=SEEN)
    return found


def deliver(registry, now=NOW):
    way = actions.RegistryAsking(registry, clock=lambda: now)
    return deliver_parcel(kind=KIND, way=way, clock=lambda: now, chance=lambda: 0)


def check(found):
    row = CheckResult.objects.filter(name="registry").last()
    return row and (row.outcome, row.reason)


def seen(found, by, now=NOW):
    return queries.verification(found, by=by, now=now)


def test_its_match_raises_the_level_to_three(holder, teller, reviewer):
    found = given(holder, teller)
    assert seen(found, reviewer).awaited == ("registry",)
    deliver(SimulatedRegistry())

    view = seen(found, reviewer)
    assert (check(found), view.awaited, view.reached) == (("pass", ""), (), 3)
    [row] = CheckResult.objects.filter(name="registry")
    assert (row.engine, row.engine_version) == ("simulated-register", "1")
    assert approve(found, reviewer).state is State.APPROVED
    assert queries.level_of(holder.id, "harbor", now=NOW + SETTLED) == 3


def test_before_it_has_answered_and_without_one_nobody_is_confirmed(holder, teller, reviewer):
    found = given(holder, teller, decide="counter")
    with pytest.raises(refusals.RegisterNeeded):
        approve(found, reviewer)
    deliver(AbsentRegistry())
    assert check(found) == ("not_run", "nobody_asked")
    with pytest.raises(refusals.RegisterNeeded):
        approve(found, reviewer)
    assert refuse(found, reviewer).state is State.REFUSED


@pytest.mark.parametrize(
    ("serial", "outcome"),
    [(901, ("fail", "register_differs")), (801, ("warn", "register_unknown"))],
)
def test_a_no_is_a_check_for_the_reviewer_and_refuses_nobody(
    holder, teller, reviewer, serial, outcome
):
    found = given(holder, teller, serial)
    deliver(SimulatedRegistry())
    assert check(found) == outcome
    assert seen(found, reviewer).state is State.IN_REVIEW
    assert seen(found, reviewer).needs_two is (outcome[0] == "fail")


def test_who_saw_it_before_the_answer_looks_again(holder, teller, reviewer):
    found = given(holder, teller, 901)
    before = taken(found, reviewer).version
    deliver(SimulatedRegistry())
    with pytest.raises(refusals.ChangedMeanwhile):
        actions.approve(verification=found, version=before, **acting(reviewer))


@pytest.mark.parametrize(("serial", "trouble"), [(701, Unavailable), (601, Unknown)])
def test_closed_or_an_answer_lost_it_is_asked_again_and_given_up_in_time(
    holder, teller, reviewer, serial, trouble
):
    found = given(holder, teller, serial)
    done = deliver(SimulatedRegistry())
    assert isinstance(done.trouble, trouble)
    assert done.state.value == ("unknown" if trouble is Unknown else "waiting")
    assert (check(found), seen(found, reviewer).awaited) == (None, ("registry",))

    work(NOW + timedelta(hours=4))
    assert check(found) == ("error", "no_answer")
    assert not seen(found, reviewer).needs_two
    later = NOW + timedelta(hours=5)
    deliver(SimulatedRegistry(), later)
    assert Parcel.objects.get(kind=KIND).state == "sent"
    assert CheckResult.objects.filter(name="registry").count() == 1


def test_what_it_never_takes_is_an_error_at_once(holder, teller):
    found = given(holder, teller, 501)
    deliver(SimulatedRegistry())
    assert check(found) == ("error", "no_answer")


def test_an_answer_that_comes_too_late_changes_nothing(holder, teller, reviewer):
    found = given(holder, teller)
    refuse(found, reviewer)
    deliver(SimulatedRegistry())
    assert check(found) is None


def test_nobody_is_asked_below_level_three_and_no_parcel_names_anybody(holder, teller):
    found = filled(holder.id, teller, level=2, face="staff", subject="two")
    submit(found, teller, witness=SEEN)
    assert not Parcel.objects.filter(kind=KIND).exists()
    given(holder, teller)
    parcel = Parcel.objects.get(kind=KIND)
    assert citizen() not in parcel.reference


@pytest.mark.parametrize(
    ("number", "name", "vouch"),
    [
        (citizen(1), "林晚", Vouch.MATCH),
        (citizen(1), "", Vouch.NO_MATCH),
        (citizen(901), "林晚", Vouch.NO_MATCH),
        (citizen(801), "林晚", Vouch.UNKNOWN),
        ("", "林晚", Vouch.MATCH),
    ],
)
def test_the_simulated_one_says_the_same_again(number, name, vouch):
    about = {"document": "resident-id", "name": name, "number": number, "reference": "one"}
    assert {SimulatedRegistry().ask(**about).vouch for _ in range(2)} == {vouch}
