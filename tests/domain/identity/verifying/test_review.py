"""Reviewers decide: one at a time, not about themselves, and for ten seconds not for good."""

from dataclasses import replace

import pytest

from tests.domain.identity.verifying.desk import (
    DAY,
    MINUTE,
    SECOND,
    SETTLED,
    acting,
    approve,
    ask_again,
    card,
    citizen,
    filled,
    picture,
    refuse,
    submit,
    submitted,
    taken,
    told,
    work,
)
from tests.domain.people.folks import NOW
from yika.domain.identity import actions, queries
from yika.domain.identity.models import Evidence, ProvenIdentity, VerificationTurn
from yika.domain.identity.rules.review import refusals
from yika.domain.identity.rules.review.states import State
from yika.domain.journal.models import Entry
from yika.domain.staff.rules import Role, rights_of
from yika.domain.vault.actions import destroy_file
from yika.domain.vault.queries import file_facts
from yika.kit.actor import NotAllowed


def seen(found, by, now=NOW):
    return queries.verification(found, by=by, now=now)


def test_what_one_reviewer_has_no_other_can_decide(holder, reviewer, other):
    found = submitted(holder.id, holder)
    mine = taken(found, reviewer)
    with pytest.raises(refusals.LockedByOther):
        taken(found, other, NOW + 9 * MINUTE)
    for by, refusal in ((other, refusals.LockedByOther), (holder, refusals.OnlyPeople)):
        with pytest.raises(refusal):
            actions.approve(verification=found, version=mine.version, **acting(by, NOW + MINUTE))

    later = taken(found, other, NOW + 10 * MINUTE)
    assert later.locked_by == other.id
    with pytest.raises(refusals.LockedByOther):
        actions.approve(
            verification=found, version=mine.version, **acting(reviewer, NOW + 11 * MINUTE)
        )


def test_taking_up_again_renews_and_putting_back_lets_go(holder, reviewer, other):
    found = submitted(holder.id, holder)
    version = taken(found, reviewer).version
    renewed = taken(found, reviewer, NOW + 8 * MINUTE)
    assert (renewed.version, renewed.locked_until) == (version, NOW + 18 * MINUTE)

    actions.put_back(verification=found, **acting(reviewer, NOW + 9 * MINUTE))
    assert taken(found, other, NOW + 9 * MINUTE).locked_by == other.id


def test_a_lock_of_a_clock_that_ran_ahead_holds_nobody_up(holder, reviewer, other):
    found = submitted(holder.id, holder)
    taken(found, reviewer, NOW + 60 * MINUTE)

    assert taken(found, other, NOW).locked_by == other.id


def test_nothing_is_decided_that_was_not_taken_up_or_has_changed(holder, reviewer):
    found = submitted(holder.id, holder)
    about = {"verification": found, **acting(reviewer)}
    with pytest.raises(refusals.NotTakenUp):
        actions.approve(**about, version=seen(found, reviewer).version)
    taken(found, reviewer)
    with pytest.raises(refusals.ChangedMeanwhile):
        actions.approve(**about, version=1)


def test_an_approval_counts_and_is_told_once_it_cannot_be_undone(holder, reviewer):
    found = submitted(holder.id, holder)
    assert approve(found, reviewer).state is State.APPROVED
    assert queries.level_of(holder.id, "harbor", now=NOW + 9 * SECOND) == 0
    work(NOW + 9 * SECOND)
    assert told(holder.id) == ["identity-submitted"]

    work(NOW + SETTLED)
    assert queries.level_of(holder.id, "harbor", now=NOW + SETTLED) == 1
    assert queries.level_of(holder.id, "rivertown", now=NOW + SETTLED) == 0
    assert told(holder.id) == ["identity-submitted", "identity-approved"]
    kept = [file_facts(one.file).purge_after for one in Evidence.objects.all()]
    assert all(NOW + 29 * DAY < until < NOW + 32 * DAY for until in kept)


