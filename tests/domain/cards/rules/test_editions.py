"""When an edition may be proposed, when it may be approved, and which one is in force."""

from datetime import date, timedelta

import pytest

from tests.domain.cards.samples import JANUARY, LIN, TODAY, WANG, product, stored
from yika.domain.cards import rules
from yika.kit.actor import WORKER, Actor, ActorKind, Channel
from yika.kit.errors import Conflict, Invalid, NotFound

FIRST = stored(product(1))
YESTERDAY = TODAY - timedelta(days=1)


def check_proposal(card, *, so_far=(), effective_on=JANUARY):
    rules.check_proposal(card, stored=so_far, effective_on=effective_on, today=TODAY)


def check_approval(proposed, *, so_far=(), by=WANG):
    rules.check_approval(proposed, stored=[*so_far, proposed], by=by, today=TODAY)


def test_the_first_edition_is_number_one():
    check_proposal(product(1))
    with pytest.raises(rules.NotNextEdition, match=r"The next edition of city is 1, not 2\."):
        check_proposal(product(2))


def test_the_next_edition_counts_on_from_every_stored_one():
    waiting = stored(product(2), approved=False)

    check_proposal(product(3), so_far=[FIRST, waiting])
    with pytest.raises(rules.NotNextEdition):
        check_proposal(product(4), so_far=[FIRST, waiting])


@pytest.mark.parametrize("edition", [1, 2])
def test_a_stored_number_is_taken(edition):
    waiting = stored(product(2), approved=False)

    with pytest.raises(rules.EditionTaken, match="Give a changed product the number 3") as caught:
        check_proposal(product(edition), so_far=[FIRST, waiting])
    assert isinstance(caught.value, Conflict)


def test_an_edition_takes_effect_today_at_the_earliest():
    check_proposal(product(1), effective_on=TODAY)
    with pytest.raises(rules.EffectiveInPast, match="2026-11-19 is past"):
        check_proposal(product(1), effective_on=YESTERDAY)


def test_an_edition_takes_effect_no_sooner_than_the_approved_one_before():
    check_proposal(product(2), so_far=[FIRST], effective_on=JANUARY)
    with pytest.raises(rules.EffectiveTooEarly, match="Edition 1 takes effect on 2027-01-01"):
        check_proposal(product(2), so_far=[FIRST], effective_on=TODAY)


def test_an_edition_that_only_waits_sets_no_date():
    waiting = stored(product(1), approved=False)

    check_proposal(product(2), so_far=[waiting], effective_on=TODAY)


def test_a_purse_never_changes_its_unit():
    in_points = product(2, balance_max="1000 points")

    with pytest.raises(rules.UnitChanged, match="kept in CNY since edition 1"):
        check_proposal(in_points, so_far=[FIRST])


def test_a_purse_that_was_away_for_an_edition_comes_back_in_its_unit():
    without = stored(product(2, purse=[]))

    check_proposal(product(3), so_far=[FIRST, without])
    with pytest.raises(rules.UnitChanged, match="since edition 1"):
        check_proposal(product(3, balance_max="9 rides"), so_far=[FIRST, without])


def test_a_second_person_approves():
    check_approval(stored(product(1), approved=False), by=WANG)


def test_nobody_approves_what_he_proposed_also_not_through_another_door():
    at_the_counter = Actor(LIN.kind, LIN.id, Channel.COUNTER)

    with pytest.raises(rules.SamePerson):
        check_approval(stored(product(1), approved=False), by=at_the_counter)


@pytest.mark.parametrize("kind", [kind for kind in ActorKind if kind != ActorKind.STAFF])
def test_only_staff_approves(kind):
    with pytest.raises(rules.NotByStaff):
        check_approval(stored(product(1), approved=False), by=Actor(kind, "x", Channel.API))
    with pytest.raises(rules.NotByStaff):
        check_approval(stored(product(1), approved=False), by=WORKER)


def test_an_edition_is_approved_once():
    with pytest.raises(rules.AlreadyApproved):
        check_approval(stored(product(1), approved=True))


def test_a_later_approved_edition_leaves_the_earlier_ones_behind():
    left_behind = stored(product(1), approved=False)

    with pytest.raises(rules.PassedOver, match="Edition 2 of city is approved, so edition 1"):
        check_approval(left_behind, so_far=[stored(product(2))])


def test_a_proposal_that_waited_too_long_is_not_approved():
    late = stored(product(1), effective_on=YESTERDAY, approved=False)

    with pytest.raises(rules.EffectiveInPast):
        check_approval(late)


def test_what_was_approved_meanwhile_counts_at_the_approval():
    waiting = stored(product(2), effective_on=TODAY, approved=False)

    with pytest.raises(rules.EffectiveTooEarly):
        check_approval(waiting, so_far=[FIRST])


def test_the_edition_in_force_is_the_latest_approved_one_whose_day_has_come():
    second = stored(product(2), effective_on=date(2027, 3, 1))
    waiting = stored(product(3), effective_on=date(2027, 3, 1), approved=False)
    so_far = [FIRST, second, waiting]

    assert rules.in_force(so_far, on=date(2026, 12, 31)) is None
    assert rules.in_force(so_far, on=JANUARY) is FIRST
    assert rules.in_force(so_far, on=date(2027, 2, 28)) is FIRST
    assert rules.in_force(so_far, on=date(2027, 3, 1)) is second


def test_of_two_editions_of_one_day_the_higher_number_holds():
    mended = stored(product(2))

    assert rules.in_force([FIRST, mended], on=JANUARY) is mended


@pytest.mark.parametrize("issuer", ["harbor-transit", "a", "no1", "x" * 48])
def test_an_issuer_has_a_short_name(issuer):
    rules.check_issuer(issuer)


@pytest.mark.parametrize("issuer", ["", "Harbor", "harbor transit", "a:b", "-a", "x" * 49, "港"])
def test_anything_else_is_no_issuer(issuer):
    with pytest.raises(Invalid, match="short name of an issuer"):
        rules.check_issuer(issuer)


@pytest.mark.parametrize("kind", [rules.UnknownEdition, rules.NotInForce])
def test_what_is_missing_is_told_as_not_found(kind):
    assert issubclass(kind, NotFound)
