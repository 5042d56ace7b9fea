"""Report, find, convert, freeze, thaw, block, lift and wait in any order, against a plain model."""

import os
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.domain.cards.samples import NOW
from tests.domain.cards.stops.lost import (
    DAY,
    WEEK,
    block,
    formal,
    found,
    freeze,
    mistaken,
    purse_of,
    report,
    seen,
    thaw,
    unblock,
    with_holder,
)
from tests.domain.cards.town import OPERATOR
from yika.domain.cards import actions, queries
from yika.domain.cards.rules import State
from yika.domain.journal.models import Entry
from yika.kit.errors import Refusal

EXAMPLES = 500 if os.environ.get("YIKA_SOAK") else 25
PARTS = ("plastic", "phone")
WAYS = ("spending", "loading")


@dataclass
class Open:
    kind: str
    scope: str = "all"
    part: str = "all"
    until: datetime | None = None

    def stops(self, part: str, way: str) -> bool:
        return self.scope in {"all", way} and self.part in {"all", part}


@dataclass
class Plain:
    """What a card is by a list of what stops it, and nothing else."""

    open: list[Open] = field(default_factory=list)

    def wait(self, now: datetime) -> None:
        self.open = [one for one in self.open if one.until is None or one.until > now]

    def losses(self) -> list[Open]:
        return [one for one in self.open if one.kind.startswith("loss")]

    def report(self, now: datetime, part: str, *, as_formal: bool) -> bool:
        covering = [one for one in self.losses() if one.part in {"all", part}]
        if covering:
            first = covering[0]
            turns = as_formal and first.kind == "loss-temporary" and first.part == part
            return turns and self.convert(first)
        kind = "loss-formal" if as_formal else "loss-temporary"
        self.open.append(Open(kind, part=part, until=None if as_formal else now + WEEK))
        return True

    def convert(self, one: Open) -> bool:
        if one.kind != "loss-temporary":
            return False
        self.open.remove(one)
        self.open.append(Open("loss-formal", part=one.part))
        return True

    def freeze(self, scope: str) -> bool:
        if scope == "loading" or any(one.kind == "frozen" for one in self.open):
            return False
        self.open.append(Open("frozen", scope))
        return True

    def end(self, kind: str, *, only: bool) -> bool:
        found = [one for one in self.open if one.kind == kind]
        if not found or (only and len(found) > 1):
            return False
        self.open.remove(found[0])
        return True

    def purse(self) -> str:
        out, into = (
            all(any(one.stops(part, way) for one in self.open) for part in PARTS) for way in WAYS
        )
        return {(0, 0): "open", (1, 0): "in_only", (0, 1): "out_only"}.get((out, into), "frozen")


parts = st.sampled_from(("all", *PARTS))
scopes = st.sampled_from(("all", *WAYS))
acts = st.one_of(
    st.tuples(st.just("report"), parts, st.booleans()),
    st.tuples(st.sampled_from(("found", "mistaken", "formal")), st.integers(0, 2)),
    st.tuples(st.just("freeze"), scopes),
    st.tuples(st.just("thaw")),
    st.tuples(st.just("block"), scopes, st.integers(1, 20)),
    st.tuples(st.just("unblock")),
    st.tuples(st.just("wait"), st.integers(1, 200)),
    st.tuples(st.just("work")),
)


