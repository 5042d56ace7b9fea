"""Any sequence of acts on any plan: no step is skipped, no end is left, and versions only grow."""

import os
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.domain.errands.doing import begin, change, hand_over, pick_up, take
from tests.domain.errands.tiny import CARD, KIOSK, LI, NOW, SENDING, TELLER, Say, Trial, trial
from yika.domain.errands import actions, queries
from yika.domain.errands.models import Errand, OpenErrand
from yika.domain.errands.rules import plan
from yika.domain.errands.rules.plan import Act, State, Turn
from yika.domain.errands.rules.views import ErrandView, StepState
from yika.kit.actor import Actor
from yika.kit.errors import Refusal

EXAMPLES = 2000 if os.environ.get("YIKA_SOAK") else 40
DAY = timedelta(days=1)
BY_PEOPLE = {Act.TAKEN, Act.SKIPPED}
WHO = {"li": LI, "teller": TELLER, "kiosk": KIOSK}

steps = st.fixed_dictionaries(
    {
        "optional": st.booleans(),
        "known": st.booleans(),
        "returns": st.booleans(),
        "sends": st.booleans(),
        "follows": st.booleans(),
    }
)
who = st.sampled_from(list(WHO))
stale = st.sampled_from([0, 0, 0, 0, 1, -1])
acts = st.one_of(
    st.tuples(st.just("take"), who, stale, st.sampled_from(["yes", "yes", "yes", "no"])),
    st.tuples(st.just("take"), who, stale, st.just("yes")),
    st.tuples(st.just("other"), who, stale, st.integers(0, 4)),
    st.tuples(st.just("prepare"), who, stale, st.none()),
    st.tuples(st.just("skip"), who, stale, st.none()),
    st.tuples(st.just("undo"), who, stale, st.none()),
    st.tuples(st.just("withdraw"), who, st.just(0), st.none()),
    st.tuples(st.just("move"), who, st.just(0), who),
    st.tuples(st.just("wait"), who, st.just(0), st.integers(0, 4)),
    st.tuples(st.just("begin"), who, st.just(0), st.none()),
)


@dataclass
class Play:
    """One errand being driven, and what everybody saw of it last."""

    kind: Trial
    says: dict[str, Say]
    view: ErrandView
    now: datetime = NOW
    ended: State | None = None
    count: int = 0

    def act(self, act: tuple[str, str, int, object]) -> bool:
        """Do it; whether it was done. What was refused must have left no trace."""
        before = self.trace()
        self.count += 1
        try:
            with transaction.atomic():
                self._do(*act)
        except Refusal:
            assert self.trace() == before
            return False
        return True

    def _do(self, what: str, by: str, off: int, more: Any) -> None:
        told = {"by": WHO[by], "now": self.now, "request_id": f"{what} {self.count}"}
        page = told | {"version": self.view.version + off}
        following = self.view.next.name if self.view.next else "none"
        doing: dict[str, Callable[[], object]] = {
            "take": lambda: take(self.view, following, given={"word": more}, **page),
            "other": lambda: take(self.view, f"step {more}", **page),
            "prepare": lambda: change(
                actions.prepare_step, self.view, step=following, given={}, **page
            ),
            "skip": lambda: change(actions.skip_step, self.view, step=following, **page),
            "undo": lambda: change(actions.undo_step, self.view, **page),
            "withdraw": lambda: change(actions.withdraw_errand, self.view, **page),
            "move": lambda: self._move(told, WHO[by if more is None else more]),
            "wait": lambda: self._wait(more),
            "begin": lambda: begin(**(told | {"request": told.pop("request_id"), "card": CARD})),
        }
        doing[what]()

    def _move(self, told: dict[str, Any], to: Actor) -> None:
        ticket = hand_over(self.view, **told)
        pick_up(ticket.token, to, now=self.now, request_id=f"up {self.count}")

    def _wait(self, days: int) -> None:
        self.now += days * DAY
        actions.expire_errand(errand=self.view.id, now=self.now)

    def follows(self, step: str) -> bool:
        return self.says[step].follows

    def trace(self) -> tuple[object, ...]:
        row = self.row
        return (self.turns(), row.state, row.version, row.machine, row.holder, row.expires_at)

    @property
    def row(self) -> Errand:
        """That of the first errand; others may be begun beside it."""
        return Errand.objects.earliest("id")

    def turns(self) -> tuple[Turn, ...]:
        return queries.history(self.view.id, by=TELLER)


def check(play: Play) -> None:
    """What holds after every act, whatever it was."""
    view, turns = queries.errand(play.view.id, by=TELLER, now=play.now), play.turns()
    names = [step.name for step in play.kind.steps]
    settled = plan.settled(turns)

    assert [turn.version for turn in turns] == list(range(1, len(turns) + 1))
    assert view.version == len(turns) >= play.view.version
    assert [turn.step for turn in settled] == names[: len(settled)]
    check_how_settled(play, settled)
    check_end(play, view, turns)
    check_row(play)
    play.view = view


def check_how_settled(play: Play, settled: tuple[Turn, ...]) -> None:
    optional = {step.name for step in play.kind.steps if step.optional}
    for turn in settled:
        assert turn.act is not Act.SKIPPED or turn.step in optional
        assert turn.act in ({Act.KNOWN} if play.says[turn.step].is_known else BY_PEOPLE)


def check_end(play: Play, view: ErrandView, turns: tuple[Turn, ...]) -> None:
    """An end is never left, and finishes once; what ends unfinished is undone."""
    state = plan.state(turns)
    if play.ended:
        assert state is play.ended
    if state is not State.OPEN:
        play.ended = state
    offered = {step.name for step in play.kind.steps if step.optional and play.follows(step.name)}
    needed = {step.name for step in play.kind.steps} - offered
    done = {step.name for step in view.steps if step.state not in {"next", "ahead"}}
    complete = needed <= done and state not in {State.WITHDRAWN, State.EXPIRED}
    assert (state is State.DONE) == complete
    assert play.kind.ends.count(view.id) == complete
    standing = [turn.step for turn in plan.settled(turns) if turn.act is Act.TAKEN]
    for name, say in play.says.items():
        left = 1 if name in standing and state in {State.OPEN, State.DONE} else 0
        assert say.applied - say.undone == left
    if state in {State.WITHDRAWN, State.EXPIRED}:
        assert view.next is None
        assert StepState.NEXT not in {step.state for step in view.steps}


def check_row(play: Play) -> None:
    """The row repeats what the turns say."""
    row = play.row
    is_open = plan.state(play.turns()) is State.OPEN
    assert (row.state == State.OPEN) == is_open == (row.ended_at is None)
    listed = OpenErrand.objects.filter(errand_id=row.id).exists()
    assert listed == is_open
    assert is_open or row.carried is None


@settings(
    max_examples=EXAMPLES,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(traits=st.lists(steps, min_size=1, max_size=5), drawn=st.lists(acts, max_size=14))
@pytest.mark.django_db
def test_any_sequence_of_acts_leaves_an_errand_in_order(sold, traits, drawn):
    with transaction.atomic():
        says = [
            Say(
                f"step {number}",
                known=trait["known"],
                returns=trait["returns"],
                follows=trait["follows"] and not trait["sends"],
                **(SENDING if trait["sends"] else {}),
            )
            for number, trait in enumerate(traits)
        ]
        optional = [say.name for say, trait in zip(says, traits, strict=True) if trait["optional"]]
        with trial(*says, optional=optional) as kind:
            play = Play(kind, {say.name: say for say in says}, begin())
            check(play)
            for act in drawn:
                play.act(act)
                check(play)
        transaction.set_rollback(True)
