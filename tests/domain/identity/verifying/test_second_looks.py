"""Some confirmations are looked at again by another reviewer, and a supervisor settles doubts."""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.domain.enquiries.conftest import employed
from tests.domain.identity.verifying.desk import (
    DAY,
    MINUTE,
    NOW,
    SETTLED,
    acting,
    approve,
    ask_again,
    card,
    citizen,
    policy,
    submitted,
    told,
    work,
)
from yika.domain.identity import actions, queries
from yika.domain.identity.models import SecondLook
from yika.domain.identity.queries.reviewing.figures import ReviewerFigures
from yika.domain.identity.rules.review import refusals
from yika.domain.identity.rules.review.policy import is_drawn
from yika.domain.identity.rules.review.states import Look, State
from yika.domain.journal.models import Entry
from yika.domain.staff.rules import Role
from yika.kit.actor import Actor, NotAllowed

LATER = NOW + SETTLED + MINUTE


@pytest.fixture
def second(houses: None) -> Actor:
    return employed(Role.REVIEWER, "bo.second")


@pytest.fixture
def drawn(holder: Actor, reviewer: Actor) -> str:
    """A confirmation that another reviewer is to look at again."""
    found = submitted(holder.id, holder, second_look=100)
    approve(found, reviewer)
    work(LATER)
    return found


def take(found: str, by: Actor, now=LATER) -> Look:
    return actions.take_second_look(verification=found, **acting(by, now)).state


def doubt(found: str, by: Actor, **other: str) -> Look:
    given = {"reason": "altered", "remark": "The font is wrong."} | other
    return actions.doubt(verification=found, **given, **acting(by, LATER)).state


def doubted(found: str, by: Actor) -> str:
    take(found, by)
    doubt(found, by)
    return found


def events(found: str) -> list[str]:
    rows = Entry.objects.filter(subject=found).order_by("id")
    return [one.event for one in rows if "second_look" in one.event or "overturned" in one.event]


@given(chance=st.binary(min_size=34, max_size=34))
def test_the_share_is_one_of_a_hundred_and_none_draws_nothing(chance: bytes) -> None:
    assert not is_drawn(policy(), chance)
    assert is_drawn(policy(second_look=100), chance)


def test_of_many_chances_as_many_are_drawn_as_the_policy_says() -> None:
    rule = policy(second_look=5)
    drawn = sum(is_drawn(rule, number.to_bytes(34)) for number in range(10_000))
    assert drawn == 500


@pytest.mark.django_db
def test_it_is_drawn_once_it_counts_and_twice_told_only_once(holder, reviewer, second) -> None:
    found = submitted(holder.id, holder, second_look=100)
    approve(found, reviewer)
    work(NOW + SETTLED)
    assert queries.second_looks(by=second, now=LATER) == []

    work(LATER)
    actions.draw_second_look(key=found, now=LATER)
    [line] = queries.second_looks(by=second, now=LATER)
    assert (line.verification, line.state, line.approved_by) == (found, Look.WAITS, reviewer.id)
    assert line.waits_for_him
    assert SecondLook.objects.count() == 1


@pytest.mark.django_db
def test_what_is_undone_or_refused_or_not_asked_for_is_not_drawn(
    holder, neighbor, reviewer
) -> None:
    undone = submitted(holder.id, holder, second_look=100)
    approve(undone, reviewer)
    actions.undo(verification=undone, **acting(reviewer))
    seen = queries.verification(undone, by=reviewer, now=NOW)
    about = {"verification": undone, "version": seen.version, "reason": "altered"}
    actions.refuse(**about, **acting(reviewer))
    approve(submitted(neighbor.id, neighbor), reviewer)
    work(LATER)
    assert not SecondLook.objects.exists()


@pytest.mark.django_db
def test_a_colleague_agrees_and_only_who_has_it_sees_it(drawn, second, other) -> None:
    assert take(drawn, second) is Look.WAITS
    narrow = replace(second, rights=frozenset({"identity.view", "identity.review"}))
    assert actions.show_fields(verification=drawn, **acting(narrow, LATER))
    assert actions.show_fields(verification=drawn, **acting(second, LATER))["number"] == citizen()
    with pytest.raises(refusals.LockedByOther):
        take(drawn, other)

    about = {"verification": drawn, **acting(second, LATER, "once")}
    assert actions.agree_again(**about).state is Look.AGREED
    assert actions.agree_again(**about).state is Look.AGREED
    assert queries.second_looks(by=second, now=LATER) == []
    assert events(drawn) == [
        "identity.second_look_drawn",
        "identity.second_look_taken",
        "identity.second_look_agreed",
    ]
    with pytest.raises(refusals.NoSecondLook):
        take(drawn, other)
    with pytest.raises(NotAllowed):
        actions.show_fields(verification=drawn, **acting(narrow, LATER))


@pytest.mark.django_db
def test_nobody_looks_again_at_what_he_confirmed(drawn, reviewer) -> None:
    assert queries.second_looks(by=reviewer, now=LATER) == []
    with pytest.raises(refusals.DecidedBefore):
        take(drawn, reviewer)


@pytest.mark.django_db
def test_the_first_of_two_does_not_look_again_either(holder, reviewer, second, other) -> None:
    found = submitted(holder.id, holder, second_look=100, four_eyes=True)
    approve(found, reviewer)
    approve(found, other)
    work(LATER)
    assert queries.second_looks(by=reviewer, now=LATER) == []
    with pytest.raises(refusals.DecidedBefore):
        take(found, reviewer)
    assert take(found, second) is Look.WAITS