class Life:
    """One card, what the product makes of it, and what the model does."""

    def __init__(self, shop) -> None:
        self.shop, self.now, self.model = shop, NOW, Plain()
        self.card, self.lin = with_holder(shop)
        self.worked = True

    def act(self, name: str, *more) -> tuple[bool, bool]:
        """Whether the model, and whether the product did it."""
        self.model.wait(self.now)
        expected, happened = getattr(self, name)(*more)
        return expected, happened

    def both(self, expected: bool, do) -> tuple[bool, bool]:
        try:
            do()
        except Refusal:
            return expected, False
        return expected, True

    def report(self, part: str, as_formal: bool) -> tuple[bool, bool]:
        done = self.model.report(self.now, part, as_formal=as_formal)
        return self.both(done, lambda: report(
            self.card, self.lin, credential=part, formal=as_formal, now=self.now
        ))  # fmt: skip

    def a_report(self, place: int) -> tuple[Open | None, str]:
        """One of the reports the model knows, and the stop that it is."""
        losses = self.model.losses()
        if not losses:
            return None, "stop_none"
        one = losses[place % len(losses)]
        same = [
            stop.id for stop in seen(self.card).stops
            if (stop.kind, stop.credential, stop.until) == (one.kind, one.part, one.until)
        ]  # fmt: skip
        return one, same[0]

    def end_report(self, place: int, do) -> tuple[bool, bool]:
        one, stop = self.a_report(place)
        if one is not None:
            self.model.open.remove(one)
        return self.both(one is not None, lambda: do(stop, self.lin, now=self.now))

    def found(self, place: int) -> tuple[bool, bool]:
        return self.end_report(place, found)

    def mistaken(self, place: int) -> tuple[bool, bool]:
        return self.end_report(place, mistaken)

    def formal(self, place: int) -> tuple[bool, bool]:
        one, stop = self.a_report(place)
        done = one is not None and self.model.convert(one)
        return self.both(done, lambda: formal(stop, self.lin, now=self.now))

    def freeze(self, scope: str) -> tuple[bool, bool]:
        done = self.model.freeze(scope)
        return self.both(done, lambda: freeze(self.card, self.lin, scope=scope, now=self.now))

    def thaw(self) -> tuple[bool, bool]:
        done = self.model.end("frozen", only=False)
        return self.both(done, lambda: thaw(self.card, self.lin, now=self.now))

    def block(self, scope: str, days: int) -> tuple[bool, bool]:
        until = self.now + days * DAY
        self.model.open.append(Open("blocked", scope, until=until))
        terms = {"scope": scope, "until": until}
        return self.both(True, lambda: block(self.card, self.shop.teller, now=self.now, **terms))

    def unblock(self) -> tuple[bool, bool]:
        done = self.model.end("blocked", only=True)
        return self.both(done, lambda: unblock(self.card, self.shop.teller, now=self.now))

    def wait(self, hours: int) -> tuple[bool, bool]:
        self.now += timedelta(hours=hours)
        return False, False

    def work(self) -> tuple[bool, bool]:
        actions.end_due_stops(now=self.now)
        return True, True

    def check(self) -> None:
        card = seen(self.card)
        told = sorted((one.kind, one.scope, one.credential, str(one.until)) for one in card.stops)
        meant = sorted((one.kind, one.scope, one.part, str(one.until)) for one in self.model.open)
        assert told == meant
        purse = self.model.purse()
        assert purse_of(self.card) == purse
        assert card.state is (State.BLOCKED if purse == "frozen" else State.ACTIVE)
        lines = queries.stop_list(self.shop.operator).lines
        listed = [line.stopped for line in lines if line.card == self.card.id]
        assert bool(listed) is bool(self.model.open)


@settings(
    max_examples=EXAMPLES,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(st.lists(acts, min_size=4, max_size=20))
def test_a_card_is_what_its_stops_add_up_to_in_whatever_order_they_came(shop, done):
    life = Life(shop)
    for name, *more in done:
        expected, happened = life.act(name, *more)
        assert happened is expected, (name, more)
        if happened:
            life.check()
    life.act("work")
    life.check()

    every = queries.stops(life.card.id, OPERATOR)
    ran_out = [stop for stop in every if stop.ended_how == "ran-out"]
    assert all(stop.ended_at == stop.until for stop in ran_out)
    ends = Entry.objects.filter(event="card.stop_over", subject=life.card.id)
    assert ends.count() == len(ran_out)
