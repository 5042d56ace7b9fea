"""Proven names that have outlived their purpose go where the issuer says so, and only then."""

import os
from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import transaction
from hypothesis import given, settings
from hypothesis import strategies as some

from tests.domain.cards import town
from tests.domain.cards.samples import NOW
from tests.domain.identity.rights.kept import proven, verification
from tests.domain.people.folks import fresh
from yika.domain.cards.actions.life.hold_card import hold_card
from yika.domain.cards.actions.life.take_step import take_step
from yika.domain.cards.rules import State as CardState
from yika.domain.enquiries.models import Enquiry
from yika.domain.errands.actions import begin_errand
from yika.domain.identity.actions.retention import place_hold, set_keeping_time
from yika.domain.identity.models import ProvenIdentity, Verification
from yika.domain.identity.queries import level_of
from yika.domain.identity.queries.retention import due
from yika.domain.identity.rules.review.states import State
from yika.domain.organizations.models import Mandate, Organization
from yika.domain.visits.models import HomeVisit
from yika.kit import ids
from yika.kit.actor import WORKER, Actor
from yika.site.data.sweeping import Report, sweep_data
from yika.site.data.using import last_uses

DAY = timedelta(days=1)
KEPT = 730
OVER = NOW + (KEPT + 1) * DAY


@pytest.fixture
def shop(db: None) -> town.Shop:
    return town.open_town().harbor


@pytest.fixture
def lin(shop: town.Shop) -> Actor:
    """Proven at the issuer, with no card."""
    return person(shop)


def person(shop: town.Shop, name: str = "林晚") -> Actor:
    him = town.holder(shop.teller, name)
    proven(verification(him, NOW))
    return him


def keep(shop: town.Shop, days: int = KEPT) -> None:
    about: dict[str, Any] = {"issuer": shop.issuer, "kind": "unused-names", "days": days}
    set_keeping_time(**about, **town.ask(shop.supervisor))


def sweep(now: datetime = OVER, *, dry_run: bool = False) -> int:
    report: Report = sweep_data(by=WORKER, now=now, request_id=fresh(), dry_run=dry_run)
    return report.destroyed.get("unused-names", 0)


def close(card: str, at: datetime) -> None:
    with transaction.atomic():
        row = hold_card(card, by=WORKER)
        take_step(row, CardState.CLOSED, reason="holders-wish", **town.ask(now=at))


def test_a_name_is_kept_where_the_issuer_has_set_no_days(shop: town.Shop, lin: Actor) -> None:
    assert sweep(NOW + 9999 * DAY) == 0
    assert ProvenIdentity.objects.get().told("name")


def test_who_has_nothing_any_more_is_forgotten_and_proves_his_name_anew(
    shop: town.Shop, lin: Actor
) -> None:
    keep(shop)
    assert level_of(lin.id, shop.issuer, now=OVER) == 2
    assert sweep(OVER - 2 * DAY) == 0
    assert sweep(dry_run=True) == 1
    assert ProvenIdentity.objects.get().told("name")
    assert sweep() == 1

    row = ProvenIdentity.objects.get()
    assert (row.name, row.number, row.person_index) == (None, None, None)
    assert (row.lapsed_at, row.lapsed_because) == (OVER, "unused")
    assert level_of(lin.id, shop.issuer, now=OVER) == 0
    assert sweep() == 0


def test_the_days_count_from_the_end_of_the_last_card(shop: town.Shop, lin: Actor) -> None:
    keep(shop)
    cards = [town.active(shop, lin).id for _ in range(2)]
    close(cards[0], NOW + 100 * DAY)
    assert sweep(NOW + 9999 * DAY) == 0
    close(cards[1], NOW + 200 * DAY)
    assert last_uses(shop.issuer, [ids.read("hld", lin.id)]) == {
        ids.read("hld", lin.id): NOW + 200 * DAY
    }
    assert sweep(NOW + (199 + KEPT) * DAY) == 0
    assert sweep(NOW + (201 + KEPT) * DAY) == 1


def test_a_newer_proof_counts_from_its_own_day(shop: town.Shop, lin: Actor) -> None:
    keep(shop)
    proven(verification(lin, NOW + 300 * DAY))
    assert sweep(NOW + (299 + KEPT) * DAY) == 0
    assert sweep(NOW + (301 + KEPT) * DAY) == 1
    assert not ProvenIdentity.objects.filter(name__isnull=False).exists()


