"""Approving an edition takes a second person and puts it in force from its day on."""

from datetime import date, timedelta

import pytest

from tests.domain.cards.samples import JANUARY, LIN, NOW, WANG, approve, product, propose
from yika.domain.cards import queries, rules
from yika.domain.cards.models import ProductEdition
from yika.domain.journal.models import Entry

pytestmark = pytest.mark.django_db
MARCH = date(2027, 3, 1)


def test_an_approved_edition_is_in_force_from_its_day_on():
    propose()

    approved = approve()

    assert (approved.approved_by, approved.approved_at) == (WANG.id, NOW)
    assert queries.edition_in_force("harbor", "city", JANUARY) == approved
    with pytest.raises(rules.NotInForce, match="no edition of city in force on 2026-12-31"):
        queries.edition_in_force("harbor", "city", JANUARY - timedelta(days=1))


def test_an_approval_is_journaled():
    approved = propose()
    approve()

    [entry] = Entry.objects.filter(event="edition.approved")
    assert (entry.subject, entry.actor_id) == (approved.id, WANG.id)
    assert entry.facts["digest"] == approved.digest


def test_a_repeat_gives_the_same_answer_and_no_second_entry():
    propose()
    first = approve()

    assert approve(now=NOW + timedelta(days=365)) == first
    assert Entry.objects.filter(event="edition.approved").count() == 1


def test_a_second_approval_is_a_conflict():
    propose()
    approve()

    with pytest.raises(rules.AlreadyApproved):
        approve(request_id="another")


def test_the_same_request_id_for_another_edition_or_by_another_person_is_refused():
    propose(1)
    propose(2)
    approve(1)

    with pytest.raises(rules.RequestReused):
        approve(2, request_id="approve-1")
    with pytest.raises(rules.RequestReused):
        approve(1, by=LIN, request_id="approve-1")


def test_the_proposer_cannot_approve():
    propose()

    with pytest.raises(rules.SamePerson):
        approve(by=LIN)
    assert queries.edition("harbor", "city", 1).approved_at is None
    assert not Entry.objects.filter(event="edition.approved").exists()


def test_an_edition_that_does_not_exist_cannot_be_approved():
    with pytest.raises(rules.UnknownEdition, match="harbor has no edition 1 of city"):
        approve()


def test_a_proposal_whose_day_has_passed_cannot_be_approved():
    propose()

    with pytest.raises(rules.EffectiveInPast):
        approve(now=NOW + timedelta(days=60))


def test_a_proposal_changed_behind_our_back_cannot_be_approved():
    propose()
    row = ProductEdition.objects.get()
    ProductEdition.objects.update(content=row.content.replace("1000.00", "9000.00"))

    with pytest.raises(rules.ContentChanged):
        approve()


def test_a_mistaken_proposal_is_left_behind_by_the_next_one():
    propose(1, balance_max="1.00 CNY")
    propose(2)

    approve(2)

    assert queries.edition_in_force("harbor", "city", JANUARY).number == 2
    with pytest.raises(rules.PassedOver):
        approve(1)


def test_every_edition_stays_as_it_was_when_the_next_takes_effect():
    propose(1)
    approve(1)
    propose(2, effective_on=MARCH, balance_max="500.00 CNY")
    approve(2)

    assert [each.number for each in queries.editions("harbor")] == [1, 2]
    assert queries.edition_in_force("harbor", "city", date(2027, 2, 28)).product == product(1)
    assert queries.edition_in_force("harbor", "city", MARCH).number == 2
    assert queries.editions("harbor", "other") == []
