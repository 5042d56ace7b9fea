"""Whatever is done in whatever order, a verification stands as a plain model of it says."""

import os
from dataclasses import dataclass
from datetime import datetime

from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from tests.domain.identity.verifying import desk
from tests.domain.identity.verifying.desk import DAY, acting, card, filled, picture, work
from tests.domain.issuers.samples import harbor
from tests.domain.people.folks import NOW, himself, registered, staff
from yika.domain.identity import actions, queries
from yika.domain.identity.models import Verification, VerificationTurn
from yika.domain.identity.rules.review.states import State
from yika.domain.staff.rules import Role
from yika.kit.errors import Refusal

EXAMPLES = 200 if os.environ.get("YIKA_SOAK") else 10
ATTEMPTS = 2
ACTS = st.sampled_from(
    ["fields", "picture", "submit", "again", "approve", "refuse", "undo", "appeal", "withdraw"]
)
GIVING = {State.COLLECTING, State.WAITING_FOR_PERSON}


@dataclass
class Plain:
    """The same verification in a few lines: one reviewer, and another one after an appeal."""

    state: State = State.COLLECTING
    attempt: int = 0
    asked: bool = False
    decided: datetime | None = None
    appealed: bool = False
    rests: datetime = NOW + 14 * DAY
    last: str = ""

    def wait(self, now: datetime) -> None:
        if self.state in GIVING and now >= self.rests:
            self.state = State.EXPIRED

    def do(self, act: str, now: datetime) -> bool:
        """Whether it is possible; if so, it is done."""
        giving, review = self.state in GIVING, self.state is State.IN_REVIEW
        decided = self.decided is not None
        possible = {
            "fields": giving,
            "picture": giving,
            "submit": giving and not self.asked and self.attempt < ATTEMPTS,
            "again": review and self.attempt < ATTEMPTS,
            "approve": review,
            "refuse": review,
            "undo": decided and now == self.decided and self.last in {"approve", "refuse"},
            "appeal": self.state is State.REFUSED
            and not self.appealed
            and decided
            and (self.decided or now) < now < (self.decided or now) + 30 * DAY,
            "withdraw": giving or review or self.state is State.WITHDRAWN,
        }[act]
        if possible:
            getattr(self, act)(now)
            self.last = act
        return possible

    def fields(self, now: datetime) -> None:
        self.rests = now + 14 * DAY

    def picture(self, now: datetime) -> None:
        self.asked, self.rests = False, now + 14 * DAY

    def submit(self, _now: datetime) -> None:
        self.state, self.attempt = State.IN_REVIEW, self.attempt + 1

    def again(self, now: datetime) -> None:
        self.state, self.asked, self.rests = State.WAITING_FOR_PERSON, True, now + 14 * DAY

    def approve(self, now: datetime) -> None:
        self.state, self.decided = State.APPROVED, now

    def refuse(self, now: datetime) -> None:
        self.state, self.decided = State.REFUSED, now

    def undo(self, _now: datetime) -> None:
        self.state, self.decided = State.IN_REVIEW, None

    def appeal(self, _now: datetime) -> None:
        self.state, self.decided, self.appealed = State.IN_REVIEW, None, True

    def withdraw(self, _now: datetime) -> None:
        self.state = State.WITHDRAWN


class AnySequence(TestCase):
    @classmethod
    def setUpTestData(cls) -> None:
        harbor(NOW)
        cls.desk = [staff(Role.SUPERVISOR, number=number) for number in (1, 2)]
        cls.holder = himself(registered())

    @settings(max_examples=EXAMPLES, deadline=None)
    @given(steps=st.lists(st.tuples(ACTS, st.sampled_from([0, 0, 1, 14, 30])), max_size=6))
    def test_any_order_of_acts_ends_where_the_plain_model_does(
        self, steps: list[tuple[str, int]]
    ) -> None:
        first, second, holder, now = *self.desk, self.holder, NOW
        found = filled(holder.id, holder, attempts=ATTEMPTS)
        plain = Plain()
        for place, (act, days) in enumerate([("submit", 0), *steps]):
            now += days * DAY
            work(now)
            plain.wait(now)
            by = second if plain.appealed else first
            done = _done(act, found, now, holder=holder, by=by, seed=place)
            assert done == plain.do(act, now), (act, place)

        row = Verification.objects.get()
        assert (row.state, row.attempt) == (plain.state, plain.attempt)
        known = queries.level_of(holder.id, "harbor", now=now + DAY)
        assert known == (1 if plain.state is State.APPROVED else 0)
        versions = VerificationTurn.objects.order_by("version").values_list("version", flat=True)
        assert list(versions) == list(range(1, row.version + 1))


def _done(act, found, now, *, holder, by, seed) -> bool:
    about, own = {"verification": found}, acting(holder, now)
    doings = {
        "fields": lambda: actions.give_fields(**about, fields=card(), **own),
        "picture": lambda: actions.add_picture(
            **about, side="front", content=picture(seed % 3), **own
        ),
        "submit": lambda: actions.submit_verification(**about, **own),
        "again": lambda: desk.ask_again(found, by, now),
        "approve": lambda: desk.approve(found, by, now, remark="Well."),
        "refuse": lambda: desk.refuse(found, by, now),
        "undo": lambda: actions.undo(**about, **acting(by, now)),
        "appeal": lambda: actions.appeal(**about, words="Please.", **own),
        "withdraw": lambda: actions.withdraw_verification(**about, **own),
    }
    try:
        doings[act]()
    except Refusal:
        return False
    return True