def test_what_is_held_stays_and_another_issuer_decides_for_itself(
    shop: town.Shop, lin: Actor
) -> None:
    proven(verification(lin, NOW, issuer="rivertown"))
    keep(shop)
    until = OVER + 10 * DAY
    about = {"holder": lin.id, "reason": "At court", "until": until}
    place_hold(**about, **town.ask(shop.supervisor, now=OVER - DAY))
    assert sweep() == 0
    assert sweep(until + DAY) == 1
    [left] = ProvenIdentity.objects.filter(name__isnull=False)
    assert (left.issuer, left.lapsed_at) == ("rivertown", None)


def test_the_page_of_an_issuer_leaves_the_count_to_the_sweep(shop: town.Shop, lin: Actor) -> None:
    keep(shop)
    assert "unused-names" not in due(by=shop.supervisor, now=OVER)


def has_errand(shop: town.Shop, holder: Actor) -> None:
    card = town.handed_out(shop, holder).id
    begin_errand(kind="activation", card=card, **town.ask(holder))
    close_in_hand(card)


def close_in_hand(card: str) -> None:
    """Only the errand is left of it."""
    with transaction.atomic():
        row = hold_card(card, by=WORKER)
        row.state = CardState.CLOSED.value
        row.save(update_fields=["state"])


def has_visit(shop: town.Shop, holder: Actor) -> None:
    HomeVisit.objects.create(
        number="V1",
        holder=ids.read("hld", holder.id),
        issuer=shop.issuer,
        product="city",
        purpose="real-name",
        days=[],
        part="any",
        outlet=uuid4(),
        requested_at=NOW,
        requested_by_request=uuid4(),
    )


def has_enquiry(shop: town.Shop, holder: Actor) -> None:
    row = Enquiry(number="E1", kind="question", issuer=shop.issuer, request=uuid4(), digest=b"")
    row.holder, row.asked_at, row.due_at = ids.read("hld", holder.id), NOW, NOW
    row.save()


def has_check(shop: town.Shop, holder: Actor) -> None:
    verification(holder, NOW, state=State.IN_REVIEW)


def acts_for_somebody(shop: town.Shop, holder: Actor) -> None:
    house = Organization.objects.create(
        id=uuid4(),
        issuer=shop.issuer,
        name="School",
        code="C1",
        registered_at=NOW,
        created_by_request=uuid4(),
    )
    Mandate.objects.create(
        organization=house,
        person=ids.read("hld", holder.id),
        role="deputy",
        since=NOW.date(),
        until=NOW.date(),
        given_at=NOW,
        created_by_request=uuid4(),
    )


def has_card(shop: town.Shop, holder: Actor) -> None:
    town.active(shop, holder)


LIVES = (has_errand, has_visit, has_enquiry, has_check, acts_for_somebody, has_card)


@pytest.mark.parametrize("lives", LIVES)
def test_never_while_anything_of_him_goes_on(shop: town.Shop, lin: Actor, lives: Any) -> None:
    keep(shop)
    person(shop, "王一")
    lives(shop, lin)
    assert sweep(NOW + 9999 * DAY) == 1
    [left] = ProvenIdentity.objects.filter(name__isnull=False)
    assert ids.show("hld", left.holder) == lin.id


@pytest.mark.django_db
@settings(max_examples=25 if os.environ.get("YIKA_SOAK") else 8, deadline=None)
@given(
    people=some.lists(
        some.tuples(
            some.integers(0, 900), some.lists(some.none() | some.integers(0, 900), max_size=2)
        ),
        max_size=3,
    ),
    days=some.integers(KEPT, 900),
)
def test_what_goes_is_what_a_count_by_hand_says(
    people: list[tuple[int, list[int | None]]], days: int
) -> None:
    """Cards that ended on a day or not at all, and a proof of some day."""
    with transaction.atomic():
        shop, now = town.open_town().harbor, NOW + 1500 * DAY
        keep(shop, days)
        expected = set()
        for proven_on, ends in people:
            him = town.holder(shop.teller)
            proven(verification(him, NOW + proven_on * DAY))
            for end in ends:
                card = town.active(shop, him).id
                if end is not None:
                    close(card, NOW + end * DAY)
            last = [proven_on, *(end for end in ends if end is not None)]
            if None not in ends and max(last) + days < 1500:
                expected.add(him.id)
        assert sweep(now) == len(expected)
        gone = ProvenIdentity.objects.filter(name=None).values_list("holder", flat=True)
        assert {ids.show("hld", one) for one in gone} == expected
        assert not Verification.objects.filter(holder=None).exists()
        transaction.set_rollback(True)
