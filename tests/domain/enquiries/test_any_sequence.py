"""Whatever is done in whatever order, an enquiry stands as a plain model of it says."""

import os
from dataclasses import dataclass
from datetime import datetime

from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from tests.domain.enquiries.asking import DAY, acting, answer, ask
from tests.domain.enquiries.conftest import employed
from tests.domain.enquiries.test_looking_after import work
from tests.domain.issuers.samples import harbor
from tests.domain.people.folks import NOW, himself, registered
from yika.domain.enquiries import actions, queries
from yika.domain.enquiries.models import Enquiry, EnquiryTurn
from yika.domain.enquiries.rules import LEVEL_MAX, State
from yika.domain.staff.rules import Role
from yika.kit.errors import Refusal

EXAMPLES = 300 if os.environ.get("YIKA_SOAK") else 25
ACTS = st.sampled_from(["add", "answer", "close", "rate", "escalate", "take", "wait"])


@dataclass
class Plain:
    """The same enquiry in a few lines; complaints are due in 7 days, again in 3."""

    due: datetime
    state: State = State.OPEN
    level: int = 0
    rises: datetime | None = None
    closes: datetime | None = None
    closed: datetime | None = None
    answered: bool = False
    rated: bool = False
    owned: bool = False

    def __post_init__(self) -> None:
        self.rises = self.due

    def do(self, act: str, now: datetime) -> bool:
        """Whether it is possible; if so, it is done."""
        is_open, is_closed = self.state is State.OPEN, self.state is State.CLOSED
        possible = {
            "add": not (self.closed and now >= self.closed + 30 * DAY),
            "answer": not is_closed,
            "rate": self.answered and not self.rated,
            "escalate": is_open and self.level < LEVEL_MAX,
            "take": self.owned or not is_closed,
        }
        if possible.get(act, True):
            getattr(self, act, lambda _now: None)(now)
        return possible.get(act, True)

    def add(self, now: datetime) -> None:
        if self.state is not State.OPEN:
            self.state, self.closed, self.due = State.OPEN, None, now + 3 * DAY
            self.rises = self.due if self.level < LEVEL_MAX else None

    def answer(self, now: datetime) -> None:
        self.state, self.answered, self.owned = State.ANSWERED, True, True
        self.closes, self.rises = now + 14 * DAY, None

    def close(self, now: datetime) -> None:
        if self.state is not State.CLOSED:
            self.state, self.closed = State.CLOSED, now

    def rate(self, _now: datetime) -> None:
        self.rated = True

    def take(self, _now: datetime) -> None:
        self.owned = True

    def escalate(self, now: datetime) -> None:
        self.rise(now)

    def rise(self, now: datetime) -> None:
        self.level += 1
        late = self.due if now < self.due else now + 2 * DAY
        self.rises = late if self.level < LEVEL_MAX else None

    def work(self, now: datetime) -> None:
        while self.state is State.OPEN and self.rises and self.rises <= now:
            self.rise(now)
        if self.state is State.ANSWERED and self.closes and self.closes <= now:
            self.state, self.closed = State.CLOSED, now


class AnySequence(TestCase):
    @settings(max_examples=EXAMPLES, deadline=None)
    @given(steps=st.lists(st.tuples(ACTS, st.integers(0, 20)), max_size=8))
    def test_any_order_of_acts_ends_where_the_plain_model_does(
        self, steps: list[tuple[str, int]]
    ) -> None:
        harbor(NOW)
        by = employed(Role.SUPERVISOR, "su.supervisor")
        holder, now = himself(registered()), NOW
        found = ask(holder)
        plain = Plain(found.due_at)
        for act, days in steps:
            now += days * DAY
            work(now)
            plain.work(now)
            assert _done(act, found.id, now, holder=holder, by=by) == plain.do(act, now), act

        row = Enquiry.objects.get()
        assert (row.state, row.level, row.due_at) == (plain.state, plain.level, plain.due)
        versions = EnquiryTurn.objects.order_by("version").values_list("version", flat=True)
        assert list(versions) == list(range(1, row.version + 1))


def _done(act: str, found, now, *, holder, by) -> bool:
    about = {"enquiry": found}
    try:
        match act:
            case "add":
                actions.add_words(**about, words="More.", **acting(holder, now))
            case "answer":
                answer(queries.enquiry(found, by=by, now=now), by, now=now)
            case "close":
                actions.close_enquiry(**about, **acting(holder, now))
            case "rate":
                actions.rate_enquiry(**about, stars=3, **acting(holder, now))
            case "escalate":
                actions.escalate_enquiry(**about, reason="Now.", **acting(by, now))
            case "take":
                actions.take_enquiry(**about, **acting(by, now))
    except Refusal:
        return False
    return True
