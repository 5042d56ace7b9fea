"""Holds on a person's data, and how long an issuer keeps what."""

from datetime import timedelta

import pytest

from tests.domain.people.folks import NOW, fresh
from yika.domain.identity.actions.retention import lift_hold, place_hold, set_keeping_time
from yika.domain.identity.models import RetentionHold
from yika.domain.identity.queries.retention import holds, is_held, plan, purge_after, spared
from yika.domain.identity.rules.retention import holds as rules
from yika.domain.identity.rules.retention.holds import HoldView
from yika.domain.identity.rules.retention.plan import OutOfBounds
from yika.domain.journal.models import Entry
from yika.domain.people.rules import UnknownHolder
from yika.kit import ids
from yika.kit.actor import Actor, NotAllowed

UNTIL = NOW + timedelta(days=100)


def place(by: Actor, holder: str, **other: object) -> HoldView:
    wanted = {"reason": "Case 17 at court", "until": UNTIL, "now": NOW, "request_id": fresh()}
    return place_hold(holder=holder, by=by, **wanted | other)  # type: ignore[arg-type]


def lift(by: Actor, hold: HoldView) -> HoldView:
    return lift_hold(hold=hold.id, by=by, now=NOW, request_id=fresh())


def test_a_hold_spares_a_person_until_its_day(holder: Actor, supervisor: Actor) -> None:
    place(supervisor, holder.id)

    assert spared(NOW) == {ids.read("hld", holder.id)}
    assert is_held(holder.id, now=UNTIL - timedelta(seconds=1))
    assert not is_held(holder.id, now=UNTIL)


def test_why_somebody_is_held_stands_encrypted_and_not_in_the_journal(
    holder: Actor, supervisor: Actor
) -> None:
    made = place(supervisor, holder.id)

    assert made.reason == "Case 17 at court"
    assert b"court" not in bytes(RetentionHold.objects.get().reason)
    assert "court" not in str(Entry.objects.get(event="data.hold_placed").facts)


def test_placing_twice_with_one_request_is_one_hold(holder: Actor, supervisor: Actor) -> None:
    made = place(supervisor, holder.id, request_id="h")

    assert place(supervisor, holder.id, request_id="h") == made
    with pytest.raises(rules.HoldRequestReused):
        place(supervisor, holder.id, request_id="h", reason="Something else")


def test_another_person_lifts_it(holder: Actor, supervisor: Actor, second: Actor) -> None:
    made = place(supervisor, holder.id)

    with pytest.raises(rules.SecondPerson):
        lift(supervisor, made)
    ended = lift(second, made)

    assert ended.lifted_by == second.id
    assert lift(second, made) == ended
    assert spared(NOW) == frozenset()
    with pytest.raises(rules.HoldIsOver):
        lift(supervisor_like(supervisor), made)


def supervisor_like(one: Actor) -> Actor:
    return Actor(one.kind, "login_x", one.channel, issuer=one.issuer, rights=one.rights)


def test_a_person_is_held_as_long_as_one_of_several_holds_binds(
    holder: Actor, supervisor: Actor, second: Actor
) -> None:
    first = place(supervisor, holder.id)
    place(supervisor, holder.id)

    lift(second, first)

    assert is_held(holder.id, now=NOW)


def test_holds_of_another_issuer_do_not_exist(
    holder: Actor, teller: Actor, supervisor: Actor, stranger: Actor
) -> None:
    made = place(supervisor, holder.id)

    assert holds(by=supervisor, now=NOW) == [made]
    assert holds(by=stranger, now=NOW) == []
    with pytest.raises(rules.UnknownHold):
        lift(stranger, made)
    with pytest.raises(UnknownHolder):
        place(stranger, holder.id)
    with pytest.raises(NotAllowed):
        place(teller, holder.id)
    with pytest.raises(rules.UnknownHold):
        lift_hold(hold="nonsense", by=supervisor, now=NOW, request_id=fresh())


def keep(by: Actor, days: int, issuer: str = "harbor") -> int:
    return set_keeping_time(
        issuer=issuer,
        kind="document-pictures",
        days=days,
        by=by,
        now=NOW,
        request_id=fresh(),
    )


def test_an_issuer_sets_its_own_days(houses: None, supervisor: Actor, teller: Actor) -> None:
    keep(supervisor, 5)
    keep(supervisor, 5)

    [line] = [one for one in plan("harbor") if not one.shipped]
    assert (line.kind.code, line.days) == ("document-pictures", 5)
    assert all(one.shipped for one in plan("rivertown"))
    assert Entry.objects.filter(event="data.keeping_set").count() == 1
    ends = purge_after("document-pictures", issuer="harbor", since=NOW)
    assert ends == NOW + timedelta(days=5)
    with pytest.raises(OutOfBounds):
        keep(supervisor, 0)
    with pytest.raises(NotAllowed):
        keep(teller, 6)
    with pytest.raises(NotAllowed):
        keep(supervisor, 6, issuer="rivertown")
