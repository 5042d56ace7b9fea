"""Any sequence of postings, batches, repeats, conflicts and reversals answers like the oracle."""

import os
from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.domain.ledger.conftest import Opener
from tests.domain.ledger.oracle import Oracle, Purse, answers_of
from yika.domain.ledger import actions, verify
from yika.domain.ledger.models import Account, Book
from yika.domain.ledger.posting.items import Leg, PlaceHold, Post, Release, Reverse, Spend
from yika.domain.ledger.rules import State
from yika.kit.actor import Actor
from yika.kit.moments import to_micros

EXAMPLES = 3000 if os.environ.get("YIKA_SOAK") else 150
NOW = datetime(2026, 11, 20, 4, 0, tzinfo=UTC)
TODAY = date(2026, 11, 20)

# Few of everything, so that repeats, conflicts and shortages happen by themselves.
KEPT = ["a", "b", "c", "frozen", "closed", "in_only", "out_only"]
PURSES = [*KEPT, "points", "elsewhere"]
PLAIN = ["cash", "shop", "till"]
ABROAD = "abroad"  # the other issuer's cash
NAMES = [*PURSES, *PLAIN, ABROAD, "nobody"]
names = st.sampled_from([*PURSES[:3] * 3, *PLAIN[:2] * 3, *NAMES])
amounts = st.sampled_from([1, 50, 100, 250, 700, 0, -5, 2**62, 2**63 - 1, 2**63])
requests = st.sampled_from([bytes([n]) * 16 for n in range(12)])
units = st.sampled_from(["CNY"] * 8 + ["points"])
moments = st.sampled_from(
    [None] * 4
    + [to_micros(NOW - timedelta(hours=hours)) for hours in (0, 1, 30, 200)]
    + [to_micros(NOW + timedelta(days=1)), -1, 2**63]
)
common = {"request": requests, "reason": st.just("test"), "used_at": moments}
legs = st.lists(st.builds(Leg, source=names, target=names, amount=amounts), min_size=1, max_size=3)
posts = st.builds(
    Post,
    **common,
    unit=units,
    legs=legs.map(tuple),
    way=st.sampled_from(["", "cash"]),
    booked_on=st.sampled_from([None] * 8 + [TODAY, date(2026, 11, 10), date(2026, 12, 1)]),
    hold=st.none() | requests,
    past_freeze=st.booleans(),
)
spends = st.builds(
    Spend,
    **common,
    unit=units,
    purses=st.lists(names, min_size=1, max_size=3, unique=True).map(tuple),
    target=names,
    amount=amounts,
    hold=st.none() | st.none() | requests,
)
reversals = st.builds(
    Reverse, **common, account=names, original=requests, past_freeze=st.booleans()
)
holds = st.builds(
    PlaceHold,
    **common,
    unit=units,
    account=names,
    amount=amounts,
    until=st.sampled_from([to_micros(NOW + timedelta(hours=1)), to_micros(NOW), 2**63]),
)
releases = st.builds(Release, **common, account=names, hold=requests)
plain_posts = st.builds(
    Post,
    **common,
    unit=st.just("CNY"),
    legs=st.builds(
        Leg,
        source=st.sampled_from([*PURSES[:3], *PLAIN]),
        target=st.sampled_from([*PLAIN, *PURSES[:3]]),
        amount=amounts,
    ).map(lambda leg: (leg,)),
)
items = st.one_of(
    plain_posts, plain_posts, plain_posts, posts, posts, spends, reversals, holds, releases
)
batches = st.lists(st.lists(items, min_size=1, max_size=12), min_size=1, max_size=5)


@pytest.fixture
def ids(open_account: Opener, clerk: Actor, now: datetime) -> dict[str, int]:
    """The accounts, by name; `nobody` is an id that no account has."""
    actions.open_book(code="other", zone="Asia/Tokyo", by=clerk, now=now, request_id="other")
    ids = {name: open_account(name, floor=-100, ceiling=1000) for name in KEPT}
    ids["points"] = open_account("points", unit="points", floor=0)
    ids["elsewhere"] = open_account("elsewhere", issuer="other", floor=0)
    ids |= {name: open_account(name) for name in PLAIN}
    ids[ABROAD] = open_account(ABROAD, issuer="other")
    for name in KEPT[3:]:
        state = State(name)
        actions.change_state(
            account=name, state=state, reason="test", by=clerk, now=now, request_id=name
        )
    Book.objects.filter(code="river-city").update(closed_through=date(2026, 11, 15))
    return ids | {"nobody": 2**40}


def with_ids(item, ids):
    """The same item with account ids in place of the names it was drawn with."""
    fields = {name: getattr(item, name) for name in item.__struct_fields__}
    for name in ("account", "target"):
        if name in fields:
            fields[name] = ids[fields[name]]
    if "purses" in fields:
        fields["purses"] = tuple(ids[name] for name in fields["purses"])
    if "legs" in fields:
        fields["legs"] = tuple(
            Leg(ids[leg.source], ids[leg.target], leg.amount) for leg in fields["legs"]
        )
    return type(item)(**fields)


def oracle_for(ids: dict[str, int]) -> Oracle:
    accounts = {
        ids[name]: Purse(
            floor=-100, ceiling=1000, state=name if name in set(map(str, State)) else "open"
        )
        for name in KEPT
    }
    accounts[ids["points"]] = Purse(unit="points", floor=0)
    accounts[ids["elsewhere"]] = Purse(book=2, floor=0)
    accounts |= {ids[name]: Purse() for name in PLAIN}
    accounts[ids[ABROAD]] = Purse(book=2)
    return Oracle(accounts, "Asia/Shanghai", closed=date(2026, 11, 15))


@settings(
    max_examples=EXAMPLES,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(drawn=batches)
def test_any_sequence_of_batches_is_answered_like_the_oracle(ids, drawn):
    oracle = oracle_for(ids)
    with transaction.atomic():
        for batch in drawn:
            asked = [with_ids(item, ids) for item in batch]
            expected = [oracle.post(item, NOW) for item in asked]
            assert answers_of(actions.post(asked, now=NOW)) == expected
            again = actions.post(asked, now=NOW + timedelta(seconds=1))
            assert answers_of(again) == [oracle.post(item, NOW) for item in asked]

        rows = {row.id: row for row in Account.objects.all()}
        for id_, purse in oracle.accounts.items():
            row = rows[id_]
            assert (row.balance, row.held, row.seq) == (purse.balance, purse.held, purse.seq)
            assert purse.floor is None or purse.balance - purse.held >= purse.floor
        assert list(verify.faults()) == []
        transaction.set_rollback(True)
