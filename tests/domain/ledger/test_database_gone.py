"""PostgreSQL goes away in the middle of a batch: nothing is half written; asking again helps."""

import asyncio
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from time import monotonic, sleep

import psycopg
import pytest

from tests.domain.ledger.asking import pay
from tests.domain.ledger.conftest import opener
from tests.domain.ledger.real_books import RealBooks, administer
from tests.domain.ledger.relay import Relay
from yika.domain.ledger import verify
from yika.domain.ledger.models import Account, Batch, Move
from yika.domain.ledger.posting.items import Outcome, Post
from yika.domain.ledger.posting.writer import GroupCommit, PostgresWriter
from yika.kit.actor import Actor
from yika.kit.errors import Unavailable, Unknown


@pytest.fixture
def books(real_books: RealBooks, clerk: Actor, now: datetime) -> RealBooks:
    if real_books.on_sqlite:
        pytest.skip("about PostgreSQL's server")
    return real_books


@pytest.fixture
def batch(books: RealBooks, clerk: Actor, now: datetime) -> list[Post]:
    opened = opener(clerk, now)
    purse, cash = opened("purse", floor=0), opened("cash")
    return [pay(f"top {number}", cash, purse, 1) for number in range(20)]


def posted(writer: PostgresWriter, batch: list[Post]) -> list[Outcome]:
    return writer.post(batch, now=datetime.now(UTC))


@contextmanager
def held_up(books: RealBooks, by: str) -> Iterator[psycopg.Connection]:
    """Keep writers waiting at a statement that needs this lock."""
    with psycopg.connect(books.url) as other:
        other.execute(by)
        yield other
        other.rollback()


def kick_out_who_waits(books: RealBooks) -> None:
    """What an administrator does, or the end of the server: the waiting backend is terminated."""
    name = books.url.rpartition("/")[2]
    end = monotonic() + 20
    with psycopg.connect(books.url, autocommit=True) as server:
        while monotonic() < end:
            ended = server.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                " WHERE datname = %s AND wait_event_type = 'Lock'",
                [name],
            ).fetchall()
            if ended:
                return
            sleep(0.01)
    raise AssertionError("nobody waited")


READING = "SELECT * FROM ledger_account WHERE floor IS NOT NULL FOR UPDATE"
WRITING = "LOCK TABLE ledger_batch IN SHARE MODE"


@pytest.mark.parametrize(("place", "trouble"), [(READING, Unavailable), (WRITING, Unknown)])
def test_a_batch_cut_off_leaves_nothing_and_is_posted_once_when_asked_again(
    books: RealBooks, batch: list[Post], place: str, trouble: type[Exception]
) -> None:
    writer = PostgresWriter(books.url, seal=books.seal)
    with ThreadPoolExecutor(1) as pool, held_up(books, place):
        under_way: Future[list[Outcome]] = pool.submit(posted, writer, batch)
        kick_out_who_waits(books)
        with pytest.raises(trouble):
            under_way.result(20)
    assert (Batch.objects.count(), Move.objects.count()) == (0, 0)

    again = posted(writer, batch)
    assert [outcome.repeated for outcome in again] == [False] * len(batch)
    assert all(outcome.repeated for outcome in posted(writer, batch))
    writer.close()
    check_posted_once(batch)


def check_posted_once(batch: list[Post]) -> None:
    assert Move.objects.count() == len(batch)
    assert Account.objects.get(floor=0).balance == len(batch)
    assert list(verify.faults()) == []


def test_a_commit_whose_answer_was_lost_is_unknown_and_asking_again_tells(
    books: RealBooks, batch: list[Post], tmp_path: Path
) -> None:
    with Relay(books.url, tmp_path) as relay:
        writer = PostgresWriter(relay.url, seal=books.seal)
        with pytest.raises(Unknown) as lost:
            posted(writer, batch)
        assert lost.value.reference == batch[0].request.hex()
        again = posted(writer, batch)
        writer.close()
    assert [outcome.repeated for outcome in again] == [True] * len(batch)
    check_posted_once(batch)


def gathered(writer: PostgresWriter, batch: list[Post]) -> list[Outcome | BaseException]:
    async def story() -> list[Outcome | BaseException]:
        group = GroupCommit(writer)
        answers = await asyncio.gather(*map(group.post, batch), return_exceptions=True)
        await group.close()
        return answers

    return asyncio.run(story())


def test_callers_of_a_group_never_notice_that_an_answer_was_lost(
    books: RealBooks, batch: list[Post], tmp_path: Path
) -> None:
    with Relay(books.url, tmp_path) as relay:
        answers = gathered(PostgresWriter(relay.url, seal=books.seal), batch)
    assert all(isinstance(answer, Outcome) and answer.ok for answer in answers)
    check_posted_once(batch)


def test_what_may_have_been_written_is_never_called_unwritten(
    books: RealBooks, batch: list[Post], tmp_path: Path
) -> None:
    """The answer to the commit was lost, and then the server stayed away."""
    with Relay(books.url, tmp_path, closes=True) as relay:
        answers = gathered(PostgresWriter(relay.url, seal=books.seal), batch)
    assert [type(answer) for answer in answers] == [Unknown] * len(batch)
    check_posted_once(batch)


def test_a_writer_finds_its_way_back_after_it_was_kicked_out(
    books: RealBooks, batch: list[Post]
) -> None:
    writer = PostgresWriter(f"{books.url}?application_name=writer", seal=books.seal)
    posted(writer, batch[:10])
    kick = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = %s"
    administer(kick, values=["writer"])
    with pytest.raises(Unavailable):
        posted(writer, batch)
    assert [outcome.repeated for outcome in posted(writer, batch)] == [True] * 10 + [False] * 10
    writer.close()


def test_a_server_that_is_not_there_is_said_to_be_out_of_reach(
    books: RealBooks, batch: list[Post], tmp_path: Path
) -> None:
    with Relay(books.url, tmp_path, cuts=0, closes=True) as relay:
        writer = PostgresWriter(relay.url, seal=books.seal)
        with pytest.raises(Unavailable, match="cannot be reached"):
            posted(writer, batch)
    assert not Move.objects.exists()