def test_a_decision_is_undone_within_seconds_by_who_took_it(holder, reviewer, other):
    found = submitted(holder.id, holder)
    approve(found, reviewer)
    with pytest.raises(refusals.NotUndoable):
        actions.undo(verification=found, **acting(other, NOW + SECOND))
    undone = actions.undo(verification=found, **acting(reviewer, NOW + 9 * SECOND))

    assert (undone.state, undone.locked_by) == (State.IN_REVIEW, reviewer.id)
    work(NOW + DAY)
    assert queries.level_of(holder.id, "harbor", now=NOW + DAY) == 0
    assert told(holder.id) == ["identity-submitted"]
    assert refuse(found, reviewer, NOW + DAY).state is State.REFUSED
    with pytest.raises(refusals.NotUndoable):
        actions.undo(verification=found, **acting(reviewer, NOW + DAY + SETTLED))


def test_a_clock_that_goes_back_neither_opens_nor_tells_anything_early(holder, reviewer):
    found = submitted(holder.id, holder)
    approve(found, reviewer)
    earlier = NOW - 60 * MINUTE

    assert queries.level_of(holder.id, "harbor", now=earlier) == 0
    with pytest.raises(refusals.NotUndoable):
        actions.undo(verification=found, **acting(reviewer, earlier))


def test_asked_for_one_thing_again_only_that_is_given(holder, reviewer):
    found = submitted(holder.id, holder)
    again = ask_again(found, reviewer)
    assert (again.state, again.asked_thing) == (State.WAITING_FOR_PERSON, "front")
    assert told(holder.id)[-1] == "identity-again"
    with pytest.raises(refusals.StillAsked):
        submit(found, holder)

    actions.add_picture(verification=found, side="front", content=picture(9), **acting(holder))
    assert submit(found, holder).state is State.IN_REVIEW
    assert seen(found, reviewer).line.attempt == 2


def test_after_the_last_attempt_somebody_has_to_decide(holder, reviewer):
    found = submitted(holder.id, holder, attempts=1)
    with pytest.raises(refusals.AttemptsOver):
        ask_again(found, reviewer)
    with pytest.raises(refusals.ThingUnknown):
        ask_again(found, reviewer, thing="data")

    assert refuse(found, reviewer, reason="too-often").state is State.REFUSED


def test_refused_and_asked_again_are_different_lists_of_reasons(holder, reviewer):
    found = submitted(holder.id, holder)
    with pytest.raises(refusals.ReasonUnknown):
        refuse(found, reviewer, reason="glare")


def test_nothing_is_decided_after_it_was_withdrawn(holder, reviewer):
    found = submitted(holder.id, holder)
    version = taken(found, reviewer).version
    actions.withdraw_verification(verification=found, **acting(holder))

    with pytest.raises(refusals.NoSuchStep):
        actions.approve(verification=found, version=version, **acting(reviewer))
    assert not ProvenIdentity.objects.exists()


def test_two_people_agree_where_the_policy_wants_four_eyes(holder, reviewer, other):
    found = submitted(holder.id, holder, four_eyes=True)
    agreed = approve(found, reviewer)
    assert (agreed.state, agreed.line.second) == (State.IN_REVIEW, True)
    with pytest.raises(refusals.DecidedBefore):
        taken(found, reviewer)
    assert queries.queue(by=reviewer, now=NOW) == []

    assert approve(found, other).state is State.APPROVED


def test_the_first_of_two_can_take_his_yes_back(holder, reviewer):
    found = submitted(holder.id, holder, four_eyes=True)
    approve(found, reviewer)

    assert not actions.undo(verification=found, **acting(reviewer, NOW + SECOND)).line.second
    assert taken(found, reviewer).locked_by == reviewer.id


def test_against_a_failed_check_two_people_agree_and_say_why(holder, reviewer, other):
    right = citizen()
    mistyped = right[:-1] + ("1" if right.endswith("0") else "0")
    found = submitted(holder.id, holder, fields=card(number=mistyped))
    with pytest.raises(refusals.WordsNeeded):
        approve(found, reviewer)

    assert approve(found, reviewer, remark="Seen.").state is State.IN_REVIEW
    assert approve(found, other, remark="Seen too.").state is State.APPROVED
    turns = VerificationTurn.objects.exclude(remark=None)
    assert [turn.told("remark") for turn in turns.order_by("version")] == ["Seen.", "Seen too."]
    assert all(b"Seen" not in bytes(turn.remark) for turn in turns)


