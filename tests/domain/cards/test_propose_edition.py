"""Proposing an edition stores it once, whoever asks how often, and journals it."""

import threading
from datetime import date

import pytest
from django.db import IntegrityError, connection, connections, transaction

from tests.domain.cards.samples import JANUARY, LIN, NOW, WANG, product
from yika.domain.cards import queries, rules
from yika.domain.cards.actions import propose_edition
from yika.domain.cards.models import ProductEdition
from yika.domain.journal.models import Entry
from yika.kit.errors import Invalid
from yika.products import content


def propose(card=None, *, request_id="r-1", effective_on=JANUARY, by=LIN, issuer="harbor"):
    return propose_edition(
        issuer=issuer,
        product=card or product(),
        effective_on=effective_on,
        by=by,
        now=NOW,
        request_id=request_id,
    )


@pytest.mark.django_db
def test_a_proposal_is_stored_whole_and_waits():
    proposed = propose()

    assert proposed == queries.edition("harbor", "city", 1)
    assert proposed.product == product()
    assert proposed.digest == content.digest(content.content(product()))
    assert (proposed.effective_on, proposed.proposed_by) == (JANUARY, LIN.id)
    assert proposed.approved_by is None
    assert queries.find_edition_in_force("harbor", "city", date(2030, 1, 1)) is None


@pytest.mark.django_db
def test_a_proposal_is_journaled():
    proposed = propose()

    [entry] = Entry.objects.filter(event="edition.proposed")
    assert (entry.subject, entry.issuer, entry.actor_id) == (proposed.id, "harbor", LIN.id)
    assert entry.facts == {
        "product": "city",
        "edition": 1,
        "digest": proposed.digest,
        "effective_on": "2027-01-01",
    }


@pytest.mark.django_db
def test_a_repeat_gives_the_same_edition_and_no_second_entry():
    first = propose()
    propose(product(2), request_id="r-2")

    assert propose() == first
    assert ProductEdition.objects.count() == 2
    assert Entry.objects.filter(event="edition.proposed").count() == 2


@pytest.mark.django_db
@pytest.mark.parametrize(
    "other",
    [
        {"card": product(balance_max="999.00 CNY")},
        {"card": product(2)},
        {"effective_on": date(2027, 1, 2)},
        {"by": WANG},
        {"issuer": "other"},
    ],
    ids=str,
)
def test_the_same_request_id_for_something_else_is_refused(other):
    propose()

    with pytest.raises(rules.RequestReused):
        propose(**other)
    assert ProductEdition.objects.count() == 1


@pytest.mark.django_db
def test_the_same_number_with_other_content_is_a_conflict():
    propose()

    with pytest.raises(rules.EditionTaken):
        propose(product(balance_max="999.00 CNY"), request_id="r-2")
    assert queries.edition("harbor", "city", 1).product == product()


@pytest.mark.django_db
def test_issuers_count_their_editions_for_themselves():
    propose()
    propose(issuer="campus", request_id="r-2")

    assert [edition.issuer for edition in queries.editions("campus")] == ["campus"]


@pytest.mark.django_db
def test_a_refused_proposal_leaves_nothing_behind():
    with pytest.raises(rules.NotNextEdition):
        propose(product(2))
    with pytest.raises(Invalid):
        propose(issuer="No Such")

    assert not ProductEdition.objects.exists()
    assert not Entry.objects.exists()


@pytest.mark.django_db
def test_a_stored_edition_cannot_be_changed_or_deleted():
    propose()
    row = ProductEdition.objects.get()
    row.content = "{}"

    with pytest.raises(TypeError, match="never changed"):
        row.save()
    with pytest.raises(TypeError, match="never deleted"):
        row.delete()


@pytest.mark.django_db
@pytest.mark.parametrize(
    "change",
    [
        {"content": "{}"},
        {"digest": "0" * 64},
        {"product": "town"},
        {"edition": 7},
    ],
    ids=str,
)
def test_what_was_changed_behind_our_back_is_never_used(change):
    propose()
    ProductEdition.objects.update(**change)
    name, number = change.get("product", "city"), change.get("edition", 1)

    with pytest.raises(rules.ContentChanged):
        queries.edition("harbor", name, number)


@pytest.mark.django_db
@pytest.mark.parametrize(
    "change",
    [
        {"approved_by": LIN.id, "approved_at": NOW, "approved_by_request": "0" * 32},
        {"approved_by": WANG.id},
        {"approved_at": NOW},
        {"edition": 0},
    ],
    ids=str,
)
def test_the_database_itself_refuses_half_approvals_and_approvals_by_the_proposer(change):
    propose()

    with pytest.raises(IntegrityError), transaction.atomic():
        ProductEdition.objects.update(**change)


@pytest.mark.django_db(transaction=True)
def test_of_two_proposals_at_once_one_is_stored_and_one_is_told():
    outcomes = at_once(
        lambda: propose(request_id="r-1"),
        lambda: propose(product(balance_max="999.00 CNY"), request_id="r-2", by=WANG),
    )

    assert sorted(type(outcome).__name__ for outcome in outcomes) == ["Edition", "EditionTaken"]
    assert ProductEdition.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_the_same_proposal_twice_at_once_is_one():
    first, second = at_once(propose, propose)

    assert first == second
    assert Entry.objects.filter(event="edition.proposed").count() == 1


def at_once(*acts):
    """What each act gave or raised, all begun at the same moment in threads of their own."""
    if connection.vendor == "sqlite":
        pytest.skip("writers queue at the file of SQLite; this test database is in memory")
    gate = threading.Barrier(len(acts))
    outcomes = [None] * len(acts)

    def run(place, act):
        gate.wait()
        try:
            outcomes[place] = act()
        except Exception as error:
            outcomes[place] = error
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=each) for each in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return outcomes
