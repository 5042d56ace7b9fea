"""Many callers share one writer, and each hears its own answer."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from threading import Event

import pytest

from tests.domain.ledger.asking import pay, pay_all
from yika.domain.ledger.posting.items import AnyItem, Outcome, Post
from yika.domain.ledger.posting.view import LINES_MAX
from yika.domain.ledger.posting.writer import GroupCommit
from yika.kit.errors import Unavailable, Unknown


class Scribe:
    """A writer that keeps what it is given, waits when told to, and fails when told to."""

    def __init__(self, *troubles: Exception | None) -> None:
        self.batches: list[list[AnyItem]] = []
        self.troubles = list(troubles)
        self.go_on = Event()
        self.go_on.set()
        self.closed = False

    def post(self, items: Sequence[AnyItem], *, now: datetime) -> list[Outcome]:
        assert now.tzinfo
        self.batches.append(list(items))
        assert self.go_on.wait(30)
        trouble = self.troubles.pop(0) if self.troubles else None
        if trouble:
            raise trouble
        return [Outcome(facts={"request": item.request.hex()}) for item in items]

    def close(self) -> None:
        self.closed = True


def ask(number: int) -> Post:
    return pay(f"r{number}", 1, 2, 1)


def heard(item: AnyItem) -> Outcome:
    return Outcome(facts={"request": item.request.hex()})


def together(scribe: Scribe, story: Callable[[GroupCommit], Awaitable[None]]) -> None:
    async def tell() -> None:
        group = GroupCommit(scribe)
        await story(group)
        await asyncio.wait_for(group.close(), 30)
        assert scribe.closed

    # In a thread of its own: the browser's tests keep a loop running in this one.
    with ThreadPoolExecutor(1) as thread:
        thread.submit(asyncio.run, tell()).result()


async def until(happened: Callable[[], bool]) -> None:
    async with asyncio.timeout(30):
        while not happened():
            await asyncio.sleep(0.001)


def test_a_lone_caller_does_not_wait_for_company() -> None:
    scribe = Scribe()

    async def story(group: GroupCommit) -> None:
        for number in range(3):
            assert await group.post(ask(number)) == heard(ask(number))

    together(scribe, story)
    assert [len(batch) for batch in scribe.batches] == [1, 1, 1]


def test_what_arrives_during_a_commit_shares_the_next_one_in_its_order() -> None:
    scribe = Scribe()

    async def story(group: GroupCommit) -> None:
        scribe.go_on.clear()
        first = group.post(ask(0))
        await until(lambda: bool(scribe.batches))
        rest = [group.post(ask(number)) for number in range(1, 300)]
        scribe.go_on.set()
        answers = await asyncio.gather(first, *rest)
        assert answers == [heard(ask(number)) for number in range(300)]

    together(scribe, story)
    assert scribe.batches == [[ask(0)], [ask(number) for number in range(1, 300)]]


def test_a_caller_that_went_away_takes_nobody_with_it() -> None:
    scribe = Scribe()

    async def story(group: GroupCommit) -> None:
        scribe.go_on.clear()
        waiting = [group.post(ask(number)) for number in range(4)]
        await until(lambda: bool(scribe.batches))
        waiting[0].cancel()
        waiting[2].cancel()
        scribe.go_on.set()
        assert await waiting[1] == heard(ask(1))
        assert await waiting[3] == heard(ask(3))

    together(scribe, story)
    assert sum(map(len, scribe.batches)) == 4


def test_what_stops_a_batch_is_heard_by_each_of_its_callers_and_no_other() -> None:
    scribe = Scribe(Unavailable("the disk is full"))

    async def story(group: GroupCommit) -> None:
        waiting = [group.post(ask(number)) for number in range(5)]
        for failed in await asyncio.gather(*waiting, return_exceptions=True):
            assert isinstance(failed, Unavailable)
        assert await group.post(ask(9)) == heard(ask(9))

    together(scribe, story)


def test_when_the_outcome_is_unknown_the_same_is_asked_once_more() -> None:
    scribe = Scribe(Unknown("went away", reference="r"))

    async def story(group: GroupCommit) -> None:
        assert await group.post(ask(1)) == heard(ask(1))

    together(scribe, story)
    assert scribe.batches == [[ask(1)], [ask(1)]]


def test_what_is_unknown_stays_unknown_when_it_cannot_be_asked_again() -> None:
    """Unavailable would say that nothing was written, and it may have been."""
    scribe = Scribe(Unknown("went away", reference="r"), Unavailable("still away"))

    async def story(group: GroupCommit) -> None:
        with pytest.raises(Unknown):
            await group.post(ask(1))

    together(scribe, story)


def test_no_batch_is_larger_than_the_books_can_number() -> None:
    scribe = Scribe()
    large = pay_all("large", *[(1, 2, 1)] * 32)
    count = 3 * LINES_MAX // 64

    async def story(group: GroupCommit) -> None:
        answers = await asyncio.gather(*(group.post(large) for _ in range(count)))
        assert len(answers) == count

    together(scribe, story)
    assert max(map(len, scribe.batches)) == LINES_MAX // 64


def test_an_item_that_is_a_mistake_stops_only_itself() -> None:
    scribe = Scribe()
    monster = pay_all("monster", *[(1, 2, 1)] * LINES_MAX)

    async def story(group: GroupCommit) -> None:
        with pytest.raises(ValueError, match="at most 16384 rows"):
            await group.post(monster)
        assert await group.post(ask(1)) == heard(ask(1))

    together(scribe, story)