def test_what_was_passed_on_is_for_those_who_decide(holder, teller, reviewer, other):
    plain = replace(reviewer, rights=rights_of([Role.REVIEWER]) - {"approvals.decide"})
    found = submitted(holder.id, holder)
    taken(found, plain)
    with pytest.raises(refusals.WordsNeeded):
        actions.escalate(verification=found, remark=" ", **acting(plain))
    actions.escalate(verification=found, remark="Looks odd.", **acting(plain))

    with pytest.raises(NotAllowed):
        taken(found, plain)
    assert queries.queue(by=plain, now=NOW) == []
    [line] = queries.queue(by=other, now=NOW)
    assert line.raised
    with pytest.raises(NotAllowed):
        taken(found, teller)


def test_nobody_decides_about_himself_or_his_family(holder, neighbor, reviewer, other):
    mine = submitted(holder.id, holder)
    theirs = submitted(neighbor.id, neighbor, fields=card(2, name="周一"))
    for serial, family in ((1, False), (2, True)):
        actions.tie_staff(
            login=reviewer.id,
            document="resident-id",
            fields=card(serial),
            family=family,
            **acting(reviewer),
        )

    for found in (mine, theirs):
        with pytest.raises(refusals.OwnCase):
            taken(found, reviewer)
    assert approve(mine, other).state is State.APPROVED


def test_an_appeal_goes_to_another_person_and_there_is_one(holder, reviewer, other):
    found = submitted(holder.id, holder)
    refuse(found, reviewer)
    appealed = actions.appeal(verification=found, words="It is mine.", **acting(holder, NOW + DAY))
    assert appealed.state is State.IN_REVIEW
    with pytest.raises(refusals.DecidedBefore):
        taken(found, reviewer, NOW + DAY)
    [line] = queries.queue(by=other, now=NOW + DAY)
    assert line.appealed

    refuse(found, other, NOW + DAY)
    with pytest.raises(refusals.NoAppeal):
        actions.appeal(verification=found, words="Again.", **acting(holder, NOW + 2 * DAY))


def test_what_was_destroyed_before_an_appeal_is_asked_for_again(holder, reviewer, other):
    found = submitted(holder.id, holder)
    refuse(found, reviewer)
    destroy_file(Evidence.objects.get().file, now=NOW + 8 * DAY)
    later = NOW + 9 * DAY
    actions.appeal(verification=found, words="It is mine.", **acting(holder, later))

    assert seen(found, other, later).missing == (("resident-id", "front"),)
    assert ask_again(found, other, later).asked_thing == "front"


def test_a_second_proof_of_the_same_holder_takes_no_second_place(holder, reviewer):
    rule = {"cards_per_person": 1}
    approve(submitted(holder.id, holder, **rule), reviewer)
    changed = card(name="林晚晚")
    later = submitted(holder.id, holder, now=NOW + DAY, subject="another", fields=changed, **rule)

    assert {check.name: check.outcome for check in seen(later, reviewer).checks}["limit"] == "pass"
    assert approve(later, reviewer, NOW + DAY).state is State.APPROVED
    assert queries.level_of(holder.id, "harbor", now=NOW + DAY + SETTLED) == 1


def test_a_refusal_is_final_after_a_month(holder, reviewer):
    found = submitted(holder.id, holder)
    refuse(found, reviewer)
    with pytest.raises(refusals.NoAppeal):
        actions.appeal(verification=found, words="Now.", **acting(holder, NOW + 30 * DAY))


def test_who_was_refused_as_suspicious_is_seen_to_come_again(holder, reviewer):
    refuse(submitted(holder.id, holder), reviewer, reason="altered")
    again = submitted(holder.id, holder, decide="checks")

    view = seen(again, reviewer)
    assert view.state is State.IN_REVIEW
    assert "refused_before" in {check.reason for check in view.checks}


def test_another_holder_with_the_same_document_is_noticed_at_this_issuer(
    holder, neighbor, reviewer
):
    approve(submitted(holder.id, holder), reviewer)
    found = submitted(neighbor.id, neighbor, fields=card(name="周一", number=f" {citizen()} "))

    assert "duplicate_person" in {check.reason for check in seen(found, reviewer).checks}


