"""How an issuer stands with real names, and of whom among its staff it is noted who he is."""

from datetime import timedelta

import pytest

from tests.domain.identity.verifying.desk import (
    DAY,
    NOW,
    SEEN,
    SETTLED,
    acting,
    approve,
    card,
    citizen,
    filled,
    refuse,
    submit,
    submitted,
)
from yika.domain.identity import actions, queries
from yika.domain.identity.models import StaffTie
from yika.domain.identity.queries.overview import ProductFigures
from yika.domain.identity.queries.ties import Tied
from yika.domain.identity.rules.review import refusals
from yika.domain.journal.models import Entry
from yika.domain.staff.rules import UnknownStaff
from yika.kit.actor import Actor, NotAllowed
from yika.kit.errors import Invalid

pytestmark = pytest.mark.django_db
SINCE = NOW - 30 * DAY


def figures(by: Actor, now=NOW + SETTLED) -> ProductFigures:
    [found] = queries.by_product(by=by, now=now, since=SINCE)
    assert found.product == "mobile-sim"
    return found


def test_what_waits_what_is_late_and_what_was_decided(holder, neighbor, reviewer) -> None:
    approve(submitted(holder.id, holder), reviewer)
    refuse(submitted(neighbor.id, neighbor, fields=card(2, name="周一")), reviewer)
    submitted(holder.id, holder, subject="card_2")
    filled(holder.id, holder, subject="card_3")

    found = figures(reviewer)
    assert (found.given, found.waiting, found.late) == (1, 1, 0)
    assert (found.approved, found.refused, found.in_time) == (1, 1, 2)
    assert found.oldest_at == NOW

    later = NOW + 3 * DAY
    counts = queries.review_counts(by=reviewer, now=later)
    assert (figures(reviewer, later).late, counts.late, counts.own) == (1, 1, 1)


def test_what_was_decided_too_late_or_long_ago_is_told_apart(holder, reviewer) -> None:
    found = submitted(holder.id, holder)
    late = NOW + 5 * DAY
    approve(found, reviewer, late)

    told = figures(reviewer, late + SETTLED)
    assert (told.approved, told.in_time, told.decided) == (1, 0, 1)
    [old] = queries.by_product(by=reviewer, now=late + SETTLED, since=late + timedelta(seconds=1))
    assert (old.approved, old.known[1]) == (0, 1)


def test_a_person_counts_once_at_his_highest_level(holder, reviewer, teller) -> None:
    approve(submitted(holder.id, holder), reviewer)
    second = filled(holder.id, teller, subject="card_2", level=2, face="staff")
    submit(second, teller, witness=SEEN)
    assert figures(reviewer).known == {1: 1, 2: 0, 3: 0}

    approve(second, reviewer, NOW + SETTLED)
    assert figures(reviewer, NOW + 2 * SETTLED).known == {1: 0, 2: 1, 3: 0}


def test_proofs_that_end_by_their_time_are_announced(holder, reviewer) -> None:
    approve(submitted(holder.id, holder, recheck="1 year"), reviewer)

    assert figures(reviewer).ending == 0
    assert figures(reviewer, NOW + 350 * DAY).ending == 1
    [over] = queries.by_product(by=reviewer, now=NOW + 400 * DAY, since=SINCE)
    assert over.known == {1: 0, 2: 0, 3: 0}


def test_another_issuer_has_figures_of_its_own(holder, reviewer, stranger, operator) -> None:
    submitted(holder.id, holder)

    assert queries.by_product(by=stranger, now=NOW, since=SINCE) == []
    with pytest.raises(NotAllowed):
        queries.by_product(by=operator, now=NOW, since=SINCE)


def tie(by: Actor, login: str, request_id: str = "", **other: object) -> None:
    given = {"document": "resident-id", "fields": {"number": citizen(9)}} | other
    actions.tie_staff(login=login, **given, **acting(by, request_id=request_id))  # type: ignore[arg-type]


def test_of_every_reviewer_it_is_told_whether_it_is_known_who_he_is(
    reviewer, other, stranger
) -> None:
    tie(reviewer, reviewer.id)
    tie(other, reviewer.id, fields={"number": citizen(11)}, family=True)

    assert queries.ties_of(reviewer.id, by=reviewer) == Tied(reviewer.id, himself=True, family=1)
    assert queries.reviewers(by=other) == [
        Tied(reviewer.id, himself=True, family=1),
        Tied(other.id),
    ]
    with pytest.raises((UnknownStaff, NotAllowed)):
        queries.ties_of(reviewer.id, by=stranger)
    with pytest.raises(NotAllowed):
        queries.reviewers(by=reviewer)


@pytest.mark.parametrize(
    ("wrong", "refusal"),
    [
        ({"fields": {"number": "110101199003070000"}}, Invalid),
        ({"fields": {}}, refusals.FieldsMissing),
        ({"document": "passport", "fields": {"number": "E12345678"}}, refusals.FieldsMissing),
        ({"document": "library-card"}, refusals.OtherDocument),
    ],
)
def test_a_tie_to_nobody_is_no_tie(reviewer, wrong, refusal) -> None:
    with pytest.raises(refusal):
        tie(reviewer, reviewer.id, **wrong)
    assert not StaffTie.objects.exists()


def test_a_repeated_tie_is_one_and_another_number_needs_another_request(reviewer) -> None:
    tie(reviewer, reviewer.id, "once")
    tie(reviewer, reviewer.id, "once")

    with pytest.raises(refusals.RequestReused):
        tie(reviewer, reviewer.id, "once", fields={"number": citizen(11)})
    assert StaffTie.objects.count() == 1
    assert citizen(9) not in str(Entry.objects.get(event="identity.staff_tied").facts)


def test_a_note_is_taken_off_by_somebody_else(reviewer, other, stranger) -> None:
    tie(reviewer, reviewer.id)
    tie(other, reviewer.id, fields={"number": citizen(11)}, family=True)
    himself, family = queries.noted_ties(reviewer.id, by=other)
    assert [himself.family, family.family] == [False, True]

    for by, refusal in ((reviewer, NotAllowed), (stranger, UnknownStaff)):
        with pytest.raises(refusal):
            untie(by, reviewer.id, family.id)
    with pytest.raises(refusals.OwnTie):
        untie(other, other.id, family.id)
    with pytest.raises(refusals.UnknownTie):
        untie(other, reviewer.id, "nothing")
    untie(other, reviewer.id, family.id, "once")
    untie(other, reviewer.id, family.id, "once")
    assert queries.noted_ties(reviewer.id, by=reviewer) == [himself]
    entry = Entry.objects.get(event="identity.staff_untied")
    assert (entry.subject, entry.facts) == (reviewer.id, {"tie": family.id, "family": True})


def untie(by: Actor, login: str, tie: str, request_id: str = "") -> None:
    actions.untie_staff(login=login, tie=tie, **acting(by, request_id=request_id))