@pytest.mark.django_db
@pytest.mark.parametrize("family", [False, True])
def test_nobody_looks_again_at_his_own_or_his_family(drawn, second, other, family) -> None:
    actions.tie_staff(
        login=second.id,
        document="resident-id",
        fields={"number": citizen()},
        family=family,
        **acting(second),
    )
    with pytest.raises(refusals.OwnCase):
        take(drawn, second)
    assert take(drawn, other) is Look.WAITS


@pytest.mark.django_db
def test_another_issuer_and_who_does_not_review_see_nothing(drawn, stranger, teller) -> None:
    assert queries.second_looks(by=stranger, now=LATER) == []
    assert queries.second_look(verification=drawn, by=stranger, now=LATER) is None
    with pytest.raises(refusals.UnknownVerification):
        take(drawn, stranger)
    with pytest.raises(NotAllowed):
        take(drawn, teller)
    with pytest.raises(NotAllowed):
        queries.second_looks(by=teller, now=LATER)


@pytest.mark.django_db
def test_it_is_said_only_after_it_was_taken_up_and_with_a_reason(drawn, second) -> None:
    with pytest.raises(refusals.NotTakenUp):
        actions.agree_again(verification=drawn, **acting(second, LATER))
    take(drawn, second)
    with pytest.raises(refusals.ReasonUnknown):
        doubt(drawn, second, reason="a feeling")
    with pytest.raises(refusals.WordsNeeded):
        doubt(drawn, second, remark=" ")
    assert doubt(drawn, second) is Look.DISAGREED


@pytest.mark.django_db
def test_a_doubt_waits_for_a_supervisor_and_changes_nothing_by_itself(
    drawn, second, other, holder
) -> None:
    doubted(drawn, second)
    assert queries.second_looks(by=second, now=LATER) == []
    with pytest.raises((NotAllowed, refusals.DecidedBefore)):
        take(drawn, second)
    [line] = queries.second_looks(by=other, now=LATER)
    assert (line.state, line.reason) == (Look.DISAGREED, "altered")
    assert queries.level_of(holder.id, "harbor", now=LATER) == 1

    take(drawn, other)
    with pytest.raises(refusals.NoSecondLook):
        actions.agree_again(verification=drawn, **acting(other, LATER))
    upheld = actions.uphold(verification=drawn, remark="It is real.", **acting(other, LATER))
    assert upheld.state is Look.UPHELD
    assert queries.level_of(holder.id, "harbor", now=LATER) == 1


@pytest.mark.django_db
def test_what_is_overturned_ends_the_proof_and_the_holder_is_told(
    drawn, second, other, reviewer, holder
) -> None:
    take(doubted(drawn, second), other)
    about = {"verification": drawn, "reason": "altered", **acting(other, LATER, "once")}
    assert actions.overturn(**about).state is Look.OVERTURNED
    assert actions.overturn(**about).state is Look.OVERTURNED

    view = queries.verification(drawn, by=holder, now=LATER + SETTLED)
    assert view.state is State.REFUSED
    assert queries.level_of(holder.id, "harbor", now=LATER) == 0
    assert told(holder.id)[-1] == "identity-refused"
    assert "The font is wrong." not in str(view.turns)
    assert events(drawn)[-1] == "identity.overturned"

    actions.appeal(verification=drawn, words="It is mine.", **acting(holder, LATER + SETTLED))
    for decider in (reviewer, other):
        with pytest.raises(refusals.DecidedBefore):
            actions.take_up(verification=drawn, **acting(decider, LATER))


@pytest.mark.django_db
def test_a_lock_that_was_left_is_taken_over(drawn, second, other) -> None:
    take(drawn, second)
    assert take(drawn, other, LATER + timedelta(minutes=11)) is Look.WAITS
    with pytest.raises(refusals.LockedByOther):
        actions.agree_again(verification=drawn, **acting(second, LATER + timedelta(minutes=11)))


@pytest.mark.django_db
def test_figures_tell_how_much_how_fast_and_who_saw_it_otherwise(
    drawn, holder, reviewer, second, other
) -> None:
    doubted(drawn, second)
    slow = submitted(holder.id, holder, subject="card_2", fields=card(3))
    seen = actions.take_up(verification=slow, **acting(reviewer))
    decided = {"verification": slow, "version": seen.version, "reason": "does-not-agree"}
    actions.refuse(**decided, **acting(reviewer, NOW + 6 * MINUTE))
    ask_again(submitted(holder.id, holder, subject="card_3", fields=card(5)), reviewer)
    undone = submitted(holder.id, holder, subject="card_4", fields=card(7))
    approve(undone, other)
    actions.undo(verification=undone, **acting(other))

    first, *_rest = found = queries.reviewer_figures(by=other, since=NOW)
    assert (first.login, first.approved, first.refused, first.asked_again) == (reviewer.id, 1, 1, 1)
    assert first.spent == 6 * MINUTE
    assert first.per_hour == pytest.approx(30)
    assert first.share_refused == first.share_asked_again == pytest.approx(1 / 3)
    assert (first.looked_at, first.doubted, first.share_doubted) == (1, 1, 1.0)
    assert [one.decided for one in found if one.login == other.id] == [0]
    assert queries.reviewer_figures(by=other, since=NOW + DAY) == []


def test_who_did_nothing_has_no_shares() -> None:
    nobody = ReviewerFigures(login="log_1")
    assert (nobody.per_hour, nobody.share_refused, nobody.share_doubted) == (None, 0.0, None)