def test_other_accounts_of_a_person_are_told_and_refuse_nobody(holder, neighbor, reviewer):
    rule = {"cards_per_person": 1}
    first = submitted(holder.id, holder, **rule)
    pending = submitted(neighbor.id, neighbor, **rule)
    assert "limit_pending" in {check.reason for check in seen(pending, reviewer).checks}
    actions.withdraw_verification(verification=pending, **acting(neighbor))
    approve(first, reviewer)
    found = submitted(neighbor.id, neighbor, **rule)
    assert "limit_reached" in {check.reason for check in seen(found, reviewer).checks}

    assert approve(found, reviewer).state is State.APPROVED


def test_from_afar_nobody_is_confirmed_at_the_second_level(holder, reviewer):
    found = submitted(holder.id, holder, level=2, face="staff")
    with pytest.raises(refusals.LevelNotReached):
        approve(found, reviewer)


def test_a_proof_is_warned_of_and_ends(holder, reviewer):
    approve(submitted(holder.id, holder, recheck="1 year"), reviewer)
    until = ProvenIdentity.objects.get().verified_until
    assert until is not None
    for moment, again in ((NOW + DAY, False), (until - 30 * DAY, True)):
        proof = queries.proof_of(holder.id, "harbor", by=reviewer, now=moment)
        assert (proof.level, proof.again) == (1, again)
        assert proof.covers(1) is not again
    assert queries.proof_of(holder.id, "harbor", by=holder, now=NOW + DAY).again
    assert not queries.proof_of(holder.id, "harbor", by=holder, now=NOW + DAY - SECOND).again
    work(until - 31 * DAY)
    assert "identity-expiring" not in told(holder.id)
    work(until - 30 * DAY)
    assert told(holder.id)[-1] == "identity-expiring"

    assert queries.level_of(holder.id, "harbor", now=until - SECOND) == 1
    assert queries.level_of(holder.id, "harbor", now=until) == 0
    work(until)
    assert ProvenIdentity.objects.get().lapsed_because == "time"


def test_the_queue_is_oldest_first_and_says_what_is_late(holder, neighbor, reviewer, stranger):
    first = submitted(holder.id, holder)
    second = submitted(neighbor.id, neighbor, now=NOW + DAY, fields=card(2, name="周一"))
    lines = queries.queue(by=reviewer, now=NOW + 3 * DAY)

    assert [line.id for line in lines] == [first, second]
    assert [line.late for line in lines] == [True, False]
    assert queries.queue(by=stranger, now=NOW) == []
    assert [line.id for line in queries.queue(by=reviewer, now=NOW, after=first)] == [second]


def test_the_charts_count_what_became_of_it(holder, neighbor, reviewer):
    approve(submitted(holder.id, holder), reviewer)
    ask_again(submitted(neighbor.id, neighbor, fields=card(2, name="周一")), reviewer)
    found = queries.figures(by=reviewer, now=NOW, since=NOW - DAY)

    assert (found.waiting, found.approved, found.refused, found.asked_again) == (0, 1, 0, 1)
    assert found.by_reviewer == {reviewer.id: 1}


def test_a_look_is_written_down_before_anything_is_shown(holder, reviewer, teller):
    found = submitted(holder.id, holder)
    row = Evidence.objects.order_by("id").first()
    shown = actions.show_picture(picture=str(row), **acting(reviewer))
    assert shown.startswith(b"\xff\xd8")
    whole = actions.show_fields(verification=found, **acting(reviewer))
    assert whole["number"] == citizen()
    assert Entry.objects.filter(event="identity.looked").count() == 2

    with pytest.raises(NotAllowed):
        actions.show_fields(verification=found, **acting(teller))
    assert actions.show_fields(verification=found, **acting(holder))["name"] == "林晚"
    assert Entry.objects.filter(event="identity.looked").count() == 2


def test_nothing_is_given_once_it_is_being_reviewed(holder):
    found = submitted(holder.id, holder)
    with pytest.raises(refusals.NoSuchStep):
        actions.give_fields(verification=found, fields=card(), **acting(holder))
    assert filled(holder.id, holder, subject="another") != found
